package th.sala.letters;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.UriComponentsBuilder;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.routing.Routing;
import th.sala.tasks.Task;
import th.sala.tasks.Tasks;
import th.sala.web.MenuEntry;
import th.sala.web.MenuGroup;
import th.sala.web.Place;
import th.sala.web.Today;

/// Where letters stand in the menu and in the Today queue.
@Configuration(proxyBeanMethods = false)
class LetterPlaces {
    private static final Role[] READERS = {
        Role.CORRESPONDENCE_OFFICER, Role.HEAD, Role.AUTHORISED_PERSON, Role.AUDITOR
    };

    @Bean
    MenuEntry lettersIn() {
        return MenuEntry.of(Place.LETTERS, "letters.menu.in", "/letters/in", 10, READERS);
    }

    @Bean
    MenuEntry lettersOut() {
        return MenuEntry.of(
                Place.LETTERS,
                "letters.menu.out",
                "/letters/out",
                20,
                Role.OFFICIAL,
                Role.CORRESPONDENCE_OFFICER,
                Role.HEAD,
                Role.AUTHORISED_PERSON,
                Role.AUDITOR);
    }

    @Bean
    MenuEntry lettersToSign() {
        return MenuEntry.of(
                Place.LETTERS,
                "letters.folder",
                "/letters/sign",
                24,
                Role.OFFICIAL,
                Role.CORRESPONDENCE_OFFICER,
                Role.HEAD,
                Role.AUTHORISED_PERSON);
    }

    @Bean
    MenuEntry lettersOnTheirWay() {
        return MenuEntry.of(
                Place.LETTERS,
                "letters.menu.way",
                "/letters/way",
                25,
                Role.OFFICIAL,
                Role.CORRESPONDENCE_OFFICER,
                Role.HEAD,
                Role.AUTHORISED_PERSON,
                Role.AUDITOR);
    }

    @Bean
    MenuEntry lettersTemplates() {
        return MenuEntry.of(
                Place.LETTERS,
                "letters.menu.templates",
                "/letters/templates",
                27,
                Role.OFFICIAL,
                Role.CORRESPONDENCE_OFFICER,
                Role.HEAD,
                Role.AUTHORISED_PERSON);
    }

    @Bean
    MenuEntry lettersOfUnit() {
        return MenuEntry.of(Place.LETTERS, "letters.menu.unit", "/letters/unit", 30, Role.OFFICIAL);
    }

    @Bean
    MenuEntry lettersTasks() {
        return MenuEntry.of(Place.LETTERS, "letters.menu.tasks", "/letters/tasks", 35, READERS);
    }

    @Bean
    MenuEntry lettersFollowed() {
        return MenuEntry.of(
                Place.LETTERS,
                "letters.menu.followed",
                "/letters/followed",
                37,
                Role.OFFICIAL,
                Role.CORRESPONDENCE_OFFICER,
                Role.HEAD,
                Role.AUTHORISED_PERSON,
                Role.AUDITOR);
    }

    @Bean
    MenuEntry evidenceForInspectors() {
        return MenuEntry.of(
                        Place.PEOPLE,
                        "letters.evidence.title",
                        "/people/evidence",
                        80,
                        Role.AUDITOR,
                        Role.HEAD)
                .in(MenuGroup.AGENCY);
    }

    @Bean
    MenuEntry lettersUnsorted() {
        return MenuEntry.of(
                Place.LETTERS,
                "letters.menu.unsorted",
                "/letters/unsorted",
                40,
                Role.CORRESPONDENCE_OFFICER);
    }

    @Bean
    MenuEntry looksAtTheCentralAccount() {
        return MenuEntry.of(Place.LETTERS, "letters.looks", "/letters/looks", 45, READERS);
    }

    @Bean
    MenuEntry lettersSecrecy() {
        return MenuEntry.of(Place.LETTERS, "letters.menu.secrecy", "/letters/secrecy", 50)
                .in(MenuGroup.AGENCY);
    }

    @Bean
    MenuEntry lettersWayRules() {
        return MenuEntry.of(Place.LETTERS, "routing.rules.menu", "/letters/way/rules", 52)
                .in(MenuGroup.AGENCY);
    }

    @Bean
    MenuEntry lettersEmblem() {
        return MenuEntry.of(Place.LETTERS, "letters.menu.emblem", EmblemController.PATH, 51)
                .in(MenuGroup.AGENCY);
    }

    /// What letters put into a person's queue.
    @Component
    static class LettersToday implements Today.Source {
        private static final int MOST = 60;
        private static final int MOST_NAMED = 300;
        private static final Duration RECENTLY = Duration.ofDays(7);

