package th.sala.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Objects;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/// The content-addressed store on disk: `DATA/files/ab/cd/abcd…`. The same bytes are kept once. Who
/// may read a file is decided by the record that names it, never here.
@Service
public class FileStore {
    private static final int BUFFER = 64 * 1024;

    private final Path root;

    FileStore(@Value("${sala.data}") Path data) throws IOException {
        this.root = data.resolve("files");
        Files.createDirectories(root.resolve("incoming"));
    }

    /// Keeps the bytes and answers only when they are durably on disk.
    ///
    /// @param limit the most bytes to accept
    /// @throws TooLarge if there are more; nothing is kept
    public StoredFile keep(InputStream content, long limit) {
        try {
            var fresh = Files.createTempFile(root.resolve("incoming"), "file", "");
            try {
                return keep(content, limit, fresh);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot keep a file", failed);
        }
    }

    private StoredFile keep(InputStream content, long limit, Path fresh) throws IOException {
        var digest = DigestUtils.getSha256Digest();
        long size = 0;
        try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE);
                var out = java.nio.channels.Channels.newOutputStream(channel)) {
            var buffer = new byte[BUFFER];
            for (int read; (read = content.read(buffer)) >= 0; ) {
                size += read;
                if (size > limit) {
                    throw new TooLarge(limit);
                }
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
            channel.force(true);
        }
        var name = HexFormat.of().formatHex(digest.digest());
        var target = path(name);
        var folder = Objects.requireNonNull(target.getParent());
        makeDurably(folder);
        if (!Files.exists(target)) {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        }
        // also if somebody else has just moved it there and is not that far yet
        force(folder);
        return new StoredFile(name, size);
    }

    /// One at a time, so that nobody relies on a folder that another has made but not yet forced.
    private synchronized void makeDurably(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            force(Objects.requireNonNull(folder.getParent()));
            force(root);
        }
    }

    public StoredFile keep(byte[] content) {
        return keep(new java.io.ByteArrayInputStream(content), Long.MAX_VALUE);
    }

    /// @throws UncheckedIOException if the store has no such file
    public InputStream open(String sha256) {
        try {
            return Files.newInputStream(path(sha256));
        } catch (IOException missing) {
            throw new UncheckedIOException("the store lacks " + sha256, missing);
        }
    }

    public byte[] bytes(String sha256) {
        try {
            return Files.readAllBytes(path(sha256));
        } catch (IOException missing) {
            throw new UncheckedIOException("the store lacks " + sha256, missing);
        }
    }

    public void copy(String sha256, OutputStream out) throws IOException {
        Files.copy(path(sha256), out);
    }

    /// Where the file lies, for a reader outside this process.
    ///
    /// @throws IllegalArgumentException unless `sha256` is one
    public Path path(String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256");
        }
        return root.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2, 4)).resolve(sha256);
    }

    private static void force(Path folder) throws IOException {
        try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
