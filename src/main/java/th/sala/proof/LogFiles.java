package th.sala.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A log of tiles in a folder, read.
///
/// Reading keeps the last tiles that were needed, so that many proofs are cheap.
///
/// @param folder holds `tile/…`
public final class LogFiles implements MerkleTree.Nodes {
    private static final int KEPT = 64;

    /// No tile has more: what is longer is damaged.
    private static final int MOST_BYTES = Tile.WIDTH * (Short.BYTES + 0xffff) + 1;

    private final Path folder;
    private final long size;
    private final Map<Tile, List<Hash>> kept =
            new LinkedHashMap<>(KEPT, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Tile, List<Hash>> eldest) {
                    return size() > KEPT;
                }
            };

    /// @param size how many entries of it are looked at
    public LogFiles(Path folder, long size) {
        this.folder = folder;
        this.size = size;
    }

    public long size() {
        return size;
    }

    /// The tile at this place of a log of this size; the last of a level is seldom full.
    ///
    /// @throws IllegalArgumentException if such a log has none there
    public static Tile tile(int level, long index, long size) {
        if (level >= Long.BYTES) {
            throw new IllegalArgumentException("no tree is as high as level " + level);
        }
        var hashes = level == Tile.ENTRIES ? size : size >> (level * Tile.HEIGHT);
        if (index > (hashes - 1) / Tile.WIDTH) {
            throw new IllegalArgumentException("a log of " + size + " has no such tile");
        }
        var width = Math.min(Tile.WIDTH, hashes - index * Tile.WIDTH);
        return new Tile(level, index, (int) width);
    }

    /// @throws UncheckedIOException if the tile is missing
    /// @throws IllegalArgumentException if it is damaged, or the tree has no such node
    @Override
    public Hash at(int level, long index) {
        if (level < 0 || level >= Long.SIZE || index < 0 || index >= size >> level) {
            throw new IllegalArgumentException("a log of " + size + " has no such node");
        }
        var row = level / Tile.HEIGHT;
        var above = level % Tile.HEIGHT;
        var first = index << above;
        var hashes = hashes(tile(row, first / Tile.WIDTH, size));
        var place = (int) (first % Tile.WIDTH);
        return over(hashes.subList(place, place + (1 << above)));
    }

    private static Hash over(List<Hash> hashes) {
        if (hashes.size() == 1) {
            return hashes.getFirst();
        }
        var middle = hashes.size() / 2;
        return Hash.node(
                over(hashes.subList(0, middle)), over(hashes.subList(middle, hashes.size())));
    }

    private synchronized List<Hash> hashes(Tile tile) {
        var known = kept.get(tile);
        if (known != null) {
            return known;
        }
        var hashes = Tile.hashes(read(tile));
        if (hashes.size() != tile.width()) {
            throw new IllegalArgumentException(tile.path() + " has " + hashes.size());
        }
        kept.put(tile, hashes);
        return hashes;
    }

    /// The entries of one tile.
    public List<byte[]> entries(long index) {
        var tile = tile(Tile.ENTRIES, index, size);
        var entries = Tile.entries(read(tile));
        if (entries.size() != tile.width()) {
            throw new IllegalArgumentException(tile.path() + " has " + entries.size());
        }
        return entries;
    }

    /// A tile that has grown full meanwhile is cut to what it was.
    private byte[] read(Tile tile) {
        try {
            var part = folder.resolve(tile.path());
            if (tile.isFull() || Files.exists(part)) {
                return read(part);
            }
            var full =
                    read(folder.resolve(new Tile(tile.level(), tile.index(), Tile.WIDTH).path()));
            return tile.level() == Tile.ENTRIES
                    ? Tile.ofEntries(Tile.entries(full).subList(0, tile.width()))
                    : Arrays.copyOf(full, tile.width() * Hash.BYTES);
        } catch (IOException missing) {
            throw new UncheckedIOException("no tile " + tile.path(), missing);
        }
    }

    private static byte[] read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES);
        }
    }
}
