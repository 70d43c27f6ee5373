package th.sala.letters;

import static th.sala.law.Instrument.ETDA_63;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Agency;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.agencies.Registry;
import th.sala.agencies.Unit;
import th.sala.hooks.HookEvent;
import th.sala.hooks.Hooks;
import th.sala.jobs.RecurringJob;
import th.sala.law.Clause;
import th.sala.mail.Reply;
import th.sala.notices.Notices;
import th.sala.signing.Holder;
import th.sala.tasks.Assignment;

/// Tells the author and the signer of a letter what became of it, the people of a unit what was
/// passed to them, and the correspondence officers which letters wait too long for an
/// acknowledgement. Everything is told once, however often it is heard.
@Service
class LetterNotices {
    private static final int LONGEST_REASON = 300;

    private final OutgoingLetters letters;
    private final Addressees addressees;
    private final Accounts accounts;
    private final Organisation organisation;
    private final Notices notices;
    private final Hooks hooks;
    private final MessageSource messages;
    private final Overdue overdue;
    private final Clock clock;

    LetterNotices(
            OutgoingLetters letters,
            Addressees addressees,
            Accounts accounts,
            Organisation organisation,
            Notices notices,
            Hooks hooks,
            MessageSource messages,
            Overdue overdue,
            Clock clock) {
        this.letters = letters;
        this.addressees = addressees;
        this.accounts = accounts;
        this.organisation = organisation;
        this.notices = notices;
        this.hooks = hooks;
        this.messages = messages;
        this.overdue = overdue;
        this.clock = clock;
    }

