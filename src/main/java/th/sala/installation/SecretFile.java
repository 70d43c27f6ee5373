package th.sala.installation;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Files that only their owner reads, written whole or not at all.
final class SecretFile {
    private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);

    private SecretFile() {}

    /// Makes the folder if it is missing, for the owner only; one that is there stays as it is.
    static void folder(Path folder) throws IOException {
        Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /// Writes the file anew, and its folder if that is missing.
    static void write(Path file, byte[] content) throws IOException {
        Files.move(beside(file, content), file, StandardCopyOption.ATOMIC_MOVE);
        settle(file);
    }

    /// Writes the file unless somebody else already has: of several at once, one is the first.
    static void writeFirst(Path file, byte[] content) throws IOException {
        var fresh = beside(file, content);
        try {
            Files.createLink(file, fresh);
            settle(file);
        } catch (FileAlreadyExistsException other) {
            LOG.debug("{} is there already", file);
        } finally {
            Files.delete(fresh);
        }
    }

    private static Path beside(Path file, byte[] content) throws IOException {
        var folder = Objects.requireNonNull(file.getParent());
        folder(folder);
        var only =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var fresh = Files.createTempFile(folder, ".new", "", only);
        Files.write(fresh, content, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        return fresh;
    }

    /// The name too is on the disk.
    private static void settle(Path file) throws IOException {
        try (var folder = FileChannel.open(Objects.requireNonNull(file.getParent()))) {
            folder.force(true);
        }
    }
}
