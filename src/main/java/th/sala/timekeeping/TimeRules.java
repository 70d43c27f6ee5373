package th.sala.timekeeping;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/// How an agency keeps time from a day on, as its own order says: the regulation says nothing of
/// it.
///
/// @param grace minutes after the beginning of duty that are not late
/// @param fromOpening whether who is late is so from the beginning of duty on; else from the end of
///   the grace
/// @param morningUntil when duty ends for whom the afternoon is free
/// @param afternoonFrom when it begins for whom the morning is
/// @param asksPosition whether whoever marks their time outside is asked for their position
/// @param source the order
record TimeRules(
        LocalDate fromDay,
        int grace,
        boolean fromOpening,
        LocalTime morningUntil,
        LocalTime afternoonFrom,
        boolean asksPosition,
        String source) {
    static final int MOST_GRACE = 240;

    /// When a day of the register begins: nobody begins work before it, and whoever works past
    /// midnight has gone home by then. A time before it belongs to the day before. The migration
    /// says the same of marks.
    static final LocalTime DAY_BEGINS = LocalTime.of(4, 0);

    /// The day of the register to which a moment belongs.
    static LocalDate dayOf(LocalDateTime moment) {
        return moment.minus(Duration.between(LocalTime.MIN, DAY_BEGINS)).toLocalDate();
    }

    /// How far into a day of the register a time is.
    static Duration into(LocalTime time) {
        var into = Duration.between(DAY_BEGINS, time);
        return into.isNegative() ? into.plusDays(1) : into;
    }

    /// Whole minutes by which somebody is late; 0 within the grace. Seconds do not count, as the
    /// register has none.
    int lateness(LocalTime begin, LocalTime arrival) {
        var minutes = minutes(begin, arrival);
        return minutes <= grace ? 0 : fromOpening ? minutes : minutes - grace;
    }

    /// Whole minutes from one time of a day of the register to a later one; 0 if it is not later.
    static int minutes(LocalTime from, LocalTime to) {
        var whole = to.truncatedTo(ChronoUnit.MINUTES);
        return Math.max(0, (int) into(whole).minus(into(from)).toMinutes());
    }
}
