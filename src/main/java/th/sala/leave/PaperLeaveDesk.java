package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.law.Citation;
import th.sala.law.Clause;
import th.sala.law.Refusal;
import th.sala.thai.ThaiText;
import th.sala.worktime.WorkCalendars;

/// การบันทึกใบลากระดาษ: leave officers record what was asked for and approved on paper, correct it,
/// and take it back. Every call is made in the agency's scope.
///
/// Whatever changes a person's leave locks the person first.
@Service
@Transactional
public class PaperLeaveDesk {
    /// How far a paper may lie back, and how far ahead its leave may end.
    private static final int YEARS_BACK = 10;

    private static final int YEARS_AHEAD = 10;

    /// How far from a leave others may lie that count together with it.
    private static final int YEARS_OF_OTHERS = 5;

    /// Leaves to follow a spouse count together however far apart they are.
    private static final int YEARS_OF_SERVICE = 50;

    /// Refusal: this kind is asked for in Sala.
    public static final class InSala extends Refusal {
        InSala() {
            super("leave.refused.in-sala");
        }
    }

    /// Refusal: nobody records their own.
    public static final class OwnPaper extends Refusal {
        OwnPaper() {
            super("leave.refused.own-paper");
        }
    }

    /// Refusal: the days are too far away to be meant.
    public static final class FarAway extends Refusal {
        FarAway() {
            super("leave.refused.far-away");
        }
    }

    /// Refusal: handed in or approved in the future, or approved before it was handed in.
    public static final class NotYetSigned extends Refusal {
        NotYetSigned() {
            super("leave.refused.not-yet-signed");
        }
    }

    /// Refusal: the person has leave on one of the days.
    @ResponseStatus(HttpStatus.CONFLICT)
    public static final class TakenDays extends Refusal {
        TakenDays() {
            super("leave.refused.taken-days");
        }
    }

    /// Refusal: a clause forbids it.
    public static final class Breached extends Refusal {
        Breached(Breach breach) {
            super(breach.citation(), breach.key());
        }
    }

    /// Refusal: nothing says why it was approved though.
    public static final class Unexplained extends Refusal {
        Unexplained(Breach breach) {
            super(breach.citation(), "leave.refused.unexplained");
        }
    }

    /// Refusal: the paper itself is not there.
    public static final class NoScan extends Refusal {
        NoScan() {
            super("leave.refused.no-scan");
        }
    }

    /// Refusal: nothing says who approved it, or by what.
    public static final class NoApproval extends Refusal {
        NoApproval() {
            super("leave.refused.no-approval");
        }
    }

    /// Refusal: no reason, or none of the leave's days.
    public static final class NothingToEnd extends Refusal {
        NothingToEnd() {
            super("leave.refused.nothing-to-end");
        }
    }

    /// Refusal: it does not become personal leave, or nothing of it was taken.
    public static final class StaysAsItIs extends Refusal {
        StaysAsItIs() {
            super(new Citation("L8", LEAVE_55, "ข้อ 19 วรรคสาม"), "leave.refused.stays-as-it-is");
        }
    }

    /// Refusal: it is not known as done on that day.
    public static final class NoDuty extends Refusal {
        NoDuty() {
            super("leave.refused.duty-not-done");
        }
    }

    /// What stands on a paper.
    public record Typed(
            UUID official,
            LeaveKind kind,
            LeaveDays days,
            PaperFacts facts,
            PaperOffice office,
            PaperLeave.Approval approval,
            LocalDate handedIn,
            String reason,
            String contact,
            String explanation,
            LeaveRequest.@Nullable Paper scan) {}

    /// A paper with all that is known of it.
    ///
    /// @param officer whether the reader keeps the agency's leave, and it is not their own
    public record Sight(
            PaperLeave paper,
            PaperOutlook outlook,
            List<PaperLeave.Change> changes,
            List<PaperLeave.Open> duties,
            List<LeaveRequest> ended,
            boolean mine,
            boolean officer) {}

    private final PaperLeaves papers;
    private final LeaveRequests requests;
    private final LeaveRuns runs;
    private final LeaveLedger ledger;
    private final LeaveOffice office;
    private final Secondments secondments;
    private final PaperEvidence evidence;
    private final PaperNotices notices;
    private final Organisation organisation;
    private final Accounts accounts;
    private final WorkCalendars calendars;
    private final Clock clock;

