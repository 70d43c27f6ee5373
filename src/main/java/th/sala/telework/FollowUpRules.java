package th.sala.telework;

import static th.sala.law.Instrument.MANUAL_63;

import java.time.LocalDate;
import java.time.Month;
import org.jspecify.annotations.Nullable;
import th.sala.law.Clause;

/// When something is due while people work outside, and after it.
final class FollowUpRules {
    private FollowUpRules() {}

    /// With fewer answers one could guess whose they are.
    static final int LEAST_ANSWERS = 5;

    /// The last day by which progress is to be reported again.
    ///
    /// @param reported when it was last; null if it never was
    /// @param every so many days at least, by the policy
    @Clause(id = "T5", of = MANUAL_63, value = "ข้อ 9.2(4)")
    static LocalDate reportDue(LocalDate first, @Nullable LocalDate reported, int every) {
        var from = reported == null || reported.isBefore(first) ? first : reported;
        return from.plusDays(every);
    }

    /// Whether a report on progress is missing.
    ///
    /// @param end the last day of the work outside: after it there is the result to report
    @Clause(id = "T5", of = MANUAL_63, value = "ข้อ 9.2(4)")
    static boolean isReportOverdue(LocalDate due, LocalDate end, LocalDate today) {
        return today.isAfter(due) && !today.isAfter(end);
    }

    /// Whether the head may decide on a termination: once the person has spoken, or had the time
    /// to.
    ///
    /// @param said what the person said; empty if nothing
    /// @param speakBy the last day of that time
    @Clause(id = "T6", of = MANUAL_63, value = "ข้อ 9.2(6)")
    static boolean isHeard(String said, LocalDate speakBy, LocalDate today) {
        return !said.isBlank() || today.isAfter(speakBy);
    }

    /// The result is reported when the work outside is over: on its last day at the earliest.
    @Clause(id = "T7", of = MANUAL_63, value = "ข้อ 9.3(1)")
    static boolean isOver(LocalDate end, LocalDate today) {
        return !today.isBefore(end);
    }

    /// The fiscal year that an evaluation at least once a year is about: named for the year of the
    /// common era in which it ends.
    @Clause(id = "T7", of = MANUAL_63, value = "ข้อ 9.3(3)")
    static int yearOf(LocalDate day) {
        return day.getMonth().compareTo(Month.OCTOBER) >= 0 ? day.getYear() + 1 : day.getYear();
    }

    /// Whether what people answered may be shown: once nobody can answer any more, and not of so
    /// few that one could guess who said what.
    @Clause(id = "T7", of = MANUAL_63, value = "ข้อ 9.3(3)")
    static boolean isShown(boolean isClosed, int answers) {
        return isClosed && answers >= LEAST_ANSWERS;
    }
}
