package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import th.sala.worktime.OfficeHours;
import th.sala.worktime.WorkCalendar;

class DayOfLooksTests {
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");
    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);
    private static final WorkCalendar USUAL = new WorkCalendar(OfficeHours.USUAL, Set.of());

    private static List<Looks.Look> looks(LocalDate day, String... times) {
        return Stream.of(times)
                .map(time ->
                        new Looks.Look(
                                day.atTime(LocalTime.parse(time)).atZone(BANGKOK).toInstant(),
                                "สมหญิง",
                                0))
                .toList();
    }

    private static ZonedDateTime at(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time)).atZone(BANGKOK);
    }

    private static DayOfLooks friday(String... times) {
        return DayOfLooks.between(FRIDAY, FRIDAY, looks(FRIDAY, times), USUAL, at(FRIDAY, "18:00"))
                .getFirst();
    }

    @Test
    @DisplayName("P3 ข้อ 3: two looks in office hours are enough, one is not, and none is not")
    void twoAreEnough() {
        assertThat(friday("08:30", "16:29").isKept()).isTrue();
        assertThat(friday("09:00", "10:00", "11:00").isMissed()).isFalse();
        assertThat(friday("09:00").isKept()).isFalse();
        assertThat(friday("09:00").isMissed()).isTrue();
        assertThat(friday().isMissed()).isTrue();
    }

    @ParameterizedTest
    @DisplayName("P3 ข้อ 3: what is outside of office hours does not count")
    @CsvSource({"08:29:59, false", "08:30:00, true", "16:29:59, true", "16:30:00, false"})
    void onlyInOfficeHours(String time, boolean counts) {
        assertThat(friday("12:00", time).isKept()).isEqualTo(counts);
    }

    @Test
    void agencysOwnHoursCount() {
        var early =
                new WorkCalendar(
                        new OfficeHours(LocalTime.of(7, 30), LocalTime.of(15, 30)), Set.of());
        var day =
                DayOfLooks.between(
                                FRIDAY,
                                FRIDAY,
                                looks(FRIDAY, "07:45", "16:00"),
                                early,
                                at(FRIDAY, "15:30"))
                        .getFirst();
        assertThat(day.looks()).hasSize(1);
        assertThat(day.isMissed()).as("from the moment of closing").isTrue();
    }

    @Test
    @DisplayName("P3 ข้อ 3: a day off asks for nothing, whoever looks")
    void onlyWorkingDays() {
        var holiday = new WorkCalendar(OfficeHours.USUAL, Set.of(FRIDAY));
        var days =
                DayOfLooks.between(
                        FRIDAY.minusDays(1),
                        FRIDAY.plusDays(3),
                        looks(FRIDAY, "09:00"),
                        holiday,
                        at(FRIDAY.plusDays(4), "09:00"));
        assertThat(days)
                .extracting(DayOfLooks::day)
                .containsExactly(FRIDAY.minusDays(1), FRIDAY.plusDays(3));
        assertThat(days).allMatch(DayOfLooks::isMissed);
    }

    @Test
    void aDayBeginsWithItsOfficeHoursAndIsMissedAfterThem() {
        var before = DayOfLooks.between(FRIDAY, FRIDAY, List.of(), USUAL, at(FRIDAY, "08:29:59"));
        assertThat(before).isEmpty();
        var opened = DayOfLooks.between(FRIDAY, FRIDAY, List.of(), USUAL, at(FRIDAY, "08:30"));
        assertThat(opened).singleElement().matches(day -> !day.over() && !day.isMissed());
        var closing = DayOfLooks.between(FRIDAY, FRIDAY, List.of(), USUAL, at(FRIDAY, "16:29:59"));
        assertThat(closing).singleElement().matches(day -> !day.isMissed());
        var closed = DayOfLooks.between(FRIDAY, FRIDAY, List.of(), USUAL, at(FRIDAY, "16:30"));
        assertThat(closed).singleElement().matches(DayOfLooks::isMissed);
    }
}
