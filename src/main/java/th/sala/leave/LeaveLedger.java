package th.sala.leave;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.evidence.Act;
import th.sala.evidence.Evidence;
import th.sala.law.Refusal;
import th.sala.proof.Fields;

/// บัญชีวันลา: what each person has and has taken, by kind and fiscal year. Every call is made in
/// the agency's scope. A balance is the sum of its lines.
@Service
@Transactional
public class LeaveLedger {
    /// Half days that no year's rest can reach.
    private static final int TOO_MANY = 2 * 365;

    /// Refusal: the service began after the year, or counts from after it began.
    public static final class ImpossibleService extends Refusal {
        ImpossibleService() {
            super("leave.refused.impossible-service");
        }
    }

    /// Refusal: nobody enters their own right.
    public static final class OwnRight extends Refusal {
        OwnRight() {
            super("leave.refused.own-right");
        }
    }

    /// Refusal: more days left than a year has.
    public static final class ImpossibleRest extends Refusal {
        ImpossibleRest() {
            super("leave.refused.impossible-rest");
        }
    }

    /// Refusal: more vacation would be taken than there is.
    static final class MoreThanRight extends Refusal {
        MoreThanRight() {
            super("leave.opening.wrong.more-than-right");
        }
    }

    /// From what a year's right was worked out.
    ///
    /// @param left half days left of the years before
    record Entered(VacationRight.Service service, int left, Instant at, String by) {}

    /// What comes of it, in half days.
    public record Right(int granted, int extra, int carried, LocalDate firstDay) {
        public int sum() {
            return granted + extra + carried;
        }
    }

    private final LedgerLines lines;
    private final LeaveOffice office;
    private final Organisation organisation;
    private final Evidence evidence;
    private final Clock clock;

    LeaveLedger(
            LedgerLines lines,
            LeaveOffice office,
            Organisation organisation,
            Evidence evidence,
            Clock clock) {
        this.lines = lines;
        this.office = office;
        this.organisation = organisation;
        this.evidence = evidence;
        this.clock = clock;
    }

    /// Keeps everybody else from the person's leave until the transaction ends.
    @Transactional(propagation = Propagation.MANDATORY)
    void lock(UUID agency, UUID official) {
        lines.lock(agency, official);
    }

    @Transactional(readOnly = true)
    List<LedgerLine> lines(UUID agency, UUID official, FiscalYear year) {
        return lines.of(agency, official, year);
    }

    /// What the lines of a kind come to, in half days.
    static int sum(List<LedgerLine> lines, LeaveKind kind) {
        return lines.stream()
                .filter(line -> line.kind() == kind)
                .mapToInt(LedgerLine::halves)
                .sum();
    }

    @Transactional(readOnly = true)
    Optional<Entered> entered(UUID agency, UUID official, FiscalYear year) {
        return lines.entered(agency, official, year);
    }

    /// The first day of vacation in a year whose right was entered.
    @Transactional(readOnly = true)
    Optional<LocalDate> firstVacation(UUID agency, UUID official, FiscalYear year) {
        return lines.entered(agency, official, year)
                .map(entered -> VacationRight.firstDay(entered.service()));
    }

    static Right right(VacationRight.Service service, FiscalYear year, int left) {
        return new Right(
                VacationRight.granted(service, year),
                VacationRight.extra(service, year),
                VacationRight.carried(service, year, left),
                VacationRight.firstDay(service));
    }

