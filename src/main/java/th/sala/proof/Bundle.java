package th.sala.proof;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// The files of a bundle of evidence, by their paths in it.
///
/// @param root a folder, or the root of an open archive
record Bundle(Path root) {
    static final String KEY = "key";
    static final String CHECKPOINT = "checkpoint";
    static final String ENTRIES = "entries/";
    static final String RECORDS = "records/";
    static final String FILES = "files/";
    static final String LOG = "log/";
    static final String WITNESSES = "witnesses/";

    /// All paths, in order, with `/` between folders.
    SortedSet<String> paths() throws IOException {
        try (var found = Files.walk(root)) {
            var paths = new TreeSet<String>();
            found.filter(Files::isRegularFile)
                    .forEach(
                            file -> paths.add(root.relativize(file).toString().replace('\\', '/')));
            return paths;
        }
    }

    List<String> below(String folder) throws IOException {
        return paths().stream().filter(path -> path.startsWith(folder)).toList();
    }

    boolean has(String path) {
        return Files.isRegularFile(root.resolve(path));
    }

    byte[] bytes(String path) throws IOException {
        return Files.readAllBytes(root.resolve(path));
    }

    /// @throws IllegalArgumentException if it is not UTF-8
    String text(String path) throws IOException {
        try {
            return Files.readString(root.resolve(path), StandardCharsets.UTF_8);
        } catch (CharacterCodingException other) {
            throw new IllegalArgumentException(path + " is not UTF-8", other);
        }
    }

    Hash sha256(String path) throws IOException {
        var digest = Hash.digest();
        try (var in = Files.newInputStream(root.resolve(path))) {
            var buffer = new byte[1 << 16];
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return Hash.of(digest.digest());
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
            for (var block : text(path).split("\n\n")) {
                records.add(Fields.parse(block.endsWith("\n") ? block : block + "\n"));
            }
        }
        return records;
    }
}