    PaperLeaveDesk(
            PaperLeaves papers,
            LeaveRequests requests,
            LeaveRuns runs,
            LeaveLedger ledger,
            LeaveOffice office,
            Secondments secondments,
            PaperEvidence evidence,
            PaperNotices notices,
            Organisation organisation,
            Accounts accounts,
            WorkCalendars calendars,
            Clock clock) {
        this.papers = papers;
        this.requests = requests;
        this.runs = runs;
        this.ledger = ledger;
        this.office = office;
        this.secondments = secondments;
        this.evidence = evidence;
        this.notices = notices;
        this.organisation = organisation;
        this.accounts = accounts;
        this.calendars = calendars;
        this.clock = clock;
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private void mustKeep(SignedIn who) {
        if (!office.isOfficer(who)) {
            throw new AccessDeniedException("keeps no leave");
        }
    }

    /// @throws OwnPaper if it is the officer's own
    private void mustKeepFor(SignedIn who, UUID official) {
        mustKeep(who);
        if (official.equals(who.official())) {
            throw new OwnPaper();
        }
    }

    // ---- looking

    /// Whether a request was recorded from a paper.
    @Transactional(readOnly = true)
    boolean holds(UUID agency, UUID id) {
        return papers.find(agency, id).isPresent();
    }

    /// The last recorded first, for leave officers.
    @Transactional(readOnly = true)
    List<LeaveRequest> newest(SignedIn who, String name, int rows, int skip) {
        mustKeep(who);
        return papers.newest(who.agency(), ThaiText.normalise(name).strip(), rows, skip);
    }

    /// What is to be done within some days: by a person, or, for leave officers, by anybody.
    @Transactional(readOnly = true)
    List<PaperLeave.Open> open(SignedIn who, boolean everybody, int days, int rows) {
        if (who.official() == null || (everybody && !office.isOfficer(who))) {
            return List.of();
        }
        var today = today();
        return papers.open(
                who.agency(), everybody ? null : who.official(), today, today.plusDays(days), rows);
    }

    /// @throws ResponseStatusException if there is no such paper
    /// @throws AccessDeniedException to everybody but the person and leave officers
    @Transactional(readOnly = true)
    public Sight see(SignedIn who, UUID id) {
        var paper = find(who.agency(), id);
        var mine = paper.request().by().official().equals(who.official());
        var officer = office.isOfficer(who);
        if (!mine && !officer) {
            throw new AccessDeniedException("not theirs");
        }
        return new Sight(
                paper,
                weigh(who.agency(), typed(paper), id),
                papers.changes(who.agency(), id),
                papers.duties(who.agency(), id),
                papers.endedBy(who.agency(), id),
                mine,
                officer && !mine);
    }

    private static Typed typed(PaperLeave paper) {
        var request = paper.request();
        return new Typed(
                request.by().official(),
                request.kind(),
                request.days(),
                paper.facts(),
                paper.office(),
                paper.approval(),
                paper.handedIn(),
                request.reason(),
                request.contact(),
                paper.explanation(),
                request.paper());
    }

    private PaperLeave find(UUID agency, UUID id) {
        return papers.find(agency, id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /// The scan; that somebody else than the person looked is evidence.
    LeaveRequest.Paper scan(SignedIn who, UUID id) {
        var sight = see(who, id);
        var scan = sight.paper().request().paper();
        if (scan == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        if (!sight.mine()) {
            evidence.scanRead(who, sight.paper().request());
        }
        return scan;
    }

    /// What a paper comes to.
    ///
    /// @param itself if it is recorded already
    @Transactional(readOnly = true)
    public PaperOutlook look(SignedIn who, Typed typed, @Nullable UUID itself) {
        mustKeep(who);
        return weigh(who.agency(), typed, itself);
    }

    /// What days of a kind come to, as long as the rest of the paper is not filled in.
    @Transactional(readOnly = true)
    PaperOutlook count(
            SignedIn who, UUID official, LeaveKind kind, LeaveDays days, @Nullable UUID itself) {
        mustKeep(who);
        if (isFar(days)) {
            return nothing(kind, days, new FarAway());
        }
        var others = others(who.agency(), official, days, itself);
        var working = working(who.agency(), days, others);
        return outlook(who.agency(), official, kind, days, others, working, itself);
    }

    private static PaperOutlook nothing(LeaveKind kind, LeaveDays days, Refusal refusal) {
        var span = Counting.span(days);
        return new PaperOutlook(
                kind, days, span, span, List.of(), Set.of(), List.of(), List.of(), refusal);
    }

    private boolean isFar(LeaveDays days) {
        var today = today();
        return days.first().isBefore(today.minusYears(YEARS_BACK))
                || days.last().isAfter(today.plusYears(YEARS_AHEAD));
    }

    private List<LeaveRequest> others(
            UUID agency, UUID official, LeaveDays days, @Nullable UUID itself) {
        return requests
                .live(
                        agency,
                        official,
                        days.first().minusYears(YEARS_OF_SERVICE),
                        days.last().plusYears(YEARS_OF_SERVICE))
                .stream()
                .filter(one -> !one.id().equals(itself))
                .filter(one -> one.kind() == LeaveKind.SPOUSE || isNear(one.days(), days))
                .toList();
    }

    private static boolean isNear(LeaveDays one, LeaveDays other) {
        return !one.last().isBefore(other.first().minusYears(YEARS_OF_OTHERS))
                && !one.first().isAfter(other.last().plusYears(YEARS_OF_OTHERS));
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

    private PaperOutlook outlook(
            UUID agency,
            UUID official,
            LeaveKind kind,
            LeaveDays days,
            List<LeaveRequest> others,
            WorkingDays working,
            @Nullable UUID itself) {
        var years = new ArrayList<Outlook.Year>();
        for (var charge : Counting.byFiscalYear(kind, days, working)) {
            var lines =
                    ledger.lines(agency, official, charge.year()).stream()
                            .filter(line -> itself == null || !itself.equals(line.request()))
                            .toList();
            var taken = -LeaveLedger.sum(lines, kind);
            years.add(new Outlook.Year(charge.year(), charge.halves(), taken, false));
        }
        var overlapping = others.stream().filter(one -> one.days().overlaps(days)).toList();
        var ended = overlapping.stream().filter(one -> overrides(kind, one)).toList();
        Refusal refusal = null;
        var events =
                runs.events(agency, List.of(official), days.first(), days.last()).stream()
                        .map(Absences.Event::days)
                        .toList();
        if (ended.size() < overlapping.size()) {
            refusal = new TakenDays();
        } else if (events.stream().anyMatch(days::overlaps)) {
            refusal = new EventRules.NoLeave();
        } else if (years.isEmpty()) {
            refusal = new LeaveDesk.NothingCharged();
        }
        return new PaperOutlook(
                kind,
                days,
                Counting.span(days),
                Counting.charged(kind, days, working),
                years,
                Set.of(),
                ended,
                List.of(),
                refusal);
    }

    /// Maternity leave ends another kind's that was approved; what only waits is decided or
    /// withdrawn first.
    @Clause(id = "L8", of = LEAVE_55, value = "ข้อ 19 วรรคสี่")
    static boolean overrides(LeaveKind kind, LeaveRequest other) {
        return kind == LeaveKind.MATERNITY
                && other.kind() != LeaveKind.MATERNITY
                && other.isApproved();
    }

    private PaperOutlook weigh(UUID agency, Typed typed, @Nullable UUID itself) {
        if (isFar(typed.days())) {
            return nothing(typed.kind(), typed.days(), new FarAway());
        }
        var others = others(agency, typed.official(), typed.days(), itself);
        var working = working(agency, typed.days(), others);
        var facts = papers.facts(agency, typed.official());
        var beside =
                others.stream()
                        .filter(one ->
                                !overrides(typed.kind(), one) || !one.days().overlaps(typed.days()))
                        .map(one ->
                                new PaperCase.Other(
                                        one.kind(),
                                        one.days(),
                                        facts.getOrDefault(one.id(), PaperFacts.NONE)))
                        .toList();
        var paper =
                new PaperCase(
                        typed.kind(),
                        typed.days(),
                        typed.facts(),
                        typed.office(),
                        typed.approval().power(),
                        typed.handedIn(),
                        typed.approval().on(),
                        beside,
                        working);
        var seconded = secondments.on(agency, typed.official(), typed.days().first()).isPresent();
        var breaches = PaperRules.breaches(paper, seconded);
        var counted =
                outlook(
                        agency,
                        typed.official(),
                        typed.kind(),
                        typed.days(),
                        others,
                        working,
                        itself);
        var returned = itself == null ? null : returned(agency, itself);
        return new PaperOutlook(
                counted.kind(),
                counted.days(),
                counted.span(),
                counted.charged(),
                counted.years(),
                breaches,
                counted.ended(),
                PaperRules.duties(paper, returned),
                refusal(typed, counted, breaches));
    }

    private @Nullable LocalDate returned(UUID agency, UUID id) {
        return papers.duties(agency, id).stream()
                .filter(one -> one.duty() == Duty.RETURN && one.doneOn() != null)
                .map(PaperLeave.Open::doneOn)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Refusal refusal(Typed typed, PaperOutlook counted, Set<Breach> breaches) {
        var approved = typed.approval().on();
        if (approved.isAfter(today()) || typed.handedIn().isAfter(approved)) {
            return new NotYetSigned();
        }
        if (counted.refusal() != null) {
            return counted.refusal();
        }
        var forbidden = breaches.stream().filter(one -> !one.explainable).sorted().findFirst();
        if (forbidden.isPresent()) {
            return new Breached(forbidden.get());
        }
        return typed.explanation().isBlank()
                ? breaches.stream().sorted().findFirst().map(Unexplained::new).orElse(null)
                : null;
    }

    // ---- recording

    /// Records a leave from its paper.
    ///
    /// @return the request's id
    public UUID record(SignedIn who, Typed paper) {
        mustKeepFor(who, paper.official());
        var typed = tidied(paper);
        if (typed.kind().mayBeElectronic()) {
            throw new InSala();
        }
        if (typed.scan() == null) {
            throw new NoScan();
        }
        var official = registered(who.agency(), typed.official());
        ledger.lock(who.agency(), typed.official());
        var outlook = lawful(who.agency(), typed, null);
        var now = clock.instant();
        var request = request(who, official, typed, now);
        endOthers(who, request, outlook.ended(), now);
        var recorded = paper(who, request, typed, outlook, null, 1, now);
        papers.add(recorded);
        noteEnded(who, request, outlook.ended(), now);
        papers.owe(request, outlook.duties());
        papers.change(request, PaperLeave.What.RECORDED, request.days(), "", now, who.name());
        ledger.take(request, outlook.charges(), who.name());
        evidence.recorded(who, "leave.paper-recorded", recorded, outlook);
        notices.recorded(request);
        return request.id();
    }

    private static Typed tidied(Typed typed) {
        var approval = typed.approval();
        var tidied =
                new PaperLeave.Approval(
                        approval.power(),
                        plain(approval.name()),
                        plain(approval.title()),
                        approval.on(),
                        plain(approval.paper()));
        if (tidied.name().isEmpty() || tidied.title().isEmpty() || tidied.paper().isEmpty()) {
            throw new NoApproval();
        }
        return new Typed(
                typed.official(),
                typed.kind(),
                typed.days(),
                typed.facts(),
                typed.office(),
                tidied,
                typed.handedIn(),
                plain(typed.reason()),
                plain(typed.contact()),
                plain(typed.explanation()),
                typed.scan());
    }

    private static String plain(String typed) {
        var text = ThaiText.normaliseLines(typed).strip();
        if (text.length() > LeaveDesk.LONGEST) {
            throw new LeaveDesk.TooLong();
        }
        return text;
    }

    private PaperOutlook lawful(UUID agency, Typed typed, @Nullable UUID itself) {
        var outlook = weigh(agency, typed, itself);
        var refusal = outlook.refusal();
        if (refusal != null) {
            throw refusal;
        }
        return outlook;
    }

    private Official registered(UUID agency, UUID official) {
        return organisation
                .official(official)
                .filter(one -> one.agency().equals(agency))
                .orElseThrow(() -> new AccessDeniedException("nobody of this agency"));
    }

    /// Who has no account is told by the officer who recorded it.
    private LeaveRequest request(SignedIn who, Official official, Typed typed, Instant now) {
        var account = accounts.byOfficial(official.id()).map(Account::id).orElse(who.account());
        var by =
                new LeaveRequest.Applicant(
                        account, official.id(), official.name(), official.position());
        return request(who.agency(), UUID.randomUUID(), by, typed, now);
    }

    private LeaveRequest request(
            UUID agency, UUID id, LeaveRequest.Applicant by, Typed typed, Instant now) {
        return new LeaveRequest(
                agency,
                id,
                by,
                typed.kind(),
                null,
                typed.days(),
                typed.reason(),
                "",
                typed.contact(),
                typed.scan(),
                now,
                new LeaveRequest.Stage.Approved(
                        typed.approval().on().atStartOfDay(clock.getZone()).toInstant(),
                        typed.approval().name()));
    }

    private static PaperLeave paper(
            SignedIn who,
            LeaveRequest request,
            Typed typed,
            PaperOutlook outlook,
            @Nullable UUID from,
            int version,
            Instant now) {
        return new PaperLeave(
                request,
                typed.facts(),
                typed.office(),
                typed.approval(),
                typed.handedIn(),
                outlook.breaches().isEmpty() ? "" : typed.explanation(),
                outlook.breaches(),
                from,
                version,
                now,
                who.name());
    }

    private void endOthers(
            SignedIn who, LeaveRequest maternity, List<LeaveRequest> others, Instant now) {
        for (var other : others) {
            var back = MaternityRules.ends(maternity.days(), other.days());
            takeBack(who, other, back, maternity.endedBy(), now);
            evidence.ended(who, "leave.overridden", other, back, maternity.kind().name());
            notices.overridden(other, maternity);
        }
    }

    /// Of what is left of them the duties are due anew; which leave ended them is kept, for the
    /// case that it should not have been recorded.
    private void noteEnded(
            SignedIn who, LeaveRequest maternity, List<LeaveRequest> others, Instant now) {
        for (var other : others) {
            var back = MaternityRules.ends(maternity.days(), other.days());
            var left = other.without(back).orElse(other.days());
            papers.overridden(other, left, maternity, now, who.name());
            papers.find(who.agency(), other.id()).ifPresent(paper -> oweAnew(who, paper.request()));
        }
    }

    /// Takes days of an approved leave back, and whatever waits to do the same.
    private LeaveRequest takeBack(
            SignedIn who, LeaveRequest leave, LeaveDays back, String by, Instant now) {
        requests.cancellations(leave.agency(), leave.id()).stream()
                .filter(LeaveRequest::isWaiting)
                .forEach(one -> requests.keep(one.withdraw(now)));
        var shortened = leave.shortened(back, now, by);
        var charges =
                leave.without(back)
                        .map(left ->
                                Counting.byFiscalYear(
                                        leave.kind(),
                                        left,
                                        working(leave.agency(), left, List.of())))
                        .orElse(List.of());
        ledger.settle(leave, charges, who.name());
        requests.keep(shortened);
        return shortened;
    }

    /// Corrects what was recorded. Kind and person stay; a leave of another kind is ended and
    /// recorded anew.
    ///
    /// @param version that the officer had before them
    /// @throws LeaveDesk.Otherwise if somebody corrected it since
    void correct(SignedIn who, UUID id, int version, Typed paper) {
        var before = locked(who, id);
        if (before.version() != version || !before.request().isApproved()) {
            throw new LeaveDesk.Otherwise();
        }
        var scan = paper.scan() == null ? before.request().paper() : paper.scan();
        var was = before.request();
        var typed =
                tidied(
                        new Typed(
                                was.by().official(),
                                was.kind(),
                                paper.days(),
                                paper.facts(),
                                paper.office(),
                                paper.approval(),
                                paper.handedIn(),
                                paper.reason(),
                                paper.contact(),
                                paper.explanation(),
                                scan));
        var outlook = lawful(who.agency(), typed, id);
        var now = clock.instant();
        var request = request(who.agency(), id, was.by(), typed, was.askedAt());
        endOthers(who, request, outlook.ended(), now);
        var corrected =
                paper(who, request, typed, outlook, before.convertedFrom(), version + 1, now);
        papers.correct(corrected);
        noteEnded(who, request, outlook.ended(), now);
        papers.owe(request, outlook.duties());
        papers.change(request, PaperLeave.What.CORRECTED, request.days(), "", now, who.name());
        ledger.settle(request, outlook.charges(), who.name());
        evidence.recorded(who, "leave.paper-corrected", corrected, outlook);
        notices.corrected(request);
    }

    /// A paper that nobody else changes until the transaction ends.
    private PaperLeave locked(SignedIn who, UUID id) {
        var found = find(who.agency(), id);
        mustKeepFor(who, found.request().by().official());
        ledger.lock(who.agency(), found.request().by().official());
        return find(who.agency(), id);
    }

    /// Takes back the days of a leave from one on, as a paper permits, or all, where it should not
    /// have been recorded.
    ///
    /// @param from the first day without leave
    /// @param reason with the paper that permits it
    void end(SignedIn who, UUID id, LocalDate from, String reason) {
        var paper = locked(who, id);
        var leave = paper.request();
        var said = plain(reason);
        if (!leave.isApproved() || from.isAfter(leave.days().last()) || said.isEmpty()) {
            throw new NothingToEnd();
        }
        var begin = Math.max(leave.days().begin(), 2 * from.toEpochDay());
        var back = LeaveDays.between(begin, leave.days().end());
        var now = clock.instant();
        var left = takeBack(who, leave, back, who.name(), now);
        oweAnew(who, left);
        papers.change(leave, PaperLeave.What.ENDED, left.days(), said, now, who.name());
        evidence.ended(who, "leave.paper-ended", leave, back, said);
        notices.corrected(leave);
    }

    /// Of a leave that is shorter now what is to be done is due earlier; of none, nothing is.
    private void oweAnew(SignedIn who, LeaveRequest leave) {
        papers.owe(
                leave,
                leave.isApproved()
                        ? weigh(who.agency(), typed(find(who.agency(), leave.id())), leave.id())
                                .duties()
                        : List.of());
    }

    /// Who permitted that a leave is taken back, and from which day on the person is at work.
    public record Permission(PaperLeave.Approval approval, LocalDate back, String reason) {}

    /// Takes back a maternity leave without a birth, or an ordination or Hajj that fell through:
    /// what was taken of it becomes personal leave, the rest was not taken.
    ///
    /// @return the personal leave's id
    @Clause(id = "L8", of = LEAVE_55, value = "ข้อ 19 วรรคสาม")
    @Clause(id = "L12", of = LEAVE_55, value = "ข้อ 30 วรรคสอง")
    UUID convert(SignedIn who, UUID id, Permission permission) {
        var paper = locked(who, id);
        var leave = paper.request();
        var end = Math.min(leave.days().end(), 2 * permission.back().toEpochDay());
        if (!paper.canBecomePersonal() || end <= leave.days().begin()) {
            throw new StaysAsItIs();
        }
        var now = clock.instant();
        var taken = LeaveDays.between(leave.days().begin(), end);
        var typed =
                tidied(
                        new Typed(
                                leave.by().official(),
                                LeaveKind.PERSONAL,
                                taken,
                                PaperFacts.NONE,
                                paper.office(),
                                permission.approval(),
                                paper.handedIn(),
                                permission.reason(),
                                leave.contact(),
                                "",
                                leave.paper()));
        if (permission.approval().on().isAfter(today()) || permission.back().isAfter(today())) {
            throw new NotYetSigned();
        }
        if (!PoliticalRules.mayApprove(paper.office(), permission.approval().power())) {
            throw new Breached(Breach.POLITICAL_POWER);
        }
        takeBack(who, leave, leave.days(), typed.approval().name(), now);
        papers.owe(leave, List.of());
        var personal = request(who.agency(), UUID.randomUUID(), leave.by(), typed, now);
        var working = working(who.agency(), taken, List.of());
        var outlook =
                outlook(
                        who.agency(),
                        leave.by().official(),
                        LeaveKind.PERSONAL,
                        taken,
                        List.of(),
                        working,
                        null);
        var converted = paper(who, personal, typed, outlook, leave.id(), 1, now);
        papers.add(converted);
        papers.change(
                leave, PaperLeave.What.CONVERTED, leave.days(), typed.reason(), now, who.name());
        papers.change(personal, PaperLeave.What.RECORDED, taken, "", now, who.name());
        ledger.take(personal, outlook.charges(), who.name());
        evidence.ended(who, "leave.paper-converted", leave, leave.days(), typed.reason());
        evidence.recorded(who, "leave.paper-recorded", converted, outlook);
        notices.converted(personal);
        return personal.id();
    }

    /// Records that something was done after a leave, and when.
    void done(SignedIn who, UUID id, Duty duty, LocalDate day) {
        var paper = locked(who, id);
        var request = paper.request();
        if (!request.isApproved()
                || day.isAfter(today())
                || day.isBefore(PaperRules.earliest(duty, paper))
                || !papers.done(request, duty, day, who.name())) {
            throw new NoDuty();
        }
        // what came of it is told so many days after the return
        oweAnew(who, request);
        evidence.done(who, request, duty, day);
    }
}
