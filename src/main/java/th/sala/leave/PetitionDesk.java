package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.agencies.Position;
import th.sala.law.Citation;
import th.sala.law.Refusal;
import th.sala.leave.AbroadRules.Neighbour;
import th.sala.leave.ApproverTable.Level;
import th.sala.leave.Petition.Matter;
import th.sala.thai.ThaiText;
import th.sala.worktime.WorkCalendars;

/// การขออนุญาตไปต่างประเทศและการรายงานเหตุการณ์พิเศษ: up the chain of command to who decides. Every
/// call is made in the agency's scope.
///
/// Whatever changes a person's leave locks the person first, and so does this.
@Service
@Transactional
public class PetitionDesk {
    private static final int MOST_WAITING = 200;
    private static final int YEARS_AROUND = 1;
    private static final int YEARS_OF_LEAVES = 5;

    /// Refusal: a day of work on which the person is not on leave.
    public static final class AtWork extends Refusal {
        AtWork() {
            super(new Citation("L15", LEAVE_55, "ข้อ 13 วรรคหนึ่ง"), "leave.refused.at-work");
        }
    }

    /// Refusal: of political officials the government decides, not the head.
    public static final class Political extends Refusal {
        Political(Citation citation) {
            super(citation, "leave.refused.political-abroad");
        }
    }

    /// Refusal: leave that is not approved yet.
    public static final class LeaveComesFirst extends Refusal {
        LeaveComesFirst() {
            super(
                    new Citation("L15", LEAVE_55, "ข้อ 13 วรรคหนึ่ง"),
                    "leave.refused.leave-comes-first");
        }
    }

    /// Refusal: a journey that has begun.
    public static final class Gone extends Refusal {
        Gone() {
            super(new Citation("L15", LEAVE_55, "ข้อ 13 วรรคหนึ่ง"), "leave.refused.gone");
        }
    }

    /// Refusal: an event that is reported already.
    @ResponseStatus(HttpStatus.CONFLICT)
    public static final class Reported extends Refusal {
        Reported() {
            super("leave.refused.reported");
        }
    }

    /// Refusal: an event that is not over.
    public static final class NotBack extends Refusal {
        NotBack() {
            super(new Citation("L16", LEAVE_55, "ข้อ 15 วรรคหนึ่ง"), "leave.refused.not-back");
        }
    }

    /// Refusal: nothing says where to, or what happened.
    public static final class SaysNothing extends Refusal {
        SaysNothing() {
            super("leave.refused.says-nothing");
        }
    }

    /// Refusal: nobody above is a head.
    public static final class NoHead extends Refusal {
        NoHead(Matter matter) {
            super(
                    matter == Matter.ABROAD
                            ? new Citation("L15", LEAVE_55, "ข้อ 13 วรรคสอง")
                            : new Citation("L16", LEAVE_55, "ข้อ 15 วรรคสอง"),
                    "leave.refused.no-head");
        }
    }

    /// What somebody asks or reports.
    public record Typed(
            Matter matter,
            LeaveDays days,
            @Nullable Neighbour neighbour,
            String country,
            String words) {}

    /// A petition with all that is known of it.
    ///
    /// @param inTime whether an event was reported on the first day back
    /// @param charged of an event, what personal leave it would be: half days
    /// @param turn whether it waits for the reader
    /// @param decides whether the reader would decide it
    /// @param officer whether the reader keeps the agency's leave
    public record Sight(
            Petition petition,
            List<LeaveRequests.Opinion> said,
            boolean inTime,
            int charged,
            boolean mine,
            boolean turn,
            boolean decides,
            boolean officer) {
        public LeaveDesk.Seen seen() {
            return new LeaveDesk.Seen(said.size(), decides);
        }
    }

    private final Petitions petitions;
    private final LeaveRequests requests;
    private final PaperLeaves papers;
    private final LeaveLedger ledger;
    private final LeaveOffice office;
    private final PetitionRecords records;
    private final Organisation organisation;
    private final WorkCalendars calendars;
    private final Clock clock;