    /// Enters a year's right to vacation, or corrects it: what it comes to more or less than before
    /// is a line of its own.
    ///
    /// @param left half days left of the years before
    /// @throws AccessDeniedException to whom does not keep the agency's leave
    /// @throws OwnRight if it is the person's own
    /// @throws ImpossibleService if the service cannot be so
    /// @throws ImpossibleRest if more is left than can be
    public Right enter(
            SignedIn by, UUID official, FiscalYear year, VacationRight.Service service, int left) {
        var name = anothers(by, official);
        if (service.appointed().isAfter(year.last())
                || service.since().isAfter(service.appointed())) {
            throw new ImpossibleService();
        }
        if (left < 0 || left > TOO_MANY) {
            throw new ImpossibleRest();
        }
        lines.lock(by.agency(), official);
        var right = right(service, year, left);
        var before = lines.of(by.agency(), official, year);
        var now = clock.instant();
        correct(by, official, year, before, LedgerLine.Entry.GRANTED, right.granted(), now);
        correct(by, official, year, before, LedgerLine.Entry.EXTRA, right.extra(), now);
        correct(by, official, year, before, LedgerLine.Entry.CARRIED, right.carried(), now);
        lines.keep(by.agency(), official, year, new Entered(service, left, now, by.name()));
        var said =
                Fields.none()
                        .with("official", official)
                        .with("name", name)
                        .with("fiscal-year", year.year())
                        .with("appointed", service.appointed())
                        .with("entry", service.entry())
                        .with("since", service.since())
                        .with("hardship", service.hardship())
                        .with("term-holidays", service.termHolidays())
                        .with("half-days-left", left)
                        .with("half-days-granted", right.granted())
                        .with("half-days-extra", right.extra())
                        .with("half-days-carried", right.carried());
        evidence.record(
                by.actor(Role.OFFICIAL),
                Act.done("leave.right-entered", "official", official, now, said));
        return right;
    }

    /// The name of somebody whose lines the officer may write.
    private String anothers(SignedIn by, UUID official) {
        if (!office.isOfficer(by)) {
            throw new AccessDeniedException("keeps no leave");
        }
        if (official.equals(by.official())) {
            throw new OwnRight();
        }
        return organisation
                .official(official)
                .filter(one -> one.agency().equals(by.agency()))
                .map(Official::name)
                .orElseThrow(() -> new AccessDeniedException("nobody of this agency"));
    }

    /// Enters what somebody had taken of a kind before Sala, or corrects it: what it comes to more
    /// or less than before is a line of its own.
    ///
    /// @param halves altogether
    /// @param ground why, and by which proof
    /// @throws AccessDeniedException to whom does not keep the agency's leave
    /// @throws OwnRight if it is the person's own
    /// @throws RecallDesk.NoGround if nothing says why
    /// @throws ImpossibleRest if it is more than a year has
    /// @throws MoreThanRight if more vacation were taken than there is
    void enterBefore(
            SignedIn by,
            UUID official,
            FiscalYear year,
            LeaveKind kind,
            int halves,
            String ground) {
        var name = anothers(by, official);
        var said = LeaveDesk.plain(ground);
        if (said.isEmpty()) {
            throw new RecallDesk.NoGround();
        }
        if (halves < 0 || halves > TOO_MANY) {
            throw new ImpossibleRest();
        }
        lines.lock(by.agency(), official);
        var before = lines.of(by.agency(), official, year);
        var is = before(before, kind);
        if (kind == LeaveKind.VACATION && sum(before, kind) + is - halves < 0) {
            throw new MoreThanRight();
        }
        if (is == halves) {
            return;
        }
        var now = clock.instant();
        lines.add(
                new LedgerLine(
                        by.agency(),
                        UUID.randomUUID(),
                        official,
                        kind,
                        year,
                        LedgerLine.Entry.OPENING,
                        is - halves,
                        null,
                        now,
                        by.name()));
        var fields =
                Fields.none()
                        .with("official", official)
                        .with("name", name)
                        .with("fiscal-year", year.year())
                        .with("kind", kind)
                        .with("half-days", halves)
                        .with("reason", said);
        evidence.record(
                by.actor(Role.OFFICIAL),
                Act.done("leave.taken-before", "official", official, now, fields));
    }

    /// Half days of a kind that were taken before Sala.
    static int before(List<LedgerLine> lines, LeaveKind kind) {
        return lines.stream()
                .filter(line -> line.entry() == LedgerLine.Entry.OPENING && line.kind() == kind)
                .mapToInt(line -> -line.halves())
                .sum();
    }

