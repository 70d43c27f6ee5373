package th.sala.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// C2SP tlog-tiles: where tiles lie and what is in them.
class TileTests {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 256, tile/0/000",
        "0, 0, 1, tile/0/000.p/1",
        "0, 67, 255, tile/0/067.p/255",
        "1, 999, 256, tile/1/999",
        "0, 1000, 256, tile/0/x001/000",
        "2, 1234067, 256, tile/2/x001/x234/067",
        "0, 1234067, 8, tile/0/x001/x234/067.p/8",
        "-1, 0, 256, tile/entries/000",
        "-1, 1234067, 17, tile/entries/x001/x234/067.p/17",
        "7, 999999999, 256, tile/7/x999/x999/999"
    })
    void liesWhereTheSpecificationSays(int level, long index, int width, String path) {
        assertThat(new Tile(level, index, width).path()).isEqualTo(path);
    }

    /// Some languages have digits of their own, and `%d` would use them.
    @Test
    void liesThereInEachLanguage() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("th-TH-u-nu-thai"));
            assertThat(new Tile(0, 1234067, 8).path()).isEqualTo("tile/0/x001/x234/067.p/8");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"-2, 0, 1", "0, -1, 1", "0, 0, 0", "0, 0, 257"})
    void isNowhereElse(int level, long index, int width) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(level, index, width));
    }

    @Test
    void isFullWith256() {
        assertThat(new Tile(0, 0, 256).isFull()).isTrue();
        assertThat(new Tile(0, 0, 255).isFull()).isFalse();
    }

    @Test
    void givesBackItsHashes() {
        var hashes = IntStream.range(0, 5).mapToObj(i -> Hash.sha256("" + i)).toList();
        var bytes = Tile.ofHashes(hashes);
        assertThat(bytes).hasSize(5 * Hash.BYTES);
        assertThat(Tile.hashes(bytes)).isEqualTo(hashes);
        assertThat(Tile.hashes(new byte[0])).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Tile.hashes(new byte[33]));
    }

    @Test
    void givesBackItsEntries() {
        var entries = List.of(new byte[0], new byte[] {1, 2, 3}, new byte[0xffff], new byte[300]);
        var bytes = Tile.ofEntries(entries);
        assertThat(bytes).startsWith(0, 0, 0, 3, 1, 2, 3, 0xff, 0xff);
        assertThat(Tile.entries(bytes)).containsExactlyElementsOf(entries);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tile.ofEntries(List.of(new byte[0x10000])));
    }

    @Test
    void doesNotEndWithinAnEntry() {
        for (var bytes : List.of(new byte[] {0}, new byte[] {0, 2, 7}, new byte[] {-1, -1, 0})) {
            assertThatIllegalArgumentException().isThrownBy(() -> Tile.entries(bytes));
        }
    }
}
