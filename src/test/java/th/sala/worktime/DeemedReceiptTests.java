package th.sala.worktime;

import static org.assertj.core.api.Assertions.assertThat;
import static th.sala.worktime.Calendars.YEAR_END_2569;
import static th.sala.worktime.Calendars.bangkok;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeemedReceiptTests {

    @ParameterizedTest(name = "P4 มาตรา 10, P4 ข้อ 3: {2}: {0} counts as {1}")
    @CsvSource(
            textBlock =
                    """
                    2026-11-20T00:00:00, 2026-11-20T08:30:00, midnight before a working day
                    2026-11-20T08:29:59, 2026-11-20T08:30:00, a second before opening
                    2026-11-20T08:30:00, 2026-11-20T08:30:00, opening
                    2026-11-20T12:30:00, 2026-11-20T12:30:00, noon
                    2026-11-20T16:29:59, 2026-11-20T16:29:59, a second before Friday's closing
                    2026-11-20T16:30:00, 2026-11-23T08:30:00, Friday's closing
                    2026-11-20T23:59:59, 2026-11-23T08:30:00, a second before Saturday
                    2026-11-21T09:00:00, 2026-11-23T08:30:00, Saturday
                    2026-11-22T12:00:00, 2026-11-23T08:30:00, Sunday
                    2026-11-23T16:30:00, 2026-11-24T08:30:00, Monday's closing
                    2026-12-04T17:00:00, 2026-12-08T08:30:00, weekend with a substituted Monday
                    2026-12-09T16:30:00, 2026-12-11T08:30:00, closing before a holiday
                    2026-12-10T00:00:00, 2026-12-11T08:30:00, first second of a holiday
                    2026-12-10T10:00:00, 2026-12-11T08:30:00, a holiday in the week
                    2026-12-10T23:59:59, 2026-12-11T08:30:00, last second of a holiday
                    2026-12-30T16:29:59, 2026-12-30T16:29:59, the year's last office hour
                    2026-12-30T16:30:00, 2027-01-04T08:30:00, New Year
                    2026-12-31T23:59:59, 2027-01-04T08:30:00, a second before the new year
                    2027-01-01T00:00:00, 2027-01-04T08:30:00, the new year's first second
                    """)
    void countsInOfficeHours(LocalDateTime entered, LocalDateTime received, String when) {
        var receipt = DeemedReceipt.of(bangkok(entered), YEAR_END_2569);

        assertThat(receipt.received()).as(when).isEqualTo(bangkok(received));
        assertThat(receipt.entered()).isEqualTo(bangkok(entered));
    }

    @ParameterizedTest(
            name = "P4 มาตรา 10, P4 ข้อ 3: hours that change on 1 Dec: {2}: {0} counts as {1}")
    @CsvSource(
            textBlock =
                    """
                    2026-11-30T08:15:00, 2026-11-30T08:30:00, the old opening on the last old day
                    2026-11-30T16:00:00, 2026-11-30T16:00:00, the old closing on the last old day
                    2026-11-30T16:30:00, 2026-12-01T08:00:00, opens by the new hours
                    2026-12-01T07:59:59, 2026-12-01T08:00:00, a second before the new opening
                    2026-12-01T08:00:00, 2026-12-01T08:00:00, the new opening
                    2026-12-01T15:59:59, 2026-12-01T15:59:59, a second before the new closing
                    2026-12-01T16:00:00, 2026-12-02T08:00:00, the new closing
                    """)
    void countsInTheHoursOfTheDay(LocalDateTime entered, LocalDateTime received, String when) {
        var earlier = new OfficeHours(LocalTime.of(8, 0), LocalTime.of(16, 0));
        var changed =
                new WorkCalendar(
                        new TreeMap<>(Map.of(LocalDate.of(2026, 12, 1), earlier)), Set.of());

        assertThat(DeemedReceipt.of(bangkok(entered), changed).received())
                .as(when)
                .isEqualTo(bangkok(received));
    }
}
