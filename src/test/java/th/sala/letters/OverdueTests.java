package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static th.sala.worktime.Calendars.YEAR_END_2569;
import static th.sala.worktime.Calendars.bangkok;

import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverdueTests {
    @ParameterizedTest(name = "C7 ข้อ 3(5): at {0} what was sent before {1} is overdue")
    @CsvSource(
            textBlock =
                    """
                    2026-11-20T10:00:00, 2026-11-19T10:00:00
                    2026-11-23T09:00:00, 2026-11-20T09:00:00
                    2026-12-08T09:00:00, 2026-12-04T09:00:00
                    2026-12-11T09:00:00, 2026-12-09T09:00:00
                    """)
    void leavesOneWorkingDay(LocalDateTime now, LocalDateTime since) {
        assertThat(Overdue.since(bangkok(now), YEAR_END_2569)).isEqualTo(bangkok(since));
    }
}
