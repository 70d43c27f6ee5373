package th.sala.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTests {
    @TempDir Path folder;

    @Test
    void readsNoMoreThanItMay() throws IOException {
        Files.writeString(folder.resolve("a"), "123456");
        Files.writeString(folder.resolve("b"), "123456");
        var bundle = Bundle.of(folder, 12);
        assertThat(bundle.text("a")).isEqualTo("123456");
        assertThat(bundle.sha256("b")).isEqualTo(Hash.sha256("123456"));
        assertThatThrownBy(() -> bundle.text("a")).isInstanceOf(IOException.class);

        var smaller = Bundle.of(folder, 11);
        assertThat(smaller.sha256("a")).isEqualTo(Hash.sha256("123456"));
        assertThatThrownBy(() -> smaller.sha256("b")).isInstanceOf(IOException.class);
    }
}
