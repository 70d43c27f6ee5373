package th.sala.timekeeping;

import java.util.List;
import th.sala.timekeeping.WorkDay.Standing;

/// What a month comes to for one person, over the days on which they are expected.
///
/// @param leaveHalves half days of leave on working days
/// @param dutyHalves half days of duty elsewhere, likewise
/// @param lacking days with only one of the two times
record MonthCount(
        int expected,
        int present,
        int late,
        int lateMinutes,
        int early,
        int absent,
        int leaveHalves,
        int dutyHalves,
        int outside,
        int lacking) {
    static MonthCount of(List<WorkDay> days) {
        int expected = 0;
        int present = 0;
        int late = 0;
        int lateMinutes = 0;
        int early = 0;
        int absent = 0;
        int leave = 0;
        int duty = 0;
        int outside = 0;
        int lacking = 0;
        for (var day : days) {
            if (!day.isKept()) {
                continue;
            }
            expected++;
            present += one(day.isPresent());
            late += one(day.late() > 0);
            lateMinutes += day.late();
            early += one(day.early() > 0);
            absent += one(day.standing() instanceof Standing.Absent);
            outside += one(day.isOutside());
            lacking += one(day.lacksArrival() || day.lacksDeparture());
            leave += halves(day, true);
            duty += halves(day, false);
        }
        return new MonthCount(
                expected, present, late, lateMinutes, early, absent, leave, duty, outside, lacking);
    }

    private static int one(boolean is) {
        return is ? 1 : 0;
    }

    /// A half day counts once, however many reasons there are for it.
    private static int halves(WorkDay day, boolean leave) {
        var reasons = day.excuses().stream().filter(one -> one.isLeave() == leave).toList();
        return one(reasons.stream().anyMatch(one -> one.part().holdsMorning()))
                + one(reasons.stream().anyMatch(one -> one.part().holdsAfternoon()));
    }
}
