package th.sala.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RequestRateTests {
    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

    private final RequestRate rate = new RequestRate(3, 2);

    @Test
    void letsAStoreBeUsedUpAtOnceAndSaysHowLongToWait() {
        for (int i = 0; i < 3; i++) {
            assertThat(rate.take("one", NOW)).isEmpty();
        }
        assertThat(rate.take("one", NOW)).contains(Duration.ofSeconds(1));
        assertThat(rate.take("another", NOW)).as("each has their own").isEmpty();
    }

    @Test
    void fillsUpWithTimeAndNotBeyond() {
        for (int i = 0; i < 3; i++) {
            rate.take("one", NOW);
        }
        assertThat(rate.take("one", NOW.plusMillis(499))).isPresent();
        assertThat(rate.take("one", NOW.plusMillis(500))).isEmpty();
        assertThat(rate.take("one", NOW.plusMillis(500))).isPresent();
        var later = NOW.plusSeconds(60);
        for (int i = 0; i < 3; i++) {
            assertThat(rate.take("one", later)).isEmpty();
        }
        assertThat(rate.take("one", later)).isPresent();
    }

    @Test
    void whatIsGivenBackCountsAgain() {
        for (int i = 0; i < 9; i++) {
            assertThat(rate.take("one", NOW)).isEmpty();
            rate.giveBack("one");
        }
        rate.giveBack("one");
        for (int i = 0; i < 3; i++) {
            assertThat(rate.take("one", NOW)).isEmpty();
        }
        assertThat(rate.take("one", NOW)).as("never more than full").isPresent();
    }

    @Test
    void aClockThatGoesBackGivesNothing() {
        for (int i = 0; i < 3; i++) {
            rate.take("one", NOW);
        }
        assertThat(rate.take("one", NOW.minusSeconds(60))).isPresent();
    }
}
