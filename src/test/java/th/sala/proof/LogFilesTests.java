package th.sala.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogFilesTests {
    /// A whole row of tiles, and a partial tile at each level.
    private static final int SIZE = 256 * 256 + 3 * 256 + 7;

    private static final List<byte[]> ENTRIES =
            IntStream.range(0, SIZE).mapToObj(i -> Integer.toString(i).getBytes()).toList();

    private static final MerkleTree.Nodes NODES =
            MerkleTree.over(ENTRIES.stream().map(Hash::leaf).toList());

    private static final Map<String, byte[]> TILES = TestBundle.tiles(ENTRIES);

    @TempDir Path folder;

    @BeforeEach
    void write() throws IOException {
        for (var file : TILES.entrySet()) {
            var path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    @Test
    void knowsTheTreeOfItsTiles() {
        var files = new LogFiles(folder, SIZE);
        assertThat(files.size()).isEqualTo(SIZE);
        assertThat(MerkleTree.root(files, SIZE)).isEqualTo(MerkleTree.root(NODES, SIZE));
        for (int level = 0; SIZE >> level > 0; level++) {
            for (var index : List.of(0L, 1L, 255L, 256L, (long) (SIZE >> level) - 1)) {
                if (index < SIZE >> level) {
                    assertThat(files.at(level, index)).isEqualTo(NODES.at(level, index));
                }
            }
        }
        assertThat(MerkleTree.inclusion(files, 60_000, SIZE))
                .isEqualTo(MerkleTree.inclusion(NODES, 60_000, SIZE));
    }

    @Test
    void readsTilesOnce() throws IOException {
        var files = new LogFiles(folder, SIZE);
        var known = files.at(0, 5);
        Files.delete(folder.resolve("tile/0/000"));
        assertThat(files.at(0, 5)).isEqualTo(known);
        for (int tile = 1; tile < 70; tile++) {
            files.at(0, tile * 256L);
        }
        assertThatThrownBy(() -> files.at(0, 5)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void readsWhatHasGrownSinceAsItWas() throws IOException {
        var files = new LogFiles(folder, 256 + 5);
        assertThat(Files.exists(folder.resolve("tile/0/001.p/5"))).isFalse();
        assertThat(files.at(0, 256 + 4)).isEqualTo(NODES.at(0, 256 + 4));
        assertThat(files.entries(1)).containsExactlyElementsOf(ENTRIES.subList(256, 261));
        Files.delete(folder.resolve("tile/0/001"));
        assertThatThrownBy(() -> new LogFiles(folder, 256 + 5).at(0, 256))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("001.p/5");
    }

    @Test
    void knowsItsEntries() {
        var files = new LogFiles(folder, SIZE);
        assertThat(files.entries(0)).containsExactlyElementsOf(ENTRIES.subList(0, 256));
        assertThat(files.entries(259)).containsExactlyElementsOf(ENTRIES.subList(259 * 256, SIZE));
        assertThatIllegalArgumentException().isThrownBy(() -> files.entries(260));
        assertThatIllegalArgumentException().isThrownBy(() -> files.entries(-1));
    }

    /// The last two would be a tile of five if numbers were cut to 32 bits.
    @ParameterizedTest
    @CsvSource({
        "0, 1, 256",
        "0, -1, 256",
        "1, 0, 255",
        "8, 0, 300",
        "-2, 0, 300",
        "0, 16777216, 5",
        "0, 33554432, 4294967301"
    })
    void hasNoTileBeyondItsSize(int level, long index, long size) {
        assertThatIllegalArgumentException().isThrownBy(() -> LogFiles.tile(level, index, size));
    }

    @Test
    void hasTilesOfTheRightWidth() {
        assertThat(LogFiles.tile(0, 0, 256)).isEqualTo(new Tile(0, 0, 256));
        assertThat(LogFiles.tile(0, 1, 257)).isEqualTo(new Tile(0, 1, 1));
        assertThat(LogFiles.tile(1, 0, 511)).isEqualTo(new Tile(1, 0, 1));
        assertThat(LogFiles.tile(Tile.ENTRIES, 1, 300)).isEqualTo(new Tile(Tile.ENTRIES, 1, 44));
        assertThat(LogFiles.tile(7, 0, Long.MAX_VALUE)).isEqualTo(new Tile(7, 0, 127));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 66311",
        "0, -1",
        "-1, 0",
        "1, 33155",
        "64, 0",
        "63, 1",
        "1, 9223372036854775807",
        "7, 144115188075855872"
    })
    void hasNoNodeBeyondItsSize(int level, long index) {
        var files = new LogFiles(folder, SIZE);
        assertThatIllegalArgumentException().isThrownBy(() -> files.at(level, index));
    }

    @Test
    void saysWhichTileIsMissingOrDamaged() throws IOException {
        var files = new LogFiles(folder, SIZE);
        Files.write(folder.resolve("tile/0/007"), new byte[32 * 255]);
        Files.write(folder.resolve("tile/0/008"), new byte[40 << 20]);
        Files.write(folder.resolve("tile/entries/007"), new byte[2 * 255]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> files.at(0, 7 * 256))
                .withMessageContaining("tile/0/007");
        assertThatIllegalArgumentException().isThrownBy(() -> files.at(0, 8 * 256));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> files.entries(7))
                .withMessageContaining("tile/entries/007");
    }
}