    /// @param number the receive number there
    /// @param received as it was told; null if it was not
    /// @param at when the acknowledgement came
    @Transactional(propagation = Propagation.MANDATORY)
    void acknowledged(Addressee addressee, String number, @Nullable Instant received, Instant at) {
        answered(addressee);
        var moment = received == null ? at : received;
        tell(
                addressee,
                "letters.acknowledged/" + addressee.mail(),
                moment.isAfter(at)
                        ? "letters.notice.acknowledged-deemed"
                        : "letters.notice.acknowledged",
                account -> List.of(number, account.display().dateTime(moment)));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void returned(Addressee addressee, String reason) {
        answered(addressee);
        tell(
                addressee,
                "letters.returned/" + addressee.mail(),
                "letters.notice.returned",
                _ -> List.of(shortened(reason)));
    }

    /// @param to the agency that has the letter now
    @Transactional(propagation = Propagation.MANDATORY)
    void forwarded(Addressee addressee, String to) {
        answered(addressee);
        tell(
                addressee,
                "letters.forwarded/" + addressee.mail(),
                "letters.notice.forwarded",
                _ -> List.of(to));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void refusedForSecrecy(Addressee addressee) {
        answered(addressee);
        tell(
                addressee,
                "letters.refused-there/" + addressee.mail(),
                "letters.notice.refused-there",
                _ -> List.of());
    }

    /// The letter has its number, and could not be signed.
    ///
    /// @param whose key it is; null if nobody knows
    @Transactional(propagation = Propagation.MANDATORY)
    void unsigned(OutgoingLetter letter, @Nullable Holder whose, Instant at) {
        var given = Objects.requireNonNull(letter.given());
        var people = new LinkedHashMap<UUID, Account>();
        people(letter).forEach(account -> people.put(account.id(), account));
        Optional.ofNullable(whose)
                .flatMap(person -> accounts.byOfficial(person.official()))
                .filter(Account::isOpen)
                .ifPresent(account -> people.put(account.id(), account));
        var about = List.of(given.number(), letter.content().subject());
        for (var account : people.values()) {
            notices.tell(
                    "letters.unsigned/" + letter.id() + "/" + at.toEpochMilli(),
                    letter.agency(),
                    account.id(),
                    whose == null ? "letters.notice.unsigned" : "letters.notice.unsigned-of",
                    whose == null
                            ? about
                            : List.of(about.getFirst(), about.getLast(), whose.name()),
                    "/letters/out/" + letter.id());
        }
    }

    /// Somebody signed, and the next signature is this official's.
    @Transactional(propagation = Propagation.MANDATORY)
    void toSignNext(OutgoingLetter draft, UUID official, String by) {
        accounts.byOfficial(official)
                .filter(Account::isOpen)
                .ifPresent(account ->
                        notices.tell(
                                "letters.to-sign/"
                                        + draft.id()
                                        + "/"
                                        + draft.version()
                                        + "/"
                                        + official,
                                draft.agency(),
                                account.id(),
                                "letters.notice.to-sign",
                                List.of(by, draft.content().subject()),
                                "/letters/out/" + draft.id() + "/preview"));
    }

    /// The mail bounced, or was given up; told again if that happens again.
    @Transactional(propagation = Propagation.MANDATORY)
    void failed(Addressee addressee, DeliveryNotes.Noted noted) {
        tell(
                addressee,
                "letters.failed/" + addressee.mail() + "/" + noted.at().toEpochMilli(),
                "letters.notice.failed",
                account -> List.of(noted.to(), shortened(sentence(noted.note(), account))));
    }

    /// Whom the letter was sent to by name learns that it is registered, if they may read it.
    ///
    /// @param number the receive number
    @Transactional(propagation = Propagation.MANDATORY)
    void registered(UUID official, IncomingLetter letter, int number) {
        accounts.byOfficial(official)
                .filter(Account::isOpen)
                .filter(account -> account.is(Role.AUTHORISED_PERSON) || account.is(Role.HEAD))
                .ifPresent(account ->
                        notices.tell(
                                "letters.registered/" + letter.id(),
                                letter.agency(),
                                account.id(),
                                "letters.notice.registered",
                                List.of(
                                        letter.head().subject(),
                                        Integer.toString(number),
                                        letter.sender().agency().isBlank()
                                                ? letter.sender().name()
                                                : letter.sender().agency()),
                                "/letters/in/" + letter.id()));
    }

    /// A page that could be read only now bears a marking of secrecy: who cares for the letter has
    /// to do what the rules on secrets ask.
    ///
    /// @param refused whether the agency takes no such letters into Sala
    @Transactional(propagation = Propagation.MANDATORY)
    void classFound(IncomingLetter letter, SecrecyClass found, boolean refused) {
        accounts.of(letter.agency()).stream()
                .filter(Account::isOpen)
                .filter(account -> account.is(Role.CORRESPONDENCE_OFFICER))
                .forEach(officer ->
                        notices.tell(
                                "letters.class-found/" + letter.id() + "/" + found,
                                letter.agency(),
                                officer.id(),
                                refused
                                        ? "letters.notice.class-refused"
                                        : "letters.notice.class-found",
                                List.of(found.marking, letter.head().subject()),
                                "/letters/in/" + letter.id()));
    }

    /// A registered letter was passed to a unit: its people are told, but not who passed it.
    @Transactional(propagation = Propagation.MANDATORY)
    void passed(SignedIn by, IncomingLetter letter, Unit unit) {
        organisation.officials(letter.agency()).stream()
                .filter(official -> unit.id().equals(official.unit()))
                .flatMap(official -> accounts.byOfficial(official.id()).stream())
                .filter(account -> account.isOpen() && !account.id().equals(by.account()))
                .forEach(account ->
                        atUnit(
                                letter,
                                UnitAddressee.of(unit),
                                account,
                                "letters.notice.passed",
                                by.name()));
    }

    /// The officials of an agency by the unit that they are in.
    Map<UUID, List<Official>> peopleOf(UUID agency) {
        return organisation.officials(agency).stream()
                .filter(official -> official.unit() != null)
                .collect(Collectors.groupingBy(one -> Objects.requireNonNull(one.unit())));
    }

    /// A letter of the own agency came to a unit: its people are told, but not who signed it.
    @Transactional(propagation = Propagation.MANDATORY)
    void cameInside(IncomingLetter letter, UUID signer, UnitAddressee unit, List<Official> people) {
        people.stream()
                .filter(official -> !official.id().equals(signer))
                .flatMap(official -> accounts.byOfficial(official.id()).stream())
                .filter(Account::isOpen)
                .forEach(account ->
                        atUnit(
                                letter,
                                unit,
                                account,
                                "letters.notice.inside",
                                letter.sender().name()));
    }

    /// Somebody has a unit's task now; told again if it is assigned again.
    @Transactional(propagation = Propagation.MANDATORY)
    void assigned(SignedIn by, IncomingLetter letter, UUID unit, UUID official, Instant at) {
        accounts.byOfficial(official)
                .filter(account -> account.isOpen() && !account.id().equals(by.account()))
                .ifPresent(account ->
                        ofTask(
                                letter,
                                "letters.assigned/" + unit,
                                account,
                                at,
                                "letters.notice.assigned",
                                by.name()));
    }

    /// Who had it, and has it no more.
    @Transactional(propagation = Propagation.MANDATORY)
    void takenBack(SignedIn by, IncomingLetter letter, Assignment taken, Instant at) {
        accounts.byOfficial(taken.official())
                .filter(account -> account.isOpen() && !account.id().equals(by.account()))
                .ifPresent(account ->
                        ofTask(
                                letter,
                                "letters.task-taken-back/" + taken.unit(),
                                account,
                                at,
                                "letters.notice.task-taken-back",
                                by.name()));
    }

    /// Whoever assigned it hears that it is done.
    @Transactional(propagation = Propagation.MANDATORY)
    void done(SignedIn by, IncomingLetter letter, Assignment done, Instant at) {
        accounts.find(done.givenByAccount())
                .filter(account -> account.isOpen() && !account.id().equals(by.account()))
                .ifPresent(account ->
                        ofTask(
                                letter,
                                "letters.task-done/" + done.unit() + "/" + done.official(),
                                account,
                                at,
                                "letters.notice.task-done",
                                by.name()));
    }

    private void ofTask(
            IncomingLetter letter,
            String key,
            Account account,
            Instant at,
            String sentence,
            String by) {
        notices.tell(
                key + "/" + letter.id() + "/" + at.toEpochMilli(),
                letter.agency(),
                account.id(),
                sentence,
                List.of(by, letter.head().subject()),
                "/letters/in/" + letter.id());
    }

    private void atUnit(
            IncomingLetter letter,
            UnitAddressee unit,
            Account account,
            String sentence,
            String by) {
        notices.tell(
                "letters.passed/" + letter.id() + "/" + unit.unit(),
                letter.agency(),
                account.id(),
                sentence,
                List.of(by, letter.head().subject(), unit.name()),
                "/letters/in/" + letter.id());
    }

    private String sentence(Reply reply, Account account) {
        return reply.key().isEmpty()
                ? reply.words()
                : messages.getMessage(
                        reply.key(), new Object[] {reply.words()}, account.display().language());
    }

    /// Other systems are told of every answer.
    private void answered(Addressee addressee) {
        var letter = letters.ofAddressee(addressee.mail()).orElseThrow();
        hooks.raise(letter.agency(), HookEvent.LETTER_ANSWERED, letter.id());
    }

    /// The sentence's first three arguments are the other agency, our letter's number and subject.
    private void tell(
            Addressee addressee,
            String key,
            String sentence,
            Function<Account, List<String>> more) {
        var letter = letters.ofAddressee(addressee.mail()).orElseThrow();
        var given = Objects.requireNonNull(letter.given());
        for (var account : people(letter)) {
            var arguments =
                    Stream.concat(
                                    Stream.of(
                                            addressee.agencyName(),
                                            given.number(),
                                            letter.content().subject()),
                                    more.apply(account).stream())
                            .toList();
            notices.tell(
                    key,
                    letter.agency(),
                    account.id(),
                    sentence,
                    arguments,
                    "/letters/out/" + letter.id());
        }
    }

    private List<Account> people(OutgoingLetter letter) {
        var people = new LinkedHashMap<UUID, Account>();
        Stream.concat(
                        Optional.ofNullable(letter.author()).flatMap(accounts::find).stream(),
                        accounts.byOfficial(letter.content().signer()).stream())
                .filter(Account::isOpen)
                .forEach(account -> people.put(account.id(), account));
        return List.copyOf(people.values());
    }

    /// The beginning of what somebody wrote, on one line.
    static String shortened(String reason) {
        var line = reason.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }

    /// Tells the correspondence officers of each letter whose acknowledgement is overdue, once.
    @Transactional
    @Clause(id = "C7", of = ETDA_63, value = "ข้อ 3(5)")
    void overdue(UUID agency) {
        var late = addressees.newlyOverdue(agency, overdue.since(agency), clock.instant());
        if (late.isEmpty()) {
            return;
        }
        var officers =
                accounts.of(agency).stream()
                        .filter(Account::isOpen)
                        .filter(account -> account.is(Role.CORRESPONDENCE_OFFICER))
                        .toList();
        late.stream()
                .collect(Collectors.groupingBy(Addressee::letter))
                .forEach((letter, unanswered) -> overdue(agency, letter, unanswered, officers));
    }

    private void overdue(UUID agency, UUID id, List<Addressee> unanswered, List<Account> officers) {
        var letter = letters.find(agency, id).orElseThrow();
        var agencies = Addressee.agencies(unanswered);
        var given = Objects.requireNonNull(letter.given());
        for (var officer : officers) {
            notices.tell(
                    "letters.overdue/" + id + "/" + unanswered.getFirst().mail(),
                    agency,
                    officer.id(),
                    "letters.notice.overdue",
                    List.of(agencies, given.number(), letter.content().subject()),
                    "/letters/out/" + id);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Work {
        private static final String JOB = "letters.overdue";
        private static final Duration PERIOD = Duration.ofMinutes(5);

        @Bean
        RecurringJob overdueJob(LetterNotices notices, Registry registry) {
            var each =
                    LetterJobs.each(
                            JOB,
                            registry::local,
                            Agency::id,
                            agency -> notices.overdue(agency.id()));
            return new RecurringJob(JOB, PERIOD, each.work());
        }
    }
}
