package th.sala.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import th.sala.proof.Hash;
import th.sala.proof.LogFiles;

/// The log's files, as C2SP tlog-tiles names them and RFC 6962 counts their hashes.
class TileWriterTests {
    @TempDir Path folder;

    private final Random random = new Random(2569);
    private final List<byte[]> leaves = new ArrayList<>();

    @Test
    void anEmptyLogHasTheHashOfNothing() {
        assertThat(TileWriter.empty(folder).size()).isZero();
        assertThat(TileWriter.empty(folder).root()).isEqualTo(Hash.sha256(new byte[0]));
    }

    @Test
    @DisplayName("in portions of any size, and whoever goes on with them, files make the same tree")
    void anyPortionsMakeTheSameTree() {
        var writer = TileWriter.empty(folder);
        for (var portion : new int[] {1, 254, 1, 1, 0, 255, 256, 257, 700, 3}) {
            writer.append(some(portion));
            assertThat(writer.size()).isEqualTo(leaves.size());
            assertThat(writer.root()).isEqualTo(tree(leaves));
            writer = TileWriter.at(folder, leaves.size());
            assertThat(writer.size()).isEqualTo(leaves.size());
            assertThat(writer.root()).isEqualTo(tree(leaves));
        }
        assertThat(entries(leaves.size())).containsExactlyElementsOf(texts());
    }

    @Test
    @DisplayName(
            "a full tile stands alone: of its parts none is left; the last tile has its width in its name")
    void fullTilesReplaceTheirParts() throws IOException {
        var writer = TileWriter.empty(folder);
        writer.append(some(200));
        assertThat(files()).containsExactly("tile/0/000.p/200", "tile/entries/000.p/200");

        writer.append(some(56));
        assertThat(files()).containsExactly("tile/0/000", "tile/1/000.p/1", "tile/entries/000");

        writer.append(some(1));
        assertThat(files())
                .containsExactly(
                        "tile/0/000",
                        "tile/0/001.p/1",
                        "tile/1/000.p/1",
                        "tile/entries/000",
                        "tile/entries/001.p/1");
    }

    @Test
    @DisplayName("a tile of the second row, full after 65,536 entries, has the hashes of 256 tiles")
    void countsHigherRows() throws IOException {
        var writer = TileWriter.empty(folder);
        writer.append(some(65_535));
        assertThat(folder.resolve("tile/1/000.p/255")).exists();
        writer.append(some(1));

        assertThat(folder.resolve("tile/1/000")).exists();
        assertThat(folder.resolve("tile/2/000.p/1")).exists();
        assertThat(folder.resolve("tile/1/000.p")).doesNotExist();
        assertThat(writer.root()).isEqualTo(tree(leaves));
        writer.append(some(300));
        assertThat(TileWriter.at(folder, 65_836).root()).isEqualTo(tree(leaves));
    }

    @Test
    void saysWhichFilesAreMissingOrDamaged() throws IOException {
        TileWriter.empty(folder).append(some(300));
        var last = folder.resolve("tile/entries/001.p/44");
        Files.write(last, new byte[] {0});
        assertThatThrownBy(() -> TileWriter.at(folder, 300))
                .isInstanceOf(IllegalArgumentException.class);
        Files.delete(last);
        assertThatThrownBy(() -> TileWriter.at(folder, 300))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void saysThatTheDiskTakesNothing() throws IOException {
        Files.writeString(folder.resolve("tile"), "not a folder");
        assertThatThrownBy(() -> TileWriter.empty(folder).append(some(1)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot write the log");
    }

    @Test
    @DisplayName("a file is replaced whole, whatever a death before has left beside it")
    void replacesWhole() throws IOException {
        var file = folder.resolve("some/checkpoint");
        TileWriter.put(file, "the first, which is longer".getBytes(StandardCharsets.UTF_8), true);
        Files.writeString(folder.resolve("some/checkpoint.new"), "half of something that was cut");
        TileWriter.put(file, "second".getBytes(StandardCharsets.UTF_8), false);

        assertThat(file).hasContent("second");
        assertThat(folder.resolve("some/checkpoint.new")).doesNotExist();
    }

    private List<byte[]> some(int number) {
        var portion = new ArrayList<byte[]>();
        for (int i = 0; i < number; i++) {
            var text = "leaf %d %d".formatted(leaves.size() + i, random.nextLong());
            portion.add(text.getBytes(StandardCharsets.UTF_8));
        }
        leaves.addAll(portion);
        return portion;
    }

    /// The definition of RFC 6962 2.1, word by word.
    private static Hash tree(List<byte[]> leaves) {
        return switch (leaves.size()) {
            case 0 -> Hash.sha256(new byte[0]);
            case 1 -> Hash.leaf(leaves.getFirst());
            default -> {
                var split = Integer.highestOneBit(leaves.size() - 1);
                yield Hash.node(
                        tree(leaves.subList(0, split)), tree(leaves.subList(split, leaves.size())));
            }
        };
    }

    private List<String> entries(long size) {
        var files = new LogFiles(folder, size);
        return LongStream.rangeClosed(0, (size - 1) / 256)
                .boxed()
                .flatMap(tile -> files.entries(tile).stream())
                .map(leaf -> new String(leaf, StandardCharsets.UTF_8))
                .toList();
    }

    private List<String> texts() {
        return leaves.stream().map(leaf -> new String(leaf, StandardCharsets.UTF_8)).toList();
    }

    private List<String> files() throws IOException {
        try (var found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
