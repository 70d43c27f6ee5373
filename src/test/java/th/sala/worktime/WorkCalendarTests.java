package th.sala.worktime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static th.sala.worktime.Calendars.YEAR_END_2569;

import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkCalendarTests {
    @ParameterizedTest(name = "{1} working days after {0} is {2}")
    @CsvSource({
        "2026-11-20, 0, 2026-11-20",
        "2026-11-20, 1, 2026-11-23",
        "2026-11-21, 0, 2026-11-21",
        "2026-11-21, 1, 2026-11-23",
        "2026-12-04, 1, 2026-12-08",
        "2026-12-08, 2, 2026-12-11",
        "2026-12-30, 1, 2027-01-04",
        "2026-12-30, 3, 2027-01-06",
    })
    void countsForward(LocalDate day, int count, LocalDate result) {
        assertThat(YEAR_END_2569.workingDaysAfter(day, count)).isEqualTo(result);
    }

    @ParameterizedTest(name = "{0} to {1}: {2} working days")
    @CsvSource({
        "2026-11-20, 2026-11-20, 1",
        "2026-11-21, 2026-11-22, 0",
        "2026-11-20, 2026-11-23, 2",
        "2026-12-01, 2026-12-31, 20",
        "2026-12-31, 2027-01-03, 0",
    })
    void countsBetween(LocalDate first, LocalDate last, int days) {
        assertThat(YEAR_END_2569.workingDays(first, last)).isEqualTo(days);
    }

    @Test
    void refusesHoursThatEndBeforeTheyBegin() {
        var noon = LocalTime.NOON;
        assertThatThrownBy(() -> new OfficeHours(noon, noon))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
