package th.sala.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import th.sala.media.MediaSettings.PortRange;

class MediaSettingsTests {
    @Test
    void serversShareThePorts() {
        assertThat(PortRange.valueOf("20000-20999").parts(3))
                .containsExactly(
                        new PortRange(20000, 20332),
                        new PortRange(20333, 20665),
                        new PortRange(20666, 20998));
        assertThat(new PortRange(20000, 20999)).hasToString("20000-20999");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "20000",
                "20999-20000",
                "20000-20000",
                "80-20000",
                "20000-65536",
                "a-b",
                "1-2-3"
            })
    void refusesWhatIsNoRange(String range) {
        assertThatThrownBy(() -> PortRange.valueOf(range))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSecretOfTheRelayIsNotInTheLog() {
        var turn = new MediaSettings.Turn(java.util.List.of("turn:turn.example"), "hush");
        assertThat(turn.toString()).doesNotContain("hush");
    }
}
