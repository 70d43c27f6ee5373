package th.sala.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryLaterTests {
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

    @Test
    void waitsLongerEachTimeAndGivesUp() {
        assertThat(RetryLater.next(1, NOW)).contains(NOW.plusSeconds(5));
        assertThat(RetryLater.next(7, NOW)).contains(NOW.plus(Duration.ofHours(18)));
        assertThat(RetryLater.next(8, NOW)).isEmpty();
    }

    @Test
    void isOverAfterThreeDays() {
        var since = NOW.minus(Duration.ofDays(3));
        assertThat(RetryLater.isOver(since, NOW)).isTrue();
        assertThat(RetryLater.isOver(since.plusMillis(1), NOW)).isFalse();
    }

    /// The example of the specification (Standard Webhooks 1.0.0).
    @Test
    void signsAsOthersDo() {
        var body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
        assertThat(
                        Signature.of(
                                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                1614265330,
                                body))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }
}
