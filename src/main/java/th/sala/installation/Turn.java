package th.sala.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Work that one thread of one process on this machine does at a time, by a file that is locked.
final class Turn {
    /// A file lock keeps other processes away and no threads of our own.
    private static final ReentrantLock HERE = new ReentrantLock();

    private Turn() {}

    static <T> T alone(Path lock, Supplier<T> work) {
        HERE.lock();
        try {
            SecretFile.folder(Objects.requireNonNull(lock.getParent()));
            try (var channel =
                            FileChannel.open(
                                    lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                return work.get();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot lock " + lock, failed);
        } finally {
            HERE.unlock();
        }
    }
}
