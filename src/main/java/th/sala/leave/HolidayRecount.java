package th.sala.leave;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.worktime.WorkCalendars;

/// Counts approved leaves again after a holiday was announced, or withdrawn. Every call is made in
/// the agency's scope.
///
/// Whatever is cut off is begun anew: a leave that was counted again comes to what it is charged
/// already, and a day counts as seen only when all leaves over it were.
@Service
@Transactional
class HolidayRecount {
    private static final UUID FIRST = new UUID(0, 0);
    private static final int ROWS = 200;
    private static final int YEARS_AHEAD = 2;
    private static final int BUDDHIST_ERA = 543;

    private final CountedHolidays counted;
    private final LeaveRequests requests;
    private final LeaveLedger ledger;
    private final Outlooks outlooks;
    private final Traces traces;
    private final LeaveEvidence evidence;
    private final LeaveNotices notices;
    private final WorkCalendars calendars;
    private final Clock clock;

    HolidayRecount(
            CountedHolidays counted,
            LeaveRequests requests,
            LeaveLedger ledger,
            Outlooks outlooks,
            Traces traces,
            LeaveEvidence evidence,
            LeaveNotices notices,
            WorkCalendars calendars,
            Clock clock) {
        this.counted = counted;
        this.requests = requests;
        this.ledger = ledger;
        this.outlooks = outlooks;
        this.traces = traces;
        this.evidence = evidence;
        this.notices = notices;
        this.calendars = calendars;
        this.clock = clock;
    }

    /// The days that are off now and were not, or the other way round, from the last fiscal year
    /// on.
    @Transactional(readOnly = true)
    Set<LocalDate> changed(UUID agency) {
        var today = LocalDate.now(clock);
        var first = new FiscalYear(FiscalYear.of(today).year() - 1).first();
        var until = today.plusYears(YEARS_AHEAD);
        var calendar = calendars.of(agency, first.getYear(), until.getYear());
        var changed = new TreeSet<LocalDate>();
        calendar.holidays().stream()
                .filter(day -> !day.isBefore(first) && day.isBefore(until))
                .forEach(changed::add);
        for (var day : counted.between(agency, first, until)) {
            if (!changed.remove(day)) {
                changed.add(day);
            }
        }
        return changed;
    }

    /// Some leaves over a day, by id.
    ///
    /// @param after the last one of those before; null for the first
    @Transactional(readOnly = true)
    List<UUID> over(UUID agency, LocalDate day, @Nullable UUID after) {
        return requests.over(agency, day, after == null ? FIRST : after, ROWS).stream()
                .map(LeaveRequest::id)
                .toList();
    }

    /// Brings what a leave is charged to what it comes to now.
    void recount(UUID agency, UUID id, LocalDate changed) {
        var found = requests.find(agency, id).orElseThrow();
        ledger.lock(agency, found.by().official());
        var leave = requests.find(agency, id).orElseThrow();
        if (!leave.isApproved()) {
            return;
        }
        var charges = outlooks.charges(leave, leave.days());
        var given = ledger.settle(leave, charges, LedgerLine.Entry.RECOUNTED, "");
        if (given.isEmpty()) {
            return;
        }
        var day =
                "%d/%d/%d"
                        .formatted(
                                changed.getDayOfMonth(),
                                changed.getMonthValue(),
                                changed.getYear() + BUDDHIST_ERA);
        var trace =
                Trace.of(Trace.Act.RECOUNTED, "", "", day, clock.instant())
                        .changing(leave.days(), LeaveLedger.sum(given));
        traces.add(leave, trace);
        evidence.befell(null, leave, trace);
        if (LeaveLedger.sum(given) != 0) {
            notices.recounted(leave, LeaveLedger.sum(given));
        }
    }

    /// All leaves over the day are counted with it as it was when they were looked for.
    ///
    /// @param isOff whether it is a holiday now
    void seen(UUID agency, LocalDate day, boolean isOff) {
        if (isOff) {
            counted.add(agency, day);
        } else {
            counted.remove(agency, day);
        }
    }

    @Transactional(readOnly = true)
    boolean isOff(UUID agency, LocalDate day) {
        return calendars.of(agency, day).holidays().contains(day);
    }
}
