package th.sala.leave;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.evidence.Act;
import th.sala.evidence.Actor;
import th.sala.evidence.Evidence;
import th.sala.jobs.Jobs;
import th.sala.law.Refusal;
import th.sala.leave.ClosingRules.Outcome;
import th.sala.leave.ClosingRules.Why;
import th.sala.notices.Notices;
import th.sala.proof.Fields;
import th.sala.thai.Collation;

/// การปิดปีงบประมาณ: from the lines of a fiscal year the rights to vacation of the next one, for
/// everybody of the agency. Every call is made in the agency's scope.
///
/// It goes on from batch to batch, each in a transaction of its own that also notes how far it is,
/// so that it may be cut off anywhere. Done again it enters what has changed since and nothing
/// else.
@Service
@Transactional
class YearlyClosing {
    static final String JOB = "leave.closing";

    /// How many people one transaction keeps from others.
    private static final int BATCH = 500;

    /// Refusal: the fiscal year still runs.
    static final class NotOver extends Refusal {
        NotOver() {
            super("leave.refused.not-over");
        }
    }

    /// Refusal: one is under way.
    @ResponseStatus(HttpStatus.CONFLICT)
    static final class UnderWay extends Refusal {
        UnderWay() {
            super("leave.refused.under-way");
        }
    }

    /// What a closing would do, or what one left to an officer.
    ///
    /// @param carried half days that all carry over together
    /// @param changed whose right was entered by a closing and would come to something else now, by
    ///   name
    /// @param left those whom it leaves to an officer, by name
    /// @param waiting requests for vacation of the year that are not decided yet
    public record Outlook(
            int entered,
            int kept,
            int carried,
            List<Official> changed,
            List<Left> left,
            int waiting) {
        public int people() {
            return entered + kept + left.size();
        }
    }

    /// Somebody who is left to an officer.
    public record Left(Official official, Why why) {}

    private final Closings closings;
    private final LeaveOffice office;
    private final Organisation organisation;
    private final Evidence evidence;
    private final Notices notices;
    private final Accounts accounts;
    private final Jobs jobs;
    private final Clock clock;

    YearlyClosing(
            Closings closings,
            LeaveOffice office,
            Organisation organisation,
            Evidence evidence,
            Notices notices,
            Accounts accounts,
            Jobs jobs,
            Clock clock) {
        this.closings = closings;
        this.office = office;
        this.organisation = organisation;
        this.evidence = evidence;
        this.notices = notices;
        this.accounts = accounts;
        this.jobs = jobs;
        this.clock = clock;
    }

    /// The latest closing of a year.
    @Transactional(readOnly = true)
    Optional<Closings.Closing> latest(UUID agency, FiscalYear year) {
        return closings.latest(agency, year);
    }

    @Transactional(readOnly = true)
    Optional<Closings.Closing> underWay(UUID agency) {
        return closings.underWay(agency);
    }

    /// What closing a year would do now, without doing it.
    @Transactional(readOnly = true)
    Outlook look(UUID agency, FiscalYear year) {
        var people = organisation.officials(agency);
        var ids = people.stream().map(Official::id).toList();
        var outcomes = outcomes(agency, year, ids);
        var sums = closings.sums(agency, year, ids);
        var next = closings.recorded(agency, year.next(), ids);
        var changed = new ArrayList<Official>();
        var left = new ArrayList<Left>();
        int entered = 0;
        int kept = 0;
        int carried = 0;
        for (var one : people) {
            var isClosed = next.containsKey(one.id()) && !next.get(one.id()).byHand();
            switch (outcomes.get(one.id())) {
                case Outcome.Entered(_, _, var right) -> {
                    entered++;
                    carried += right.carried();
                    var stands = sums.getOrDefault(one.id(), Closings.Sums.NONE).next();
                    if (isClosed && differs(right, stands)) {
                        changed.add(one);
                    }
                }
                case Outcome.Missing(var why) ->
                        left.add(new Left(one, isClosed ? Why.CHANGED_SINCE : why));
                case Outcome.Kept _ -> kept++;
                case null -> throw new IllegalStateException("nothing of " + one.id());
            }
        }
        changed.sort(Comparator.comparing(Official::name, Collation.GIVEN_NAME));
        left.sort(Comparator.comparing((Left one) -> one.official().name(), Collation.GIVEN_NAME));
        var waiting = closings.waiting(agency, year);
        return new Outlook(entered, kept, carried, changed, left, waiting);
    }

