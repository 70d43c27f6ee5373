package th.sala.leave;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PayMarksTests {
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final LocalDate SINCE = LocalDate.of(2012, 1, 12);
    private static final List<PayRule> RULES =
            List.of(
                    rule(LeaveKind.SICK, 3, null, SINCE, null),
                    rule(LeaveKind.PERSONAL, 4, 1, SINCE, null),
                    rule(LeaveKind.VACATION, null, null, SINCE, null));

    private static PayRule rule(
            LeaveKind kind,
            @Nullable Integer days,
            @Nullable Integer firstYear,
            LocalDate from,
            @Nullable LocalDate until) {
        return new PayRule(kind, days, firstYear, from, until, "ความรู้ทั่วไป", false);
    }

    private static PayMarks.Run run(LeaveKind kind, String days) {
        return new PayMarks.Run(kind, Days.days(days));
    }

    private static List<PayMarks.Mark> marks(
            YearMonth month,
            Map<LeaveKind, Integer> before,
            @Nullable Boolean first,
            PayMarks.Run... runs) {
        return PayMarks.of(month, List.of(runs), before, first, RULES, Days.WORKING);
    }

    private static PayMarks.Mark mark(LeaveKind kind, int charged, int paid) {
        return new PayMarks.Mark(kind, charged, paid, PayMarks.Known.YES);
    }

    @Test
    @DisplayName("L0 ข้อ 16: paid up to the number of days, not beyond; days off do not count")
    void upToTheNumber() {
        // Friday to Monday, then half a day that is the last one paid, then what is beyond
        var sick = run(LeaveKind.SICK, "6/11/2569-9/11/2569");
        var half = run(LeaveKind.SICK, "11/11/2569 am");
        assertThat(marks(NOVEMBER, Map.of(), false, sick, half))
                .containsExactly(mark(LeaveKind.SICK, 5, 5));
        var last = run(LeaveKind.SICK, "12/11/2569 am");
        var beyond = run(LeaveKind.SICK, "12/11/2569 pm-13/11/2569");
        assertThat(marks(NOVEMBER, Map.of(), false, beyond, last, sick, half))
                .containsExactly(mark(LeaveKind.SICK, 9, 6));
        assertThat(mark(LeaveKind.SICK, 9, 6).unpaid()).isEqualTo(3);
    }

    @Test
    @DisplayName("L0 ข้อ 16: earlier months of the fiscal year and what was before Sala come first")
    void inTheirOrder() {
        var october = run(LeaveKind.SICK, "28/10/2569-2/11/2569");
        assertThat(marks(NOVEMBER, Map.of(), false, october))
                .as("the fourth day is in November")
                .containsExactly(mark(LeaveKind.SICK, 2, 0));
        var november = run(LeaveKind.SICK, "9/11/2569-10/11/2569");
        assertThat(marks(NOVEMBER, Map.of(LeaveKind.SICK, 3), false, november))
                .containsExactly(mark(LeaveKind.SICK, 4, 3));
        var lastYear = run(LeaveKind.SICK, "28/9/2569-30/9/2569");
        assertThat(marks(NOVEMBER, Map.of(), false, lastYear, november))
                .containsExactly(mark(LeaveKind.SICK, 4, 4));
        assertThat(marks(NOVEMBER.plusMonths(1), Map.of(), false, november)).isEmpty();
    }

    @Test
    @DisplayName(
            "L0 ข้อ 16: fewer days in the year of the appointment, all of vacation, others unknown")
    void byKind() {
        var personal = run(LeaveKind.PERSONAL, "9/11/2569-10/11/2569");
        assertThat(marks(NOVEMBER, Map.of(), true, personal))
                .containsExactly(mark(LeaveKind.PERSONAL, 4, 2));
        assertThat(marks(NOVEMBER, Map.of(), false, personal))
                .containsExactly(mark(LeaveKind.PERSONAL, 4, 4));
        var vacation = run(LeaveKind.VACATION, "2/11/2569-20/11/2569");
        assertThat(marks(NOVEMBER, Map.of(), false, vacation))
                .containsExactly(mark(LeaveKind.VACATION, 30, 30));
        var injured = marks(NOVEMBER, Map.of(), false, run(LeaveKind.INJURED, "2/11/2569"));
        assertThat(injured)
                .containsExactly(
                        new PayMarks.Mark(LeaveKind.INJURED, 2, 0, PayMarks.Known.NO_RULE));
        assertThat(injured.getFirst().unpaid()).isZero();
    }

    @Test
    @DisplayName(
            "L0 ข้อ 16: beyond the days of a first year nothing is said where the appointment is not recorded")
    void whetherItIsTheFirstYearIsNotKnown() {
        var oneDay = run(LeaveKind.PERSONAL, "9/11/2569");
        assertThat(marks(NOVEMBER, Map.of(), null, oneDay))
                .containsExactly(mark(LeaveKind.PERSONAL, 2, 2));
        var more = marks(NOVEMBER, Map.of(), null, run(LeaveKind.PERSONAL, "9/11/2569-10/11/2569"));
        assertThat(more)
                .singleElement()
                .returns(PayMarks.Known.NO_APPOINTMENT, PayMarks.Mark::known)
                .returns(0, PayMarks.Mark::unpaid);
        var sick = run(LeaveKind.SICK, "9/11/2569-12/11/2569");
        assertThat(marks(NOVEMBER, Map.of(), null, sick))
                .containsExactly(mark(LeaveKind.SICK, 8, 6));
    }

    @Test
    @DisplayName("L0 ข้อ 16: each day by the rule that holds on it")
    void dated() {
        var rules =
                List.of(
                        rule(LeaveKind.SICK, 0, null, SINCE, LocalDate.of(2026, 11, 9)),
                        rule(LeaveKind.SICK, null, null, LocalDate.of(2026, 11, 10), null));
        var run = run(LeaveKind.SICK, "9/11/2569-10/11/2569");
        assertThat(PayMarks.of(NOVEMBER, List.of(run), Map.of(), false, rules, Days.WORKING))
                .containsExactly(mark(LeaveKind.SICK, 4, 2));
    }

    @Test
    @DisplayName("L0 ข้อ 16: earlier days use up the number first; a month's first half is its own")
    void inTheOrderOfDays() {
        var now = run(LeaveKind.SICK, "11/11/2569-12/11/2569");
        var earlier = run(LeaveKind.SICK, "26/10/2569-27/10/2569");
        assertThat(marks(NOVEMBER, Map.of(), false, now, earlier))
                .containsExactly(mark(LeaveKind.SICK, 4, 2));
        assertThat(marks(YearMonth.of(2026, 12), Map.of(), false, run(LeaveKind.SICK, "1/12/2569")))
                .containsExactly(mark(LeaveKind.SICK, 2, 2));
    }
}
