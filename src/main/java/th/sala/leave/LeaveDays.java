package th.sala.leave;

import java.time.LocalDate;

/// วันลา: one run of days, its first and last one whole or half.
///
/// Half days are counted from 1 January 1970, two a day, so that a run is a pair of numbers.
///
/// @param fromNoon only the first day's afternoon
/// @param untilNoon only the last day's morning
public record LeaveDays(LocalDate first, boolean fromNoon, LocalDate last, boolean untilNoon) {
    public LeaveDays {
        if (begin(first, fromNoon) >= end(last, untilNoon)) {
            throw new IllegalArgumentException("ends before it begins");
        }
    }

    /// Whole days.
    static LeaveDays of(LocalDate first, LocalDate last) {
        return new LeaveDays(first, false, last, false);
    }

    /// Whether the two ends are in order.
    static boolean isRun(LocalDate first, boolean fromNoon, LocalDate last, boolean untilNoon) {
        return begin(first, fromNoon) < end(last, untilNoon);
    }

    /// The run between two half days, the second one not in it.
    static LeaveDays between(long begin, long end) {
        var last = end - 1;
        return new LeaveDays(
                LocalDate.ofEpochDay(Math.floorDiv(begin, 2)),
                Math.floorMod(begin, 2) == 1,
                LocalDate.ofEpochDay(Math.floorDiv(last, 2)),
                Math.floorMod(last, 2) == 0);
    }

    private static long begin(LocalDate first, boolean fromNoon) {
        return 2 * first.toEpochDay() + (fromNoon ? 1 : 0);
    }

    private static long end(LocalDate last, boolean untilNoon) {
        return 2 * last.toEpochDay() + (untilNoon ? 1 : 2);
    }

    /// The first half day.
    long begin() {
        return begin(first, fromNoon);
    }

    /// The half day after the last one.
    long end() {
        return end(last, untilNoon);
    }

    boolean overlaps(LeaveDays other) {
        return begin() < other.end() && other.begin() < end();
    }
}