    /// Tells who keeps the agency's leave for how many people the latest year that is over would be
    /// closed otherwise by now; again once it is other people.
    void tellOfChanges(UUID agency) {
        var over = new FiscalYear(FiscalYear.of(LocalDate.now(clock)).year() - 1);
        var closing = latest(agency, over).filter(one -> !one.isUnderWay());
        if (closing.isEmpty()) {
            return;
        }
        var outlook = look(agency, over);
        var left =
                outlook.left().stream()
                        .filter(one -> one.why() == Why.CHANGED_SINCE)
                        .map(Left::official);
        var people =
                Stream.concat(outlook.changed().stream(), left)
                        .map(one -> one.id().toString())
                        .sorted()
                        .toList();
        if (people.isEmpty()) {
            return;
        }
        var who = DigestUtils.sha256Hex(String.join("\n", people));
        for (var officer : office.officers(agency)) {
            accounts.byOfficial(officer.official())
                    .filter(Account::isOpen)
                    .ifPresent(account ->
                            notices.tell(
                                    "leave.changed-since/%s/%s".formatted(closing.get().id(), who),
                                    agency,
                                    account.id(),
                                    "leave.notice.changed-since",
                                    List.of(Integer.toString(people.size())),
                                    "/leave/closing?year=" + over.year()));
        }
    }

    private static boolean differs(LeaveLedger.Right right, Map<LedgerLine.Entry, Integer> stands) {
        return right.granted() != stands.getOrDefault(LedgerLine.Entry.GRANTED, 0)
                || right.carried() != stands.getOrDefault(LedgerLine.Entry.CARRIED, 0);
    }

    private Map<UUID, Outcome> outcomes(UUID agency, FiscalYear year, Collection<UUID> officials) {
        var sums = closings.sums(agency, year, officials);
        var services = closings.recorded(agency, year, officials);
        var next = closings.recorded(agency, year.next(), officials);
        var outcomes = new TreeMap<UUID, Outcome>();
        for (var official : officials) {
            var sum = sums.getOrDefault(official, Closings.Sums.NONE);
            var recorded = services.get(official);
            var ahead = next.get(official);
            var byHand =
                    ahead != null && ahead.byHand()
                            ? sum.next().getOrDefault(LedgerLine.Entry.CARRIED, 0)
                            : null;
            var person =
                    new ClosingRules.Person(
                            recorded == null ? null : recorded.service(), sum.left(), byHand);
            outcomes.put(official, ClosingRules.close(person, year.next()));
        }
        return outcomes;
    }

    /// Begins to close a year, for everybody who serves today; a job does the work.
    ///
    /// @throws AccessDeniedException to whom does not keep the agency's leave
    /// @throws NotOver if the year still runs
    /// @throws UnderWay if one is under way
    void begin(SignedIn who, FiscalYear year) {
        if (!office.isOfficer(who)) {
            throw new AccessDeniedException("keeps no leave");
        }
        if (!year.last().isBefore(LocalDate.now(clock))) {
            throw new NotOver();
        }
        var now = clock.instant();
        var people = organisation.countOfficials(who.agency(), "");
        var closing =
                new Closings.Closing(
                        who.agency(),
                        UUID.randomUUID(),
                        year,
                        who.account(),
                        who.name(),
                        now,
                        people,
                        null,
                        0,
                        0,
                        0,
                        0,
                        null);
        if (!closings.begin(closing)) {
            throw new UnderWay();
        }
        var said = Fields.none().with("fiscal-year", year.year()).with("people", people);
        evidence.record(
                who.actor(Role.OFFICIAL),
                Act.done("leave.closing-begun", "closing", closing.id(), now, said));
        jobs.now(JOB);
    }

    /// Everybody who is to be done, in the order in which they are.
    @Transactional(readOnly = true)
    List<UUID> everybody(UUID agency) {
        return organisation.officials(agency).stream().map(Official::id).sorted().toList();
    }