    PetitionDesk(
            Petitions petitions,
            LeaveRequests requests,
            PaperLeaves papers,
            LeaveLedger ledger,
            LeaveOffice office,
            PetitionRecords records,
            Organisation organisation,
            WorkCalendars calendars,
            Clock clock) {
        this.petitions = petitions;
        this.requests = requests;
        this.papers = papers;
        this.ledger = ledger;
        this.office = office;
        this.records = records;
        this.organisation = organisation;
        this.calendars = calendars;
        this.clock = clock;
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private Approvers approvers(UUID agency) {
        return new Approvers(
                organisation.chain(agency), office.levels(agency, today()), office.table(agency));
    }

    // ---- who decides

    private boolean decides(
            Approvers approvers,
            List<Petitions.BorderPost> borders,
            @Nullable Level of,
            UUID position,
            Matter matter,
            LeaveDays days,
            @Nullable Neighbour neighbour) {
        var level = approvers.levels().get(position);
        return switch (matter) {
            case EVENT -> EventRules.mayDecide(of, level);
            case ABROAD ->
                    AbroadRules.mayPermit(of, level)
                            || borders.stream()
                                    .filter(post -> post.position().equals(position))
                                    .filter(post -> post.holdsOn(days.first()))
                                    .anyMatch(post ->
                                            AbroadRules.mayPermit(
                                                    post.office(),
                                                    post.neighbour(),
                                                    neighbour,
                                                    days));
        };
    }

    /// The highest level of the positions that somebody holds; null for none.
    private @Nullable Level levelOf(Approvers approvers, UUID agency, UUID official) {
        return organisation.holders(agency).entrySet().stream()
                .filter(held -> held.getValue().stream().anyMatch(one -> one.id().equals(official)))
                .map(held -> approvers.levels().get(held.getKey()))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /// Everybody a petition goes through; nobody of them decides it if the last one does not.
    private List<Approvers.Stop> way(UUID agency, UUID official, Typed typed) {
        var approvers = approvers(agency);
        var borders = petitions.borders(agency);
        var whole = AbroadRules.together(typed.days(), live(agency, official, Matter.ABROAD, null));
        var of = levelOf(approvers, agency, official);
        var stops = new ArrayList<Approvers.Stop>();
        var next = approvers.above(official, null);
        while (next.isPresent()) {
            var superior = next.get();
            var position = superior.position().id();
            var decides =
                    decides(
                            approvers,
                            borders,
                            of,
                            position,
                            typed.matter(),
                            whole,
                            typed.neighbour());
            var level = approvers.levels().get(position);
            stops.add(new Approvers.Stop(superior, level, decides));
            next = decides ? Optional.empty() : approvers.above(official, position);
        }
        return stops;
    }

    // ---- looking

    /// The person's, the newest first.
    @Transactional(readOnly = true)
    List<Petition> mine(SignedIn who, int rows) {
        return who.official() == null
                ? List.of()
                : petitions.of(who.agency(), who.official(), rows);
    }

    /// What waits for the person, or for whose duty they do today.
    @Transactional(readOnly = true)
    List<Petition> waiting(SignedIn who) {
        var official = who.official();
        if (official == null) {
            return List.of();
        }
        var duties =
                organisation.chain(who.agency()).dutiesOf(official).stream()
                        .map(Position::id)
                        .collect(Collectors.toSet());
        var found = petitions.waiting(who.agency(), official, duties, MOST_WAITING);
        if (found.isEmpty()) {
            return found;
        }
        var approvers = approvers(who.agency());
        return found.stream().filter(one -> turn(approvers, official, one)).toList();
    }

    /// What is still to be told to who stands above the head, for leave officers.
    @Transactional(readOnly = true)
    List<Petition> untold(SignedIn who) {
        return office.isOfficer(who) ? petitions.untold(who.agency(), MOST_WAITING) : List.of();
    }

    private static boolean turn(Approvers approvers, UUID official, Petition petition) {
        var with = petition.with();
        return with != null
                && approvers.inDutyOf(official, with, petition.by().official()).isPresent();
    }

    /// @throws AccessDeniedException to whom has nothing to do with it
    @Transactional(readOnly = true)
    public Sight see(SignedIn who, UUID id) {
        var petition = find(who.agency(), id);
        var official = who.official();
        var approvers = approvers(who.agency());
        var said = petitions.said(who.agency(), id);
        var mine = petition.by().official().equals(official);
        var turn = official != null && turn(approvers, official, petition);
        var saidSomething = said.stream().anyMatch(one -> one.official().equals(official));
        var officer = office.isOfficer(who);
        if (!mine && !turn && !saidSomething && !officer) {
            throw new AccessDeniedException("not theirs");
        }
        var days = petition.days();
        var working = working(who.agency(), days, List.of());
        var asked = petition.askedAt().atZone(clock.getZone()).toLocalDate();
        return new Sight(
                petition,
                said,
                EventRules.isInTime(working.after(days), asked),
                Counting.charged(LeaveKind.PERSONAL, days, working),
                mine,
                turn,
                isDecidedBy(approvers, petition),
                officer);
    }

    private boolean isDecidedBy(Approvers approvers, Petition petition) {
        var with = petition.with();
        return with != null
                && decides(
                        approvers,
                        petitions.borders(petition.agency()),
                        levelOf(approvers, petition.agency(), petition.by().official()),
                        with.position(),
                        petition.matter(),
                        whole(petition),
                        petition.neighbour());
    }

    private LeaveDays whole(Petition petition) {
        return AbroadRules.together(
                petition.days(),
                live(petition.agency(), petition.by().official(), Matter.ABROAD, petition.id()));
    }

    private Petition find(UUID agency, UUID id) {
        return petitions
                .find(agency, id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private List<LeaveRequest> leaves(UUID agency, UUID official, LeaveDays days) {
        return requests.live(
                agency,
                official,
                days.first().minusYears(YEARS_OF_LEAVES),
                days.last().plusYears(YEARS_OF_LEAVES));
    }

    /// Days of a person's petitions that wait or were granted.
    ///
    /// @param itself that does not count; null for none
    private List<LeaveDays> live(UUID agency, UUID official, Matter matter, @Nullable UUID itself) {
        return petitions.live(agency, official, matter).stream()
                .filter(one -> !one.id().equals(itself))
                .map(Petition::days)
                .toList();
    }

    private WorkingDays working(UUID agency, LeaveDays days, List<LeaveRequest> others) {
        var first = days.first().getYear();
        var last = days.last().getYear();
        for (var other : others) {
            first = Math.min(first, other.days().first().getYear());
            last = Math.max(last, other.days().last().getYear());
        }
        return WorkingDays.of(calendars.of(agency, first - 1, last + 1), first - 1, last + 1);
    }

    // ---- asking

    /// Asks to go abroad, or reports an event: it goes to the next above.
    ///
    /// @return the petition's id
    public UUID ask(SignedIn who, Typed typed) {
        var country = plain(typed.country());
        var words = plain(typed.words());
        var isAbroad = typed.matter() == Matter.ABROAD;
        if (isAbroad ? country.isEmpty() && typed.neighbour() == null : words.isEmpty()) {
            throw new SaysNothing();
        }
        var official =
                Optional.ofNullable(who.official())
                        .flatMap(organisation.chain(who.agency())::registered)
                        .orElseThrow(LeaveDesk.NotRegistered::new);
        if (isAbroad) {
            papers.office(who.agency(), official.id())
                    .flatMap(PoliticalRules::citation)
                    .ifPresent(citation -> {
                        throw new Political(citation);
                    });
        }
        ledger.lock(who.agency(), official.id());
        mustBeSo(who.agency(), official, typed);
        var way = way(who.agency(), official.id(), typed);
        if (way.isEmpty() || !way.getLast().decides()) {
            throw new NoHead(typed.matter());
        }
        var now = clock.instant();
        var first = way.getFirst().superior();
        var petition =
                new Petition(
                        who.agency(),
                        UUID.randomUUID(),
                        typed.matter(),
                        new LeaveRequest.Applicant(
                                who.account(), official.id(), official.name(), official.position()),
                        typed.days(),
                        isAbroad ? typed.neighbour() : null,
                        isAbroad ? country : "",
                        words,
                        now,
                        new Petition.Stage.Waiting(LeaveRequest.With.of(first, now)),
                        false,
                        null,
                        null);
        petitions.add(petition);
        records.asked(who, petition);
        return petition.id();
    }

    private void mustBeSo(UUID agency, Official official, Typed typed) {
        var today = today();
        var days = typed.days();
        if (days.first().isBefore(today.minusYears(YEARS_AROUND))
                || days.last().isAfter(today.plusYears(YEARS_AROUND))) {
            throw new LeaveDesk.TooFar();
        }
        var leaves = leaves(agency, official.id(), days);
        var working = working(agency, days, leaves);
        switch (typed.matter()) {
            case ABROAD -> {
                if (!AbroadRules.isAhead(days, today)) {
                    throw new Gone();
                }
                var runs = leaves.stream().map(LeaveRequest::days).toList();
                if (!AbroadRules.isFree(days, runs, working)) {
                    throw new AtWork();
                }
            }
            case EVENT -> {
                if (!EventRules.isOver(days, today)) {
                    throw new NotBack();
                }
                if (leaves.stream().anyMatch(one -> one.days().overlaps(days))) {
                    throw new LeaveDesk.Overlaps();
                }
                if (live(agency, official.id(), Matter.EVENT, null).stream()
                        .anyMatch(one -> one.overlaps(days))) {
                    throw new Reported();
                }
                if (Counting.charged(LeaveKind.PERSONAL, days, working) == 0) {
                    throw new LeaveDesk.NothingCharged();
                }
            }
        }
    }

    private static String plain(String typed) {
        var text = ThaiText.normaliseLines(typed).strip();
        if (text.length() > LeaveDesk.LONGEST) {
            throw new LeaveDesk.TooLong();
        }
        return text;
    }

    /// Takes back what nobody has decided on.
    void withdraw(SignedIn who, UUID id) {
        if (!find(who.agency(), id).by().official().equals(who.official())) {
            throw new AccessDeniedException("not theirs");
        }
        var petition = locked(who, id);
        var withdrawn = petition.withdraw(clock.instant());
        petitions.keep(withdrawn);
        records.withdrawn(who, petition);
    }

    private Petition locked(SignedIn who, UUID id) {
        ledger.lock(who.agency(), find(who.agency(), id).by().official());
        return find(who.agency(), id);
    }

    // ---- deciding

    /// Says what the person thinks of a petition, or, where it is within their power, decides it.
    ///
    /// @param seen how it stood when the person looked
    /// @param agrees permitted, or: the event was special
    public void decide(SignedIn who, UUID id, LeaveDesk.Seen seen, boolean agrees, String words) {
        var petition = locked(who, id);
        var with = petition.with();
        if (with == null) {
            throw new LeaveRequest.Over();
        }
        var approvers = approvers(who.agency());
        var superior =
                Optional.ofNullable(who.official())
                        .flatMap(one -> approvers.inDutyOf(one, with, petition.by().official()))
                        .orElseThrow(LeaveDesk.NotWithYou::new);
        var text = plain(words);
        if (!agrees && text.isEmpty()) {
            throw new LeaveDesk.NothingSaid();
        }
        var said = petitions.said(who.agency(), id);
        var decides = isDecidedBy(approvers, petition);
        if (!seen.equals(new LeaveDesk.Seen(said.size(), decides))) {
            throw new LeaveDesk.Otherwise();
        }
        var now = clock.instant();
        var opinion =
                new LeaveRequests.Opinion(
                        said.size() + 1,
                        superior.official().id(),
                        superior.official().name(),
                        superior.title(),
                        agrees,
                        decides,
                        text,
                        now);
        petitions.say(who.agency(), id, opinion);
        Petition next;
        if (!decides) {
            var above =
                    approvers
                            .above(petition.by().official(), with.position())
                            .orElseThrow(() -> new NoHead(petition.matter()));
            next = petition.passOn(LeaveRequest.With.of(above, now));
        } else if (agrees) {
            mustBeFree(petition);
            var isTold =
                    petition.isAbroad()
                            && AbroadRules.isReportedAbove(approvers.levels().get(with.position()));
            next = petition.grant(now, opinion.name(), isTold);
        } else {
            next = petition.deny(now, opinion.name(), personal(who, petition, opinion));
        }
        petitions.keep(next);
        records.said(who, next, opinion);
    }

    /// Leave that only waits, or was refused since, is none to go abroad in.
    private void mustBeFree(Petition petition) {
        var leaves = leaves(petition.agency(), petition.by().official(), petition.days());
        var approved =
                leaves.stream().filter(LeaveRequest::isApproved).map(LeaveRequest::days).toList();
        var working = working(petition.agency(), petition.days(), leaves);
        if (petition.isAbroad() && !AbroadRules.isFree(petition.days(), approved, working)) {
            throw new LeaveComesFirst();
        }
    }

    /// The days of an event that was none become personal leave, as far as they are no leave yet:
    /// what the person asked for since is decided for itself, and never keeps the head from
    /// deciding.
    ///
    /// @return the first leave's id; null where the petition is about something else, or every day
    ///   is one of leave
    private @Nullable UUID personal(
            SignedIn who, Petition petition, LeaveRequests.Opinion opinion) {
        var kind = EventRules.becomes(false);
        if (petition.isAbroad() || kind == null) {
            return null;
        }
        var leaves = leaves(who.agency(), petition.by().official(), petition.days());
        var working = working(who.agency(), petition.days(), List.of());
        UUID first = null;
        for (var days :
                EventRules.left(
                        petition.days(), leaves.stream().map(LeaveRequest::days).toList())) {
            var charges = Counting.byFiscalYear(kind, days, working);
            if (!charges.isEmpty()) {
                var leave = personal(petition, kind, days, opinion);
                papers.add(leave);
                ledger.take(leave, charges, opinion.name());
                first = first == null ? leave.id() : first;
            }
        }
        return first;
    }

    private static LeaveRequest personal(
            Petition petition, LeaveKind kind, LeaveDays days, LeaveRequests.Opinion opinion) {
        return new LeaveRequest(
                petition.agency(),
                UUID.randomUUID(),
                petition.by(),
                kind,
                null,
                days,
                petition.words(),
                "",
                "",
                null,
                petition.askedAt(),
                new LeaveRequest.Stage.Approved(opinion.at(), opinion.name()));
    }

    /// Records, once, that what the head permitted was told to who stands above them.
    void told(SignedIn who, UUID id) {
        var petition = locked(who, id);
        if (!office.isOfficer(who)) {
            throw new AccessDeniedException("keeps no leave");
        }
        if (!petition.toldAbove() || petition.toldOn() != null) {
            throw new PaperLeaveDesk.NoDuty();
        }
        petitions.told(who.agency(), id, today());
        records.told(who, petition, today());
    }
}