        private final IncomingLetters incoming;
        private final OutgoingLetters outgoing;
        private final Addressees addressees;
        private final CoSigners coSigners;
        private final UnsortedMails unsorted;
        private final UnitDesk units;
        private final Overdue overdue;
        private final LookDesk looks;
        private final PaperDesk papers;
        private final Routing routing;
        private final Tasks tasks;
        private final SigningTroubles signing;
        private final Clock clock;

        LettersToday(
                IncomingLetters incoming,
                OutgoingLetters outgoing,
                Addressees addressees,
                CoSigners coSigners,
                UnsortedMails unsorted,
                UnitDesk units,
                Overdue overdue,
                LookDesk looks,
                PaperDesk papers,
                Routing routing,
                Tasks tasks,
                SigningTroubles signing,
                Clock clock) {
            this.incoming = incoming;
            this.outgoing = outgoing;
            this.addressees = addressees;
            this.coSigners = coSigners;
            this.unsorted = unsorted;
            this.units = units;
            this.overdue = overdue;
            this.looks = looks;
            this.papers = papers;
            this.routing = routing;
            this.tasks = tasks;
            this.signing = signing;
            this.clock = clock;
        }

        @Override
        @Transactional(readOnly = true)
        public List<Today.Item> waitingFor(SignedIn who) {
            var items = new ArrayList<Today.Item>();
            if (who.is(Role.CORRESPONDENCE_OFFICER)) {
                incoming.arrived(who.agency(), MOST)
                        .forEach(letter -> items.add(toRegister(letter)));
                addressees
                        .troubled(
                                who.agency(),
                                overdue.since(who.agency()),
                                clock.instant().minus(RECENTLY))
                        .forEach(sending -> items.add(troubled(sending)));
                unsorted.piles(who.agency()).forEach(pile -> items.add(toSettle(pile)));
                unsorted.single(who.agency()).forEach(mail -> items.add(toSettle(mail)));
                papers.due(who.agency(), MOST).forEach(due -> items.add(toSendOnPaper(due)));
                looks.missingSoon(who.agency()).ifPresent(day -> items.add(toLook(day)));
            }
            if (who.is(Role.OFFICIAL)) {
                units.waiting(who, MOST).forEach(passed -> items.add(toStamp(passed)));
                tasks.withNobodyOfOwnUnit(who, MOST).forEach(task -> items.add(toFinish(task)));
            }
            tasks.assignedTo(who, MOST).forEach(part -> items.add(toDo(part)));
            if (who.is(Role.CORRESPONDENCE_OFFICER)) {
                tasks.overdue(who.agency(), null, Tasks.Place.BEGINNING, MOST)
                        .forEach(task -> items.add(late(task)));
            }
            signing.waitingFor(who, MOST).forEach(letter -> items.add(unsigned(letter)));
            routing.waiting(who).forEach(line -> items.add(toDecide(line)));
            if (who.official() != null) {
                coSigners.waiting(who.agency(), who.official(), MOST).stream()
                        .flatMap(id -> outgoing.find(who.agency(), id).stream())
                        .forEach(draft -> items.add(toCoSign(draft)));
            }
            var drafts =
                    who.official() == null
                            ? List.<OutgoingLetter>of()
                            : outgoing.toSign(who.agency(), who.official(), MOST_NAMED);
            var underWay =
                    routing.underWay(
                            who.agency(), drafts.stream().map(OutgoingLetter::id).toList());
            drafts.stream()
                    .filter(draft -> !underWay.contains(draft.id()))
                    .limit(MOST)
                    .forEach(draft -> items.add(toSend(draft)));
            return items;
        }

        private static Today.Item toCoSign(OutgoingLetter draft) {
            var subject = draft.content().subject();
            return new Today.Item(
                    "letters.today.co-sign",
                    subject.isBlank() ? "—" : subject,
                    "/letters/out/" + draft.id() + "/preview",
                    draft.changedAt(),
                    null,
                    draft.content().urgency() != Urgency.NORMAL);
        }

        private Today.Item toDecide(Routing.Line line) {
            var step = line.step();
            return new Today.Item(
                    step.isUp() ? "letters.today.decide" : "letters.today.answer-aside",
                    line.title().isBlank() ? "—" : line.title(),
                    line.path(),
                    step.sentAt(),
                    step.dueAt(),
                    step.isOverdue(clock.instant()));
        }