    /// The next batch.
    ///
    /// @param everybody in order
    /// @return whether there may be more
    boolean step(UUID agency, UUID id, List<UUID> everybody) {
        var found = closings.locked(agency, id);
        if (found.isEmpty()) {
            return false;
        }
        var closing = found.get();
        var last = closing.after();
        var batch =
                everybody.stream()
                        .filter(one -> last == null || one.compareTo(last) > 0)
                        .limit(BATCH)
                        .toList();
        if (batch.isEmpty()) {
            end(closing);
            return false;
        }
        closings.lock(agency, batch);
        closings.keep(done(closing, batch));
        return true;
    }

    private Closings.Closing done(Closings.Closing closing, List<UUID> batch) {
        var agency = closing.agency();
        var sums = closings.sums(agency, closing.year(), batch);
        var rights = new ArrayList<Closings.Right>();
        var lines = new ArrayList<Closings.Line>();
        int missing = 0;
        int kept = 0;
        long carried = 0;
        for (var one : outcomes(agency, closing.year(), batch).entrySet()) {
            var official = one.getKey();
            switch (one.getValue()) {
                case Outcome.Entered(var service, var left, var right) -> {
                    rights.add(new Closings.Right(official, service, left));
                    var stands = sums.getOrDefault(official, Closings.Sums.NONE).next();
                    add(lines, official, LedgerLine.Entry.GRANTED, right.granted(), stands);
                    add(lines, official, LedgerLine.Entry.CARRIED, right.carried(), stands);
                    carried += right.carried();
                }
                case Outcome.Missing _ -> missing++;
                case Outcome.Kept _ -> kept++;
            }
        }
        closings.enter(closing, rights);
        closings.add(closing, lines);
        var said =
                Fields.none()
                        .with("fiscal-year", closing.year().year())
                        .with("people", batch.size())
                        .with("entered", rights.size())
                        .with("kept", kept)
                        .with("left-to-an-officer", missing)
                        .with("half-days-carried", carried)
                        .with("last-official", batch.getLast())
                        .with("digest", digest(closing.year().next(), rights));
        evidence.record(
                Actor.program(agency),
                Act.done("leave.closing-step", "closing", closing.id(), clock.instant(), said));
        return new Closings.Closing(
                agency,
                closing.id(),
                closing.year(),
                closing.account(),
                closing.by(),
                closing.at(),
                closing.people(),
                batch.getLast(),
                closing.entered() + rights.size(),
                closing.kept() + kept,
                closing.missing() + missing,
                closing.carried() + carried,
                null);
    }

    /// Proves every right of a batch: a line for each, in the order of their ids, with what was
    /// left, granted and carried over in half days.
    static String digest(FiscalYear next, List<Closings.Right> rights) {
        var text = new StringBuilder();
        for (var one : rights) {
            var right = LeaveLedger.right(one.service(), next, one.left());
            text.append(one.official())
                    .append(' ')
                    .append(one.left())
                    .append(' ')
                    .append(right.granted())
                    .append(' ')
                    .append(right.carried())
                    .append('\n');
        }
        return DigestUtils.sha256Hex(text.toString());
    }

    /// What it comes to more or less than before is a line.
    private static void add(
            List<Closings.Line> lines,
            UUID official,
            LedgerLine.Entry entry,
            int halves,
            Map<LedgerLine.Entry, Integer> stands) {
        var more = halves - stands.getOrDefault(entry, 0);
        if (more != 0) {
            lines.add(new Closings.Line(official, entry, more));
        }
    }

    private void end(Closings.Closing closing) {
        var now = clock.instant();
        closings.keep(
                new Closings.Closing(
                        closing.agency(),
                        closing.id(),
                        closing.year(),
                        closing.account(),
                        closing.by(),
                        closing.at(),
                        closing.people(),
                        closing.after(),
                        closing.entered(),
                        closing.kept(),
                        closing.missing(),
                        closing.carried(),
                        now));
        var said =
                Fields.none()
                        .with("fiscal-year", closing.year().year())
                        .with("ordered-by", closing.by())
                        .with("people", closing.done())
                        .with("entered", closing.entered())
                        .with("kept", closing.kept())
                        .with("left-to-an-officer", closing.missing())
                        .with("half-days-carried", closing.carried());
        evidence.record(
                Actor.program(closing.agency()),
                Act.done("leave.closed", "closing", closing.id(), now, said));
        notices.tell(
                closing.agency(),
                closing.account(),
                "leave.notice.closed",
                List.of(Integer.toString(closing.entered()), Integer.toString(closing.missing())),
                "/leave/closing?year=" + closing.year().year());
    }
}
