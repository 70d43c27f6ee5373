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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import th.sala.reader.Answer;
import th.sala.reader.Request;
import th.sala.reader.Trouble;
import th.sala.reader.Wire;

/// Reads PDFs that others made without letting them near this process: Java machines of their own,
/// with little memory, no rights and nothing they could open, read one after the other. What a file
/// does to its reader, the next file does not feel. Whoever asks waits for the answer; ADR 12 says
/// for how long.
@Service
public class PdfReaders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PdfReaders.class);
    private static final int MOST_WAITING = 100;

    /// After so long without work a reader is let go with its memory.
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final Path data;
    private final ReaderLimits limits;
    private final BlockingQueue<Task> tasks = new ArrayBlockingQueue<>(MOST_WAITING);
    private final List<Keeper> keepers = new ArrayList<>();
    private @Nullable ReaderProgram program;
    private volatile boolean closed;

    @Autowired
    PdfReaders(@Value("${sala.data}") Path data, @Value("${sala.reader.time:20s}") Duration time) {
        this(data, ReaderLimits.of(time));
    }

    PdfReaders(Path data, ReaderLimits limits) {
        this.data = data;
        this.limits = limits;
    }

    private record Task(Request request, Path file, CompletableFuture<Answer> answer) {}

    /// Whether it can be read, how many pages it has, and the first one's text.
    ///
    /// @throws UncheckedIOException if there is no such file or no reader can be started
    public Answer look(Path file) {
        return ask(new Request.Look(), file);
    }

    /// All pages' text, and what else is in it.
    ///
    /// @throws UncheckedIOException as [#look]
    public Answer read(Path file) {
        return ask(new Request.Read(), file);
    }

    /// One page as a picture.
    ///
    /// @param page from 1
    /// @throws UncheckedIOException as [#look]
    public Answer draw(Path file, int page) {
        return ask(new Request.Draw(page), file);
    }

    private Answer ask(Request request, Path file) {
        try {
            var size = Files.size(file);
            if (size == 0) {
                return new Answer.Empty();
            } else if (size > Wire.LARGEST_FILE) {
                return new Answer.Broken(Trouble.FILE_TOO_LARGE);
            }
            keep();
            var task = new Task(request, file, new CompletableFuture<>());
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
            program = ReaderProgram.install(data, limits);
        }
        while (!closed && keepers.size() < limits.atOnce()) {
            var keeper = new Keeper(program);
            keepers.add(keeper);
            Thread.ofPlatform().daemon(true).name("pdf-reader").start(keeper);
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
                task.answer.complete(warm().ask(task.request, task.file));
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
