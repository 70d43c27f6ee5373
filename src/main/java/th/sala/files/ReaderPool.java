package th.sala.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import th.sala.reader.Answer;
import th.sala.reader.Request;
import th.sala.reader.Trouble;
import th.sala.reader.Wire;

/// Programs of their own, with little memory, no rights and nothing they could open, that look at
/// files others made, one after the other. What a file does to one, the next file does not feel.
/// Whoever asks waits for the answer; ADR 12 says for how long.
public final class ReaderPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReaderPool.class);
    private static final int MOST_WAITING = 100;

    /// After so long without work a reader is let go with its memory.
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final Path data;
    private final ReaderParts parts;
    private final ReaderLimits limits;
    private final BlockingQueue<Task> tasks = new ArrayBlockingQueue<>(MOST_WAITING);
    private final List<Keeper> keepers = new ArrayList<>();
    private @Nullable ReaderProgram program;
    private volatile boolean closed;

    /// Starts none before the first file.
    ///
    /// @param data the folder where they find their program
    public ReaderPool(Path data, ReaderParts parts, ReaderLimits limits) {
        this.data = data;
        this.parts = parts;
        this.limits = limits;
    }

    /// @param piece nothing if only a reader is to be ready
    private record Task(@Nullable Piece piece, CompletableFuture<Answer> answer) {}

    private record Piece(Request request, Path file) {}

    /// Has a reader ready for the file that comes soon. Does not wait for it.
    public void prepare() {
        try {
            keep();
            tasks.offer(new Task(null, new CompletableFuture<>()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// @throws UncheckedIOException if there is no such file or no reader can be started
    public Answer ask(Request request, Path file) {
        try {
            var size = Files.size(file);
            if (size == 0) {
                return new Answer.Empty();
            } else if (size > Wire.LARGEST_FILE) {
                return new Answer.Broken(Trouble.FILE_TOO_LARGE);
            }
            keep();
            var task = new Task(new Piece(request, file), new CompletableFuture<>());
            tasks.put(task);
            if (closed) {
                task.answer.completeExceptionally(new IOException("closed"));
            }
            return task.answer.join();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (CompletionException failed) {
            throw new UncheckedIOException(new IOException("cannot read PDFs", failed.getCause()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while a PDF was read"));
        }
    }

    private synchronized void keep() throws IOException, InterruptedException {
        if (program == null) {
            program = ReaderProgram.install(data, parts, limits);
        }
        while (!closed && keepers.size() < limits.atOnce()) {
            var keeper = new Keeper(program);
            keepers.add(keeper);
            Thread.ofPlatform().daemon(true).name("pdf-" + parts.name()).start(keeper);
        }
    }

    /// Ends the readers; who waits for one is told.
    @Override
    public synchronized void close() {
        closed = true;
        keepers.forEach(Keeper::end);
        keepers.clear();
        var left = new ArrayList<Task>();
        tasks.drainTo(left);
        left.forEach(task -> task.answer.completeExceptionally(new IOException("closed")));
    }

    /// The thread that one reader after the other hangs on: its end would be theirs.
    private final class Keeper implements Runnable {
        private final ReaderProgram program;
        private volatile @Nullable Thread thread;
        private volatile @Nullable ReaderProcess reader;

        private Keeper(ReaderProgram program) {
            this.program = program;
        }

        @Override
        public void run() {
            thread = Thread.currentThread();
            try {
                while (!closed) {
                    var task = tasks.poll(IDLE.toSeconds(), TimeUnit.SECONDS);
                    if (task == null) {
                        letGo();
                    } else {
                        serve(task);
                    }
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } finally {
                letGo();
            }
        }

        private void serve(Task task) throws InterruptedException {
            try {
                var ready = warm();
                var piece = task.piece;
                if (piece != null) {
                    task.answer.complete(ready.ask(piece.request, piece.file));
                }
            } catch (IOException | RuntimeException failed) {
                LOG.error("a PDF could not be read", failed);
                task.answer.completeExceptionally(failed);
                letGo();
            } catch (InterruptedException stopped) {
                task.answer.completeExceptionally(stopped);
                throw stopped;
            }
            var used = reader;
            if (used != null && used.isSpent()) {
                letGo();
            }
        }

        private ReaderProcess warm() throws IOException, InterruptedException {
            var current = reader;
            if (current == null || current.isSpent()) {
                letGo();
                current = ReaderProcess.start(program, limits);
                reader = current;
                if (closed) {
                    // whoever closed may not have seen this one
                    throw new IOException("closed");
                }
            }
            return current;
        }

        private void letGo() {
            var current = reader;
            if (current != null) {
                current.close();
                reader = null;
            }
        }

        /// From another thread: the reader's end ends who waits for its answer.
        private void end() {
            var own = thread;
            if (own != null) {
                own.interrupt();
            }
            letGo();
        }
    }
}
