package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import th.sala.law.Clause;

/// การได้รับเงินเดือนระหว่างลา: which of a person's days away are paid. Half days throughout.
final class PayMarks {
    private PayMarks() {}

    /// Whether it is known what is paid.
    enum Known {
        YES,
        /// Fewer days are paid in the first year, and the appointment is not recorded.
        NO_APPOINTMENT,
        NO_RULE;

        /// What is missing.
        public String key() {
            return this == NO_APPOINTMENT ? "leave.pay.no-appointment" : "leave.pay.unknown";
        }
    }

    /// What a month has of one kind.
    ///
    /// @param known where it is not, nothing is said of pay
    record Mark(LeaveKind kind, int charged, int paid, Known known) {
        public boolean isKnown() {
            return known == Known.YES;
        }

        public int unpaid() {
            return isKnown() ? charged - paid : 0;
        }
    }

    /// A leave of some kind.
    record Run(LeaveKind kind, LeaveDays days) {}

    /// The days of a fiscal year are paid in their order until the number is used up; what was
    /// taken before Sala came first. A half day has one rule: that of its own day.
    ///
    /// @param runs approved, of this person
    /// @param before half days of each kind that were taken before Sala
    /// @param isFirstYear whether it is the fiscal year of the appointment; null if that is not
    ///   recorded
    @Clause(id = "L0", of = LEAVE_55, value = "ข้อ 16")
    static List<Mark> of(
            YearMonth month,
            List<Run> runs,
            Map<LeaveKind, Integer> before,
            @Nullable Boolean isFirstYear,
            List<PayRule> rules,
            WorkingDays working) {
        var year = FiscalYear.of(month.atDay(1));
        var begin = 2 * year.first().toEpochDay();
        var from = 2 * month.atDay(1).toEpochDay();
        var until = 2 * month.plusMonths(1).atDay(1).toEpochDay();
        var used = new EnumMap<LeaveKind, Integer>(LeaveKind.class);
        used.putAll(before);
        var marks = new EnumMap<LeaveKind, Mark>(LeaveKind.class);
        var sorted = new ArrayList<>(runs);
        sorted.sort(Comparator.comparingLong(run -> run.days().begin()));
        for (var run : sorted) {
            var kind = run.kind();
            var first = Math.max(begin, run.days().begin());
            var last = Math.min(until, run.days().end());
            for (var half = first; half < last; half++) {
                if (kind.isChargedByWorkingDays() && working.halves(half, half + 1) == 0) {
                    continue;
                }
                var count = used.merge(kind, 1, Integer::sum);
                if (half >= from) {
                    var day = LocalDate.ofEpochDay(Math.floorDiv(half, 2));
                    marks.merge(
                            kind, mark(kind, count, day, isFirstYear, rules), PayMarks::together);
                }
            }
        }
        return List.copyOf(marks.values());
    }

    private static Mark mark(
            LeaveKind kind,
            int count,
            LocalDate day,
            @Nullable Boolean isFirstYear,
            List<PayRule> rules) {
        var rule = rules.stream().filter(one -> one.kind() == kind && one.holdsOn(day)).findFirst();
        if (rule.isEmpty()) {
            return new Mark(kind, 1, 0, Known.NO_RULE);
        }
        var isPaidFirst = isWithin(count, rule.get().halves(true));
        var isPaidLater = isWithin(count, rule.get().halves(false));
        if (isFirstYear == null && isPaidFirst != isPaidLater) {
            return new Mark(kind, 1, 0, Known.NO_APPOINTMENT);
        }
        var isPaid = Boolean.TRUE.equals(isFirstYear) ? isPaidFirst : isPaidLater;
        return new Mark(kind, 1, isPaid ? 1 : 0, Known.YES);
    }

    private static boolean isWithin(int count, @Nullable Integer most) {
        return most == null || count <= most;
    }

    private static Mark together(Mark one, Mark other) {
        return new Mark(
                one.kind(),
                one.charged() + other.charged(),
                one.paid() + other.paid(),
                one.known().compareTo(other.known()) > 0 ? one.known() : other.known());
    }
}
