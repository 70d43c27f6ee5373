package th.sala.worktime;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// วันหยุดราชการ, with the cabinet resolution or announcement that made it one. What was declared
/// wrongly is withdrawn and stays readable.
///
/// @param substitutes the day off that fell on a weekend, if this day stands for it (วันหยุดชดเชย)
/// @param checked whether somebody has compared it with the text it comes from
/// @param declaredBy name of the administrator; empty for what came with Sala
record Holiday(
        UUID id,
        LocalDate day,
        String name,
        String source,
        @Nullable LocalDate substitutes,
        boolean checked,
        Instant declaredAt,
        String declaredBy,
        @Nullable Act confirmation,
        @Nullable Act withdrawal) {

    /// What an administrator did with it later.
    ///
    /// @param text the source found, or the reason
    record Act(Instant at, String by, String text) {}

    /// Public for templates.
    public boolean isWeekend() {
        return WorkCalendar.isWeekend(day);
    }
}