    private void correct(
            SignedIn by,
            UUID official,
            FiscalYear year,
            List<LedgerLine> before,
            LedgerLine.Entry entry,
            int halves,
            Instant now) {
        var is =
                before.stream()
                        .filter(line -> line.entry() == entry && line.kind() == LeaveKind.VACATION)
                        .mapToInt(LedgerLine::halves)
                        .sum();
        if (is != halves) {
            lines.add(
                    new LedgerLine(
                            by.agency(),
                            UUID.randomUUID(),
                            official,
                            LeaveKind.VACATION,
                            year,
                            entry,
                            halves - is,
                            null,
                            now,
                            by.name()));
        }
    }

    /// Charges an approved leave.
    @Transactional(propagation = Propagation.MANDATORY)
    void take(LeaveRequest leave, List<Counting.Charge> charges, String by) {
        for (var charge : charges) {
            add(leave, charge.year(), LedgerLine.Entry.TAKEN, -charge.halves(), by);
        }
    }

    /// Gives back what an approved leave was charged beyond what is left of it.
    ///
    /// @param left what the rest is charged; nothing if all was taken back
    /// @return half days given back
    @Transactional(propagation = Propagation.MANDATORY)
    int giveBack(LeaveRequest leave, List<Counting.Charge> left, String by) {
        var given = beyond(leave, left);
        add(leave, given, LedgerLine.Entry.CANCELLED, by);
        return sum(given);
    }

    /// What an approved leave is charged beyond what is left of it, by fiscal year.
    @Transactional(readOnly = true)
    List<Counting.Charge> beyond(LeaveRequest leave, List<Counting.Charge> left) {
        return Counting.givenBack(charges(leave), left).stream()
                .filter(one -> one.halves() > 0)
                .toList();
    }

    /// Brings what an approved leave is charged to what it comes to now.
    ///
    /// @return what each fiscal year was given back; negative where it took more
    @Transactional(propagation = Propagation.MANDATORY)
    List<Counting.Charge> settle(
            LeaveRequest leave, List<Counting.Charge> now, LedgerLine.Entry entry, String by) {
        var given = Counting.givenBack(charges(leave), now);
        add(leave, given, entry, by);
        return given;
    }

    private List<Counting.Charge> charges(LeaveRequest leave) {
        return lines.ofRequest(leave.agency(), leave.id()).stream()
                .map(line -> new Counting.Charge(line.year(), -line.halves()))
                .toList();
    }

    private void add(
            LeaveRequest leave, List<Counting.Charge> given, LedgerLine.Entry entry, String by) {
        given.forEach(one -> add(leave, one.year(), entry, one.halves(), by));
    }

    static int sum(List<Counting.Charge> charges) {
        return charges.stream().mapToInt(Counting.Charge::halves).sum();
    }

    /// Brings what a leave is charged to what it should be: a line for each year that differs.
    @Transactional(propagation = Propagation.MANDATORY)
    void settle(LeaveRequest leave, List<Counting.Charge> charges, String by) {
        var owed = new TreeMap<Integer, Integer>();
        lines.ofRequest(leave.agency(), leave.id())
                .forEach(line -> owed.merge(line.year().year(), line.halves(), Integer::sum));
        charges.forEach(one -> owed.merge(one.year().year(), one.halves(), Integer::sum));
        owed.forEach((year, halves) -> {
            if (halves != 0) {
                var entry = halves > 0 ? LedgerLine.Entry.TAKEN : LedgerLine.Entry.CANCELLED;
                add(leave, new FiscalYear(year), entry, -halves, by);
            }
        });
    }

    private void add(
            LeaveRequest leave, FiscalYear year, LedgerLine.Entry entry, int halves, String by) {
        lines.add(
                new LedgerLine(
                        leave.agency(),
                        UUID.randomUUID(),
                        leave.by().official(),
                        leave.kind(),
                        year,
                        entry,
                        halves,
                        leave.id(),
                        clock.instant(),
                        by));
    }
}
