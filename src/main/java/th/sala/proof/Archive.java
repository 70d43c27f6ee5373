package th.sala.proof;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.HashSet;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A bundle in a zip archive.
///
/// Programs that unpack archives disagree about one that names a file twice; such an archive is not
/// believed, as its reader may see another file than the one that was checked.
final class Archive implements Closeable {
    /// Evidence is text and mail: it packs well, but not a hundredfold.
    private static final long MOST_RATIO = 100;

    private static final long ALWAYS_ALLOWED = 1L << 30;

    private final FileSystem files;
    private final Bundle bundle;

    private Archive(FileSystem files, Bundle bundle) {
        this.files = files;
        this.bundle = bundle;
    }

    /// @throws IOException if it cannot be read
    /// @throws IllegalArgumentException if it is no archive
    static Archive open(Path file) throws IOException {
        FileSystem files;
        try {
            files = FileSystems.newFileSystem(file);
        } catch (ProviderNotFoundException other) {
            throw new IllegalArgumentException(file + " is no zip archive", other);
        }
        try {
            var most = Math.max(ALWAYS_ALLOWED, Files.size(file) * MOST_RATIO);
            var bundle = Bundle.of(files.getPath("/"), most);
            ambiguous(file, bundle).forEach(bundle::distrust);
            return new Archive(files, bundle);
        } catch (IOException | RuntimeException unreadable) {
            files.close();
            throw unreadable;
        }
    }

    /// What the archive names twice, or in a way that hides it.
    private static List<String> ambiguous(Path file, Bundle bundle) throws IOException {
        var seen = new HashSet<String>();
        try (var zip = new ZipFile(file.toFile())) {
            return zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .filter(name -> !(seen.add(name) && bundle.has(name)))
                    .toList();
        }
    }

    Bundle bundle() {
        return bundle;
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
