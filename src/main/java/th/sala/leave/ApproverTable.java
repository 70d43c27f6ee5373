package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import th.sala.law.Clause;

/// ตารางผู้มีอำนาจอนุญาตการลา, as far as it is known: up to how many days each level of positions
/// may approve.
public record ApproverTable(List<Limit> limits) {
    /// ระดับตำแหน่ง
    public enum Level {
        SECTION_HEAD,
        DIVISION_DIRECTOR,
        HEAD,
        PERMANENT_SECRETARY,
        MINISTER;

        public String key() {
            return "leave.level." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// A line of the table.
    ///
    /// @param days at most in one leave; null where it is at discretion
    /// @param until the last day on which it holds; null while it does
    /// @param checked whether somebody has compared it with the text it comes from
    public record Limit(
            Level level,
            LeaveKind kind,
            @Nullable Integer days,
            LocalDate from,
            @Nullable LocalDate until,
            String source,
            boolean checked) {
        boolean holdsOn(LocalDate day) {
            return !day.isBefore(from) && (until == null || !day.isAfter(until));
        }

        boolean reaches(int halves) {
            return days == null || halves <= 2 * days;
        }
    }

    public ApproverTable {
        limits = List.copyOf(limits);
    }

    /// Whether the sum of one leave is within the power of the level.
    ///
    /// @param day the leave's first one, by which the table is chosen
    /// @param halves the span of the whole chain, in half days
    @Clause(id = "L5", of = LEAVE_55, value = "ข้อ 8 วรรคหนึ่ง")
    @Clause(id = "L3", of = LEAVE_55, value = "ข้อ 10 วรรคสาม")
    boolean allows(@Nullable Level level, LeaveKind kind, LocalDate day, int halves) {
        return limits.stream()
                .anyMatch(one ->
                        one.level() == level
                                && one.kind() == kind
                                && one.holdsOn(day)
                                && one.reaches(halves));
    }
}
