package th.sala.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingWindowTests {
    private static final String HASH = "0".repeat(64);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void saysWhatItIsInALine() {
        var first = RecordingWindow.of("t", 0, 0, bytes("abc"), RecordingWindow.begin("t"));
        var second = RecordingWindow.of("t", 1, first.end(), bytes("de"), first.chain());
        assertThat(second.first()).isEqualTo(3);
        assertThat(second.end()).isEqualTo(5);
        assertThat(RecordingWindow.parse(second.line())).isEqualTo(second);
        assertThat(second.chain())
                .isEqualTo(Hash.sha256(first.chain().bytes(), Hash.sha256(bytes("de")).bytes()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "t 0 0 3",
                "t -1 0 3 H H",
                "t 0 -1 3 H H",
                "t 0 0 0 H H",
                "t x 0 3 H H",
                "t 0 0 3 H h",
                "t 0 0 3 H H more"
            })
    void readsNothingElse(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordingWindow.parse(line.replace("H", HASH)));
    }
}
