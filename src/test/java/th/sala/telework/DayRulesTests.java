package th.sala.telework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import th.sala.worktime.OfficeHours;
import th.sala.worktime.WorkCalendar;

class DayRulesTests {
    /// With one holiday: Thursday, 10 December 2026.
    static final WorkCalendar CALENDAR =
            new WorkCalendar(OfficeHours.USUAL, Set.of(LocalDate.of(2026, 12, 10)));

    static PolicyContent policy(
            @Nullable Integer weekDays,
            @Nullable Integer weekMonths,
            @Nullable Integer monthDays,
            @Nullable Integer monthMonths,
            @Nullable Integer runDays) {
        return new PolicyContent(
                weekDays,
                weekMonths,
                monthDays,
                monthMonths,
                runDays,
                "ก",
                "",
                "ข",
                "",
                "ค",
                "ง",
                "จ",
                "ฉ",
                "",
                "",
                "",
                "",
                7,
                false);
    }

    private static final PolicyContent ALL = policy(2, 6, 4, 12, 5);

    private static List<Integer> numbers(@Nullable String typed) {
        return typed == null
                ? List.of()
                : Arrays.stream(typed.split(" ", -1)).map(Integer::valueOf).toList();
    }

    @ParameterizedTest(name = "T1 ข้อ 2.1: {0} with {1} days, fixed {2}, {3} to {4} is {5}")
    @CsvSource({
        "WEEK,  2, ,      2026-12-01, 2027-05-31, allowed",
        "WEEK,  3, ,      2026-12-01, 2027-05-31, TooManyDays",
        "WEEK,  1, 1 3,   2026-12-01, 2027-05-31, allowed",
        "WEEK,  1, 1 3 5, 2026-12-01, 2027-05-31, TooManyDays",
        "WEEK,  2, ,      2026-12-01, 2027-06-01, TooManyMonths",
        "WEEK,  2, ,      2026-12-05, 2026-12-06, NoWorkingDay",
        "MONTH, 4, ,      2026-12-01, 2027-11-30, allowed",
        "MONTH, 5, ,      2026-12-01, 2027-11-30, TooManyDays",
        "MONTH, 4, ,      2026-12-01, 2027-12-01, TooManyMonths",
        "RUN,   1, ,      2026-12-07, 2026-12-14, allowed",
        "RUN,   1, ,      2026-12-07, 2026-12-15, TooManyDays",
        "RUN,   1, ,      2026-12-10, 2026-12-10, NoWorkingDay",
    })
    void within(
            OutsideForm form,
            int days,
            @Nullable String pattern,
            LocalDate first,
            LocalDate last,
            String outcome) {
        var check =
                (org.assertj.core.api.ThrowableAssert.ThrowingCallable)
                        () ->
                                DayRules.isWithin(
                                        ALL, form, days, numbers(pattern), first, last, CALENDAR);
        if (outcome.equals("allowed")) {
            assertThatCode(check).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(check)
                    .extracting(refused -> refused.getClass().getSimpleName())
                    .isEqualTo(outcome);
        }
    }

    @ParameterizedTest(name = "T1 ข้อ 2.1: {0} is refused where the policy knows no such form")
    @CsvSource({"WEEK", "MONTH", "RUN"})
    void forms(OutsideForm form) {
        var none = policy(null, null, null, null, null);
        var day = LocalDate.of(2026, 12, 1);
        assertThatThrownBy(() -> DayRules.isWithin(none, form, 1, List.of(), day, day, CALENDAR))
                .isInstanceOf(DayRules.FormNotAllowed.class);
    }

    @ParameterizedTest(name = "T1 ข้อ 2.1: {0} with {1} from {2} to {3} is {4}")
    @CsvSource({
        "WEEK,  1 4,  2026-12-07, 2026-12-17, 2026-12-07 2026-12-14 2026-12-17",
        "MONTH, 1 10, 2026-12-01, 2027-01-01, 2026-12-01 2027-01-01",
        "RUN,   ,     2026-12-09, 2026-12-14, 2026-12-09 2026-12-11 2026-12-14",
        "WEEK,  ,     2026-12-07, 2026-12-17, ",
    })
    void planned(
            OutsideForm form,
            @Nullable String pattern,
            LocalDate first,
            LocalDate last,
            @Nullable String days) {
        assertThat(DayRules.planned(form, numbers(pattern), first, last, CALENDAR))
                .containsExactlyElementsOf(
                        Stream.ofNullable(days)
                                .flatMap(all -> Arrays.stream(all.split(" ", -1)))
                                .map(LocalDate::parse)
                                .toList());
    }

    @ParameterizedTest(
            name = "T1 ข้อ 2.1: {0}, at most {1}, with Monday 7 and Friday 11: {2} has room: {3}")
    @CsvSource({
        "WEEK,  2, 2026-12-09, false",
        "WEEK,  3, 2026-12-09, true",
        "WEEK,  2, 2026-12-14, true",
        "WEEK,  2, 2026-12-13, false",
        "WEEK,  2, 2026-12-06, true",
        "MONTH, 2, 2026-12-31, false",
        "MONTH, 2, 2027-01-01, true",
        "MONTH, 2, 2026-11-30, true",
        "RUN,   2, 2027-01-01, false",
        "RUN,   3, 2027-01-01, true",
    })
    void room(OutsideForm form, int most, LocalDate day, boolean room) {
        var there = List.of(LocalDate.of(2026, 12, 7), LocalDate.of(2026, 12, 11));
        assertThat(DayRules.hasRoom(form, most, there, day)).isEqualTo(room);
    }

    @Test
    @DisplayName("T1 ข้อ 2.1: weeks begin on Mondays, months on their first, a run is one")
    void together() {
        var sunday = LocalDate.of(2026, 12, 6);
        assertThat(OutsideForm.WEEK.areTogether(sunday, sunday.plusDays(1))).isFalse();
        assertThat(OutsideForm.WEEK.areTogether(sunday, sunday.minusDays(6))).isTrue();
        assertThat(OutsideForm.MONTH.areTogether(sunday, LocalDate.of(2027, 12, 6))).isFalse();
        assertThat(OutsideForm.RUN.areTogether(sunday, sunday.plusYears(1))).isTrue();
    }
}
