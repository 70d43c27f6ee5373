package th.sala.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBoxTests {
    private static final String SECRET = "p4ssw0rd-ลับ";

    @TempDir Path folder;

    private SecretBox box(String use) {
        return new SecretBox(TestVault.of(folder.resolve("data")), use);
    }

    @Test
    void givesBackWhatItKeptAfterARestartToo() {
        var boxed = box("one").close(SECRET);

        assertThat(box("one").open(boxed)).isEqualTo(SECRET);
        assertThat(new String(boxed, StandardCharsets.ISO_8859_1)).doesNotContain("p4ssw0rd");
    }

    @Test
    void neverKeepsTheSameSecretInTheSameWay() {
        var box = box("one");

        assertThat(box.close(SECRET)).isNotEqualTo(box.close(SECRET));
    }

    @Test
    void opensNothingOfAnotherUseAndNothingChanged() {
        var boxed = box("one").close(SECRET);
        assertThatIllegalStateException().isThrownBy(() -> box("another").open(boxed));

        boxed[boxed.length - 1] ^= 1;
        assertThatIllegalStateException().isThrownBy(() -> box("one").open(boxed));
    }
}
