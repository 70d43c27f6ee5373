package th.sala.timekeeping;

import java.time.LocalDate;
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

    /// Whole minutes by which somebody is late; 0 within the grace. Seconds do not count, as the
    /// register has none.
    int lateness(LocalTime begin, LocalTime arrival) {
        var minutes = minutes(begin, arrival);
        return minutes <= grace ? 0 : fromOpening ? minutes : minutes - grace;
    }

    /// Whole minutes from one time to a later one; 0 if it is not later.
    static int minutes(LocalTime from, LocalTime to) {
        var whole = to.truncatedTo(ChronoUnit.MINUTES);
        return Math.max(0, (int) ChronoUnit.MINUTES.between(from, whole));
    }
}
