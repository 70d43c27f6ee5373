package th.sala.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClocksTests {
    private static final Instant NINE = Instant.parse("2026-11-23T02:00:00Z");

    @DisplayName("a clock is set where it parts from the one that counts")
    @ParameterizedTest(name = "after {0} counted seconds the clock says {1} more: set {2}")
    @CsvSource({
        "5, 5, false",
        "5, 7, false",
        "5, 8, true",
        "5, 3, false",
        "5, 2, true",
        "5, -3600, true",
        "3600, 3600, false",
        "3600, 5, true"
    })
    void partsFromWhatIsCounted(long counted, long said, boolean isSet) {
        var clocks = new Clocks(NINE, 7);
        var now = NINE.plusSeconds(said);
        var moment = 7 + Duration.ofSeconds(counted).toNanos();
        var before = clocks.look(now, moment);
        assertThat(before.isPresent()).isEqualTo(isSet);
        before.ifPresent(one -> assertThat(one).isEqualTo(NINE.plusSeconds(counted)));
        assertThat(clocks.at()).isEqualTo(now);
        assertThat(clocks.look(now.plusSeconds(1), moment + Duration.ofSeconds(1).toNanos()))
                .as("once")
                .isEmpty();
    }
}
