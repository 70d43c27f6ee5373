package th.sala.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import th.sala.proof.Hash;
import th.sala.proof.LogFiles;
import th.sala.proof.MerkleTree;
import th.sala.proof.Tile;

/// A log as files, growing. All of them but the checkpoint could be made again from the database.
///
/// One thread writes.
final class TileWriter {
    private final Path folder;
    private long size;
    private final List<byte[]> entries = new ArrayList<>();

    /// Of each level the hashes that do not fill a tile yet.
    private final List<List<Hash>> edge = new ArrayList<>();

    private TileWriter(Path folder, long size) {
        this.folder = folder;
        this.size = size;
    }

    static TileWriter empty(Path folder) {
        return new TileWriter(folder, 0);
    }

    /// Goes on where the files end.
    ///
    /// @throws UncheckedIOException if a tile is missing
    /// @throws IllegalArgumentException if one is damaged
    static TileWriter at(Path folder, long size) {
        var writer = new TileWriter(folder, size);
        var files = new LogFiles(folder, size);
        if (size % Tile.WIDTH > 0) {
            writer.entries.addAll(files.entries(size / Tile.WIDTH));
        }
        for (int row = 0; size >> (row * Tile.HEIGHT) > 0; row++) {
            var hashes = size >> (row * Tile.HEIGHT);
            var first = hashes - hashes % Tile.WIDTH;
            var partial = new ArrayList<Hash>();
            for (long index = first; index < hashes; index++) {
                partial.add(files.at(row * Tile.HEIGHT, index));
            }
            writer.edge.add(partial);
        }
        return writer;
    }

    long size() {
        return size;
    }

    Hash root() {
        return MerkleTree.root(new LogFiles(folder, size), size);
    }

    /// Adds entries at the end and writes all tiles that change by it.
    void append(List<byte[]> leaves) {
        for (var leaf : leaves) {
            entries.add(leaf);
            size++;
            if (entries.size() == Tile.WIDTH) {
                write(new Tile(Tile.ENTRIES, size / Tile.WIDTH - 1, Tile.WIDTH), entries());
                entries.clear();
            }
            grow(0, Hash.leaf(leaf));
        }
        writePartial();
    }

    private byte[] entries() {
        return Tile.ofEntries(entries);
    }

    private void grow(int row, Hash hash) {
        if (edge.size() == row) {
            edge.add(new ArrayList<>());
        }
        var hashes = edge.get(row);
        hashes.add(hash);
        if (hashes.size() == Tile.WIDTH) {
            var index = (size >> ((row + 1) * Tile.HEIGHT)) - 1;
            write(new Tile(row, index, Tile.WIDTH), Tile.ofHashes(hashes));
            var over = MerkleTree.root(MerkleTree.over(List.copyOf(hashes)), Tile.WIDTH);
            hashes.clear();
            grow(row + 1, over);
        }
    }

    private void writePartial() {
        if (!entries.isEmpty()) {
            write(LogFiles.tile(Tile.ENTRIES, size / Tile.WIDTH, size), entries());
        }
        for (int row = 0; row < edge.size(); row++) {
            var hashes = edge.get(row);
            if (!hashes.isEmpty()) {
                var index = (size >> (row * Tile.HEIGHT)) / Tile.WIDTH;
                write(new Tile(row, index, hashes.size()), Tile.ofHashes(hashes));
            }
        }
    }

    private void write(Tile tile, byte[] content) {
        try {
            var file = folder.resolve(tile.path());
            // a full tile is never looked at again at a start; the last, partial ones are
            put(file, content, tile.isFull());
            if (tile.isFull()) {
                removeParts(file.resolveSibling(file.getFileName() + ".p"));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write the log", failed);
        }
    }

    private static void removeParts(Path parts) throws IOException {
        if (Files.isDirectory(parts)) {
            try (var old = Files.newDirectoryStream(parts)) {
                for (var part : old) {
                    Files.delete(part);
                }
            }
            Files.delete(parts);
        }
    }

    /// Writes a file whole or not at all.
    ///
    /// @param forced whether it must be on the disk before it has its name: what can be made again
    ///   from the database need not
    static void put(Path file, byte[] content, boolean forced) throws IOException {
        var parent = Objects.requireNonNull(file.getParent());
        Files.createDirectories(parent);
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        try (var channel =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(content));
            if (forced) {
                channel.force(false);
            }
        }
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
