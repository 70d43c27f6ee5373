package th.sala.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import th.sala.accounts.SignInThrottle.Kind;
import th.sala.accounts.SignInThrottle.Tally;

class SignInThrottleTests {
    private static final Instant LAST = Instant.parse("2026-11-21T03:00:00Z");

    @ParameterizedTest(name = "{0}: {1} failures wait {2}")
    @CsvSource(
            textBlock =
                    """
                    STRANGER,     0,    PT0S
                    STRANGER,     4,    PT0S
                    STRANGER,     5,    PT30S
                    STRANGER,     6,    PT1M
                    STRANGER,     7,    PT2M
                    STRANGER,     9,    PT8M
                    STRANGER,     10,   PT15M
                    STRANGER,     5000, PT15M
                    ADDRESS,      99,   PT0S
                    ADDRESS,      100,  PT30S
                    ADDRESS,      104,  PT5M
                    DEVICE,       9,    PT0S
                    DEVICE,       10,   PT30S
                    CODE,         4,    PT0S
                    CODE,         5,    PT30S
                    CONFIRMATION, 9,    PT0S
                    CONFIRMATION, 10,   PT30S
                    """)
    void makesWait(Kind kind, int failures, Duration wait) {
        var tally = new Tally(failures, LAST);

        assertThat(SignInThrottle.waitUntil(kind, tally, LAST.plus(wait))).isEmpty();
        if (!wait.isZero()) {
            assertThat(SignInThrottle.waitUntil(kind, tally, LAST.plus(wait).minusMillis(1)))
                    .isEqualTo(Optional.of(LAST.plus(wait)));
        }
    }

    @ParameterizedTest(name = "{0} is forgotten after {1}")
    @CsvSource({
        "STRANGER, PT24H",
        "ADDRESS, PT10M",
        "DEVICE, PT24H",
        "CODE, PT24H",
        "CONFIRMATION, PT24H"
    })
    void forgets(Kind kind, Duration memory) {
        var tally = new Tally(1000, LAST);

        assertThat(SignInThrottle.failed(kind, tally, LAST.plus(memory)).failures()).isEqualTo(1);
        assertThat(SignInThrottle.failed(kind, tally, LAST.plus(memory).minusMillis(1)).failures())
                .isEqualTo(1001);
    }

    @Test
    void neverForgetsWhomItMakesWait() {
        for (var kind : Kind.values()) {
            assertThat(kind.longest).isLessThan(kind.memory);
        }
    }
}
