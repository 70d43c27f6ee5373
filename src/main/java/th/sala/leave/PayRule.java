package th.sala.leave;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// For how many days of a kind somebody is paid in a fiscal year. The regulation leaves this to the
/// decree on pay, which was not before us: what is known is data, and pages say so.
///
/// @param days at most; null for all of them
/// @param firstYearDays at most in the fiscal year of the appointment; null for no difference
/// @param until the last day on which it holds; null while it does
/// @param checked whether somebody has compared it with the text it comes from
public record PayRule(
        LeaveKind kind,
        @Nullable Integer days,
        @Nullable Integer firstYearDays,
        LocalDate from,
        @Nullable LocalDate until,
        String source,
        boolean checked) {
    boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && (until == null || !day.isAfter(until));
    }

    /// Half days that are paid at most; null for all.
    @Nullable Integer halves(boolean isFirstYear) {
        var most = isFirstYear && firstYearDays != null ? firstYearDays : days;
        return most == null ? null : 2 * most;
    }
}
