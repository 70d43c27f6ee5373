package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import th.sala.law.Clause;
import th.sala.leave.ApproverTable.Level;

/// การไปต่างประเทศระหว่างการลาหรือวันหยุดราชการ
public final class AbroadRules {
    private AbroadRules() {}

    /// ประเทศที่อยู่ติดเขตแดนประเทศไทย
    public enum Neighbour {
        MYANMAR,
        LAOS,
        CAMBODIA,
        MALAYSIA;

        public String key() {
            return "leave.neighbour." + name().toLowerCase(Locale.ROOT);
        }
    }

    /// Who may let officials go to the country next to their area, for so many days at a time.
    public enum Border {
        /// ผู้ว่าราชการจังหวัด
        GOVERNOR(7),
        /// นายอำเภอ
        DISTRICT_CHIEF(3);

        final int days;

        Border(int days) {
            this.days = days;
        }

        public String key() {
            return "leave.border." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// During leave or holidays: no half day of work that is not in one of the leaves.
    ///
    /// @param leaves that were approved, or, as long as it is only asked for, wait
    @Clause(id = "L15", of = LEAVE_55, value = "ข้อ 13 วรรคหนึ่ง")
    static boolean isFree(LeaveDays days, List<LeaveDays> leaves, WorkingDays working) {
        for (var half = days.begin(); half < days.end(); half++) {
            var at = half;
            var isOnLeave = leaves.stream().anyMatch(one -> one.begin() <= at && at < one.end());
            if (!isOnLeave && working.halves(half, half + 1) > 0) {
                return false;
            }
        }
        return true;
    }

    /// Asked before the journey.
    @Clause(id = "L15", of = LEAVE_55, value = "ข้อ 13 วรรคหนึ่ง")
    static boolean isAhead(LeaveDays days, LocalDate today) {
        return !days.first().isBefore(today);
    }

    /// The head of the agency or who stands above; of heads who stands above them, and never one of
    /// their own level.
    ///
    /// @param of the highest level that who asks holds; null for none
    @Clause(id = "L15", of = LEAVE_55, value = "ข้อ 13 วรรคหนึ่ง")
    @Clause(id = "L15", of = LEAVE_55, value = "ข้อ 13 วรรคสอง")
    static boolean mayPermit(@Nullable Level of, @Nullable Level level) {
        return switch (level) {
            case HEAD, PERMANENT_SECRETARY, MINISTER -> of == null || of.compareTo(level) < 0;
            case SECTION_HEAD, DIVISION_DIRECTOR -> false;
            case null -> false;
        };
    }

    /// One journey with all that adjoin or overlap it, so that nobody splits it.
    ///
    /// @param others that wait or were permitted
    @Clause(id = "L15", of = LEAVE_55, value = "ข้อ 14")
    static LeaveDays together(LeaveDays days, List<LeaveDays> others) {
        var begin = days.begin();
        var end = days.end();
        for (var hasGrown = true; hasGrown; ) {
            hasGrown = false;
            for (var one : others) {
                if (one.begin() <= end
                        && begin <= one.end()
                        && (one.begin() < begin || end < one.end())) {
                    begin = Math.min(begin, one.begin());
                    end = Math.max(end, one.end());
                    hasGrown = true;
                }
            }
        }
        return LeaveDays.between(begin, end);
    }

    /// The governor seven days, the district chief three, to the country next to their area.
    ///
    /// @param days of the whole journey
    @Clause(id = "L15", of = LEAVE_55, value = "ข้อ 14")
    static boolean mayPermit(
            Border border, Neighbour next, @Nullable Neighbour destination, LeaveDays days) {
        return next == destination && Counting.span(days) <= 2 * border.days;
    }

    /// What the head permitted is told to who stands above them.
    @Clause(id = "L15", of = LEAVE_55, value = "ข้อ 13 วรรคสาม")
    static boolean isReportedAbove(@Nullable Level level) {
        return level == Level.HEAD;
    }
}
