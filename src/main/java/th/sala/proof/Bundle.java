package th.sala.proof;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// The files of a bundle of evidence, by their paths in it.
///
/// Whoever made the bundle may mean harm: links are not followed, and what is read of an archive or
/// into memory is bounded.
final class Bundle {
    static final String KEY = "key";
    static final String CHECKPOINT = "checkpoint";
    static final String ENTRIES = "entries/";
    static final String RECORDS = "records/";
    static final String FILES = "files/";
    static final String LOG = "log/";
    static final String WHOLE = LOG + "whole";
    static final String WITNESSES = "witnesses/";

    static final long NO_LIMIT = Long.MAX_VALUE;

    private static final int MOST_IN_MEMORY = 512 << 20;
    private static final int AT_ONCE = 1 << 16;

    private final Path root;
    private final SortedSet<String> paths = new TreeSet<>();
    private final SortedSet<String> ambiguous = new TreeSet<>();
    private final Map<String, Hash> hashes = new HashMap<>();
    private long left;

    private Bundle(Path root, long most) {
        this.root = root;
        this.left = most;
    }

    /// @param root a folder, or the root of an open archive
    /// @param most how many bytes of it are read before it is given up
    static Bundle of(Path root, long most) throws IOException {
        var bundle = new Bundle(root.toRealPath(), most);
        try (var found = Files.walk(bundle.root)) {
            for (var file : (Iterable<Path>) found::iterator) {
                bundle.add(file);
            }
        } catch (java.io.UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        return bundle;
    }

    private void add(Path file) {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        var separator = root.getFileSystem().getSeparator();
        var path = root.relativize(file).toString().replace(separator, "/");
        var isPlain = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        if (!paths.add(path) || !isPlain) {
            ambiguous.add(path);
        }
    }

    Path root() {
        return root;
    }

    /// All paths, in order, with `/` between folders.
    SortedSet<String> paths() {
        return Collections.unmodifiableSortedSet(paths);
    }

    /// What is no plain file, shares its path with another, or was distrusted.
    SortedSet<String> ambiguous() {
        return Collections.unmodifiableSortedSet(ambiguous);
    }

    void distrust(String path) {
        ambiguous.add(path);
    }

    List<String> below(String folder) {
        return paths.stream().filter(path -> path.startsWith(folder)).toList();
    }

    boolean has(String path) {
        return paths.contains(path);
    }

    byte[] bytes(String path) throws IOException {
        try (var in = open(path)) {
            var bytes = in.readNBytes(MOST_IN_MEMORY + 1);
            if (bytes.length > MOST_IN_MEMORY) {
                throw new IOException(path + " has more than " + MOST_IN_MEMORY + " bytes");
            }
            count(bytes.length);
            return bytes;
        }
    }

    /// @throws IllegalArgumentException if it is not UTF-8
    String text(String path) throws IOException {
        var bytes = bytes(path);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException other) {
            throw new IllegalArgumentException(path + " is not UTF-8", other);
        }
    }

    /// The file from its beginning, for whoever closes it.
    InputStream stream(String path) throws IOException {
        return new java.io.BufferedInputStream(open(path), AT_ONCE);
    }

    Hash sha256(String path) throws IOException {
        var known = hashes.get(path);
        if (known == null) {
            known = read(path);
            hashes.put(path, known);
        }
        return known;
    }

    private Hash read(String path) throws IOException {
        var digest = Hash.digest();
        try (var in = open(path)) {
            var buffer = new byte[AT_ONCE];
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                count(read);
                digest.update(buffer, 0, read);
            }
        }
        return Hash.of(digest.digest());
    }

    private InputStream open(String path) throws IOException {
        return Files.newInputStream(root.resolve(path));
    }

    private void count(long bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
            throw new IOException("it unpacks to far more than its own size");
        }
    }

    List<Exhibit> exhibits() throws IOException {
        var exhibits = new ArrayList<Exhibit>();
        for (var path : below(ENTRIES)) {
            exhibits.addAll(Exhibit.parseFile(text(path)));
        }
        return exhibits;
    }

    /// The records as they stood in the database when the bundle was made.
    List<Fields> records() throws IOException {
        var records = new ArrayList<Fields>();
        for (var path : below(RECORDS)) {
            for (var block : Fields.split(text(path), "\n\n")) {
                records.add(Fields.parse(block.endsWith("\n") ? block : block + "\n"));
            }
        }
        return records;
    }
}