        /// Nobody gets it before it is signed, though it has its number.
        private static Today.Item unsigned(SheetSignatures.Unsigned letter) {
            return new Today.Item(
                    "letters.today.unsigned",
                    letter.subject(),
                    "/letters/out/" + letter.letter(),
                    letter.since(),
                    null,
                    true);
        }

        private static Today.Item toRegister(IncomingLetter letter) {
            var subject = letter.head().subject();
            return new Today.Item(
                    "letters.today.register",
                    subject.isBlank() ? letter.sender().address() : subject,
                    "/letters/in/" + letter.id(),
                    letter.arrivedAt(),
                    null,
                    letter.head().urgency() != Urgency.NORMAL);
        }

        /// ตามไปทันที
        private static Today.Item toSendOnPaper(PaperConfirmations.Due due) {
            return new Today.Item(
                    "letters.today.paper",
                    due.subject(),
                    "/letters/out/" + due.letter(),
                    due.since(),
                    null,
                    true);
        }

        private Today.Item toLook(DayOfLooks day) {
            return new Today.Item(
                    "letters.today.look",
                    day.looks().size() + " / " + DayOfLooks.WANTED,
                    "/letters/in",
                    day.day().atStartOfDay(clock.getZone()).toInstant(),
                    null,
                    false);
        }

        private static Today.Item toStamp(PassedLetters.Passed passed) {
            return new Today.Item(
                    "letters.today.stamp",
                    passed.subject(),
                    "/letters/in/" + passed.letter(),
                    passed.at(),
                    null,
                    passed.urgency() != Urgency.NORMAL);
        }

        private Today.Item toFinish(Task task) {
            return task(task, task.order().purpose().key(), task.title());
        }

        private Today.Item toDo(Tasks.Part part) {
            return task(part.task(), "letters.today.assigned", part.task().title());
        }

        private Today.Item late(Task task) {
            return task(task, "letters.today.task-overdue", task.title() + " → " + task.unitName());
        }

        private Today.Item task(Task task, String kind, String title) {
            var due = task.order().due();
            return new Today.Item(
                    kind,
                    title,
                    task.path(),
                    task.givenAt(),
                    due == null ? null : due.plusDays(1).atStartOfDay(clock.getZone()).toInstant(),
                    task.isOverdue(LocalDate.now(clock)));
        }

        private static Today.Item troubled(Addressees.Sending sending) {
            var addressee = sending.addressee();
            var kind =
                    switch (addressee.answer()) {
                        case Addressee.Answer.Refused _ -> "letters.today.refused";
                        case Addressee.Answer _ -> "letters.today.returned";
                        case null ->
                                switch (addressee.progress()) {
                                    case BOUNCED -> "letters.today.bounced";
                                    case IN_DOUBT -> "letters.today.in-doubt";
                                    case WAITING, QUEUED, SENT, DELIVERED ->
                                            "letters.today.overdue";
                                };
                    };
            var since =
                    addressee.queuedAt() == null ? java.time.Instant.EPOCH : addressee.queuedAt();
            return new Today.Item(
                    kind,
                    sending.subject() + " → " + addressee.agencyName(),
                    "/letters/out/" + addressee.letter(),
                    since,
                    null,
                    sending.urgency() != Urgency.NORMAL);
        }

        private static Today.Item toSettle(UnsortedMails.Pile pile) {
            var path =
                    UriComponentsBuilder.fromPath("/letters/unsorted/alike")
                            .queryParam("reason", "{reason}")
                            .queryParam("sender", "{sender}")
                            .encode()
                            .buildAndExpand(pile.reason(), pile.sender())
                            .toUriString();
            return new Today.Item(
                    "letters.today.unsorted",
                    "%s (%d)".formatted(pile.sender(), pile.count()),
                    path,
                    pile.since(),
                    null,
                    false);
        }

        private static Today.Item toSettle(UnsortedMails.Unsorted mail) {
            var title = mail.subject().isBlank() ? mail.sender() : mail.subject();
            return new Today.Item(
                    "letters.today.unsorted",
                    title.isBlank() ? "—" : title,
                    "/letters/unsorted/" + mail.mail(),
                    mail.arrivedAt(),
                    null,
                    false);
        }

        private static Today.Item toSend(OutgoingLetter draft) {
            var subject = draft.content().subject();
            return new Today.Item(
                    "letters.today.send",
                    subject.isBlank() ? "—" : subject,
                    "/letters/out/" + draft.id() + "/preview",
                    draft.changedAt(),
                    null,
                    draft.content().urgency() != Urgency.NORMAL);
        }
    }
}
