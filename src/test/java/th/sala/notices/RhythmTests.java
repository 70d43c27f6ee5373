package th.sala.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class RhythmTests {
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");
    private static final Instant MORNING = Instant.parse("2026-11-23T01:00:00Z");

    @Test
    void onceInTheMorning() {
        var yesterday = MORNING.minus(Duration.ofHours(24));
        assertThat(Rhythm.DAILY.isDue(yesterday, MORNING.minusMillis(1), BANGKOK)).isFalse();
        assertThat(Rhythm.DAILY.isDue(yesterday, MORNING, BANGKOK)).isTrue();
        assertThat(Rhythm.DAILY.isDue(MORNING, MORNING.plusSeconds(60), BANGKOK)).isFalse();
    }

    @Test
    void soonButNotAllTheTime() {
        assertThat(Rhythm.SOON.isDue(MORNING, MORNING.plusSeconds(15 * 60), BANGKOK)).isTrue();
        assertThat(Rhythm.SOON.isDue(MORNING, MORNING.plusSeconds(15 * 60 - 1), BANGKOK)).isFalse();
        assertThat(Rhythm.NEVER.isDue(Instant.EPOCH, MORNING, BANGKOK)).isFalse();
    }
}
