package th.sala.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobTests {
    @ParameterizedTest(name = "after {0} earlier failures again in {1} s")
    @CsvSource({"0, 1", "1, 2", "5, 32", "6, 60", "7, 60", "40, 60", "1000000, 60"})
    void triesAgainSoonThenEveryMinute(int before, int seconds) {
        assertThat(JobRunner.delay(before)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void refusesJobsThatCannotBe() {
        Runnable nothing = () -> {};
        assertThatThrownBy(() -> new RecurringJob("Mail Outbox", Duration.ofSeconds(1), nothing))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RecurringJob("mail.outbox", Duration.ZERO, nothing))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
