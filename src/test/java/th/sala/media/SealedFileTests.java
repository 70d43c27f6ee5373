package th.sala.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SealedFileTests {
    private static final int OVERHEAD = 32;

    @TempDir Path folder;
    private SealedFile file;

    @BeforeEach
    void fill() throws IOException {
        file = new SealedFile(folder.resolve("new/file"), "file", SealedFile.freshKey());
        file.put(0, bytes("abcde"));
        file.put(1, bytes("fgh"));
        file.put(2, bytes("ijklmnop"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(SealedFile file, long from, long until) throws IOException {
        var out = new ByteArrayOutputStream();
        file.copyTo(out, from, until);
        return out.toString(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 16, abcdefghijklmnop",
        "0, 99, abcdefghijklmnop",
        "0, 1, a",
        "4, 6, ef",
        "5, 8, fgh",
        "15, 16, p",
        "3, 14, defghijklmn",
        "16, 20, ''",
        "7, 7, ''"
    })
    void opensWhatIsAskedFor(long from, long until, String expected) throws IOException {
        assertThat(text(file, from, until)).isEqualTo(expected);
        assertThat(file.length()).isEqualTo(16);
    }

    @Test
    void whatNobodyKnowsOfIsDropped() throws IOException {
        file.put(1, bytes("XY"));
        assertThat(text(file, 0, 99)).isEqualTo("abcdeXY");
        assertThatThrownBy(() -> file.put(4, bytes("too far"))).isInstanceOf(IOException.class);
    }

    /// A chunk of which nothing is asked is not looked at, so all of it is asked for.
    @Test
    void anyChangedByteIsFound() throws IOException {
        var good = Files.readAllBytes(file.path());
        for (int place = 0; place < good.length; place++) {
            var bad = good.clone();
            bad[place] ^= 1;
            Files.write(file.path(), bad);
            assertThatThrownBy(() -> text(file, 0, 99))
                    .as("byte " + place)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void chunksDoNotChangePlaces() throws IOException {
        var good = Files.readAllBytes(file.path());
        var first = 5 + OVERHEAD;
        var second = 3 + OVERHEAD;
        var moved = new ByteArrayOutputStream();
        moved.write(good, first, second);
        moved.write(good, 0, first);
        Files.write(file.path(), moved.toByteArray());
        assertThatThrownBy(() -> text(file, 0, 99)).isInstanceOf(IOException.class);
    }

    @Test
    void opensWithItsOwnKeyAndNameAlone() {
        var otherKey = new SealedFile(file.path(), "file", SealedFile.freshKey());
        var otherName = new SealedFile(file.path(), "other", file.key());
        assertThatThrownBy(() -> text(otherKey, 0, 1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> text(otherName, 0, 1)).isInstanceOf(IOException.class);
        assertThat(file.toString()).doesNotContain("key");
    }
}
