package th.sala.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPlanTests {
    private static final Instant QUEUED = Instant.parse("2026-11-20T05:00:00Z");

    @ParameterizedTest(name = "after attempt {0}: {1}")
    @CsvSource({"1, PT30S", "2, PT2M", "3, PT10M", "4, PT1H", "5, PT4H", "6, PT4H", "30, PT4H"})
    void waitsLongerEachTime(int attempts, Duration wait) {
        assertThat(RetryPlan.next(QUEUED, attempts, QUEUED)).contains(QUEUED.plus(wait));
    }

    @Test
    void givesUpAfterFiveDays() {
        var fiveDays = QUEUED.plus(Duration.ofDays(5));

        assertThat(RetryPlan.next(QUEUED, 30, fiveDays.minusSeconds(1))).isPresent();
        assertThat(RetryPlan.next(QUEUED, 30, fiveDays)).isEmpty();
    }
}
