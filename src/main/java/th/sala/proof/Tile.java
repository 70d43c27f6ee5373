package th.sala.proof;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A piece of the log as a file, after C2SP tlog-tiles: up to 256 hashes of one height of the tree,
/// or up to 256 entries.
///
/// @param level the height of the tile; its hashes are of subtrees of 256^level leaves. Entries
///   stand at [#ENTRIES].
/// @param index how many tiles stand left of it
/// @param width how many hashes or entries it has, 1 to 256
public record Tile(int level, long index, int width) {
    public static final int WIDTH = 256;
    public static final int HEIGHT = 8;
    public static final int ENTRIES = -1;

    private static final int GROUP = 1000;
    private static final int MOST_BYTES = 0xffff;

    public Tile {
        if (level < ENTRIES || index < 0 || width < 1 || width > WIDTH) {
            throw new IllegalArgumentException(level + "/" + index + "/" + width);
        }
    }

    public boolean isFull() {
        return width == WIDTH;
    }

    /// Where it lies, such as `tile/0/x001/234.p/17`.
    public String path() {
        var groups = new ArrayList<String>();
        groups.add(digits(index));
        for (var rest = index / GROUP; rest > 0; rest /= GROUP) {
            groups.addFirst("x" + digits(rest));
        }
        var row = level == ENTRIES ? "entries" : Integer.toString(level);
        var partial = isFull() ? "" : ".p/" + width;
        return "tile/" + row + "/" + String.join("/", groups) + partial;
    }

    /// Never in the digits of the reader's language.
    private static String digits(long number) {
        return String.format(Locale.ROOT, "%03d", number % GROUP);
    }

    public static byte[] ofHashes(List<Hash> hashes) {
        var bytes = new ByteArrayOutputStream(hashes.size() * Hash.BYTES);
        hashes.forEach(hash -> bytes.writeBytes(hash.bytes()));
        return bytes.toByteArray();
    }

    /// @throws IllegalArgumentException unless it is a row of whole hashes
    public static List<Hash> hashes(byte[] tile) {
        if (tile.length % Hash.BYTES != 0) {
            throw new IllegalArgumentException(tile.length + " bytes of hashes");
        }
        var hashes = new ArrayList<Hash>();
        var left = ByteBuffer.wrap(tile);
        while (left.hasRemaining()) {
            var hash = new byte[Hash.BYTES];
            left.get(hash);
            hashes.add(Hash.of(hash));
        }
        return hashes;
    }

    /// Each entry after its length in two bytes.
    ///
    /// @throws IllegalArgumentException if an entry has more than 65,535 bytes
    public static byte[] ofEntries(List<byte[]> entries) {
        var bytes = new ByteArrayOutputStream();
        for (var entry : entries) {
            if (entry.length > MOST_BYTES) {
                throw new IllegalArgumentException("an entry of " + entry.length + " bytes");
            }
            bytes.write(entry.length >> Byte.SIZE);
            bytes.write(entry.length);
            bytes.writeBytes(entry);
        }
        return bytes.toByteArray();
    }

    /// @throws IllegalArgumentException if it ends within an entry
    public static List<byte[]> entries(byte[] tile) {
        var entries = new ArrayList<byte[]>();
        var left = ByteBuffer.wrap(tile);
        while (left.hasRemaining()) {
            var length = left.remaining() < Short.BYTES ? -1 : left.getShort() & MOST_BYTES;
            if (length < 0 || length > left.remaining()) {
                throw new IllegalArgumentException("the tile ends within an entry");
            }
            var entry = new byte[length];
            left.get(entry);
            entries.add(entry);
        }
        return entries;
    }
}
