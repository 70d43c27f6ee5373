package th.sala.timekeeping;

import java.util.List;
import java.util.function.Predicate;

/// What a month comes to for one person, over the days on which they are expected.
///
/// @param presentHalves half days on which they came, of those without a reason to be elsewhere
/// @param absentHalves half days without a mark and without a reason
/// @param leaveHalves half days of leave on working days
/// @param dutyHalves half days of duty elsewhere, likewise, without those of leave
/// @param lacking days with only one of the two times
record MonthCount(
        int expected,
        int presentHalves,
        int late,
        int lateMinutes,
        int early,
        int absentHalves,
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
            var held = new Halves(day, _ -> true);
            var onLeave = new Halves(day, Excuse::isLeave);
            present += day.isPresent() ? held.free() : 0;
            late += one(day.late() > 0);
            lateMinutes += day.late();
            early += one(day.early() > 0);
            absent += day.isAbsent() ? held.free() : 0;
            outside += one(day.isOutside());
            lacking += one(day.lacksArrival() || day.lacksDeparture());
            leave += onLeave.held();
            duty += held.held() - onLeave.held();
        }
        return new MonthCount(
                expected, present, late, lateMinutes, early, absent, leave, duty, outside, lacking);
    }

    private static int one(boolean is) {
        return is ? 1 : 0;
    }

    /// The half days for which there is a reason: each counts once, however many there are for it,
    /// and leave goes before duty elsewhere.
    private record Halves(int held) {
        private static final int DAY = 2;

        Halves(WorkDay day, Predicate<Excuse> which) {
            this(
                    one(
                                    day.excuses().stream()
                                            .filter(which)
                                            .anyMatch(one -> one.part().holdsMorning()))
                            + one(
                                    day.excuses().stream()
                                            .filter(which)
                                            .anyMatch(one -> one.part().holdsAfternoon())));
        }

        int free() {
            return DAY - held;
        }
    }
}
