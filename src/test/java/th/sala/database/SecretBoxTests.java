package th.sala.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBoxTests {
    private static final String SECRET = "p4ssw0rd-ลับ";

    @TempDir Path data;

    @Test
    void givesBackWhatItKeptAfterARestartToo() {
        var boxed = new SecretBox(data, "one").close(SECRET);

        assertThat(new SecretBox(data, "one").open(boxed)).isEqualTo(SECRET);
        assertThat(new String(boxed, StandardCharsets.ISO_8859_1)).doesNotContain("p4ssw0rd");
    }

    @Test
    void neverKeepsTheSameSecretInTheSameWay() {
        var box = new SecretBox(data, "one");

        assertThat(box.close(SECRET)).isNotEqualTo(box.close(SECRET));
    }

    @Test
    void opensNothingOfAnotherUseAndNothingChanged() {
        var boxed = new SecretBox(data, "one").close(SECRET);
        assertThatIllegalStateException()
                .isThrownBy(() -> new SecretBox(data, "another").open(boxed));

        boxed[boxed.length - 1] ^= 1;
        assertThatIllegalStateException().isThrownBy(() -> new SecretBox(data, "one").open(boxed));
    }

    @Test
    void keepsItsKeyForTheOwnerOnly() throws IOException {
        new SecretBox(data, "one").close(SECRET);

        var key = data.resolve("secrets").resolve("one.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }
}
