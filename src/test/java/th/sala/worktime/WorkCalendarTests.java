package th.sala.worktime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class WorkCalendarTests {
    @Test
    void refusesHoursThatEndBeforeTheyBegin() {
        var noon = LocalTime.NOON;
        assertThatThrownBy(() -> new OfficeHours(noon, noon))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
