package th.sala.files;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import th.sala.reader.Answer;
import th.sala.reader.Request;
import th.sala.reader.Trouble;
import th.sala.reader.Wire;

/// One reader at work: asked about one file after the other, killed if it takes too long, and given
/// up after anything but a plain answer.
final class ReaderProcess implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(ReaderProcess.class);
    private static final Duration START = Duration.ofMinutes(1);
    private static final Duration LAST_MOMENT = Duration.ofSeconds(3);

    /// How a Java machine ends that ran out of memory and was told to.
    private static final int OUT_OF_MEMORY = 3;

    private final Process process;
    private final ReaderLimits limits;
    private final DataOutputStream out;
    private final DataInputStream in;
    private int asked;
    private boolean spent;
    private volatile boolean closed;

    private ReaderProcess(Process process, ReaderLimits limits) {
        this.process = process;
        this.limits = limits;
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    }

    /// Starts one and waits until it is warm. It ends with the calling thread.
    static ReaderProcess start(ReaderProgram program, ReaderLimits limits)
            throws IOException, InterruptedException {
        var reader = new ReaderProcess(program.start(), limits);
        try (var _ = reader.watch(START, START)) {
            Wire.awaitReady(reader.in);
            program.seal(reader.process);
            return reader;
        } catch (IOException | RuntimeException | InterruptedException failed) {
            reader.close();
            throw failed;
        }
    }

    /// @return a trouble also if the reader did not survive the file
    /// @throws IOException if the file cannot be read from the disk, or the reader was closed
    ///   meanwhile: nothing is known of the file then
    Answer ask(Request request, Path file) throws IOException {
        asked++;
        spent = asked >= limits.files();
        var size = Files.size(file);
        try (var content = new FromDisk(Files.newInputStream(file));
                var watch = watch(limits.timeFor(request), limits.longest())) {
            try {
                Wire.ask(out, request, content, size);
                var answer = Wire.answer(in);
                watch.close();
                spent |= watch.isLate() || answer instanceof Answer.Broken;
                return answer;
            } catch (FromDisk.Failed failed) {
                spent = true;
                throw failed;
            } catch (IOException ended) {
                spent = true;
                return new Answer.Broken(why(watch));
            }
        }
    }

    /// What goes wrong while the file is read here, and not there.
    private static final class FromDisk extends FilterInputStream {
        private static final class Failed extends IOException {
            Failed(IOException cause) {
                super(cause);
            }
        }

        FromDisk(InputStream file) {
            super(file);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                return super.read(bytes, from, length);
            } catch (IOException failed) {
                throw new Failed(failed);
            }
        }
    }

    private Trouble why(Watch watch) throws IOException {
        // one that ran out of memory says so by its status, a moment after its last word
        process.onExit()
                .completeOnTimeout(process, LAST_MOMENT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        process.destroyForcibly();
        var status = process.onExit().join().exitValue();
        LOG.warn("a reader of PDFs ended with {}, late: {}", status, watch.isLate());
        if (watch.isLate()) {
            return Trouble.TOO_SLOW;
        }
        if (closed) {
            throw new IOException("the reader was stopped");
        }
        return status == OUT_OF_MEMORY ? Trouble.TOO_LARGE : Trouble.CRASHED;
    }

    /// Whether another should take its place.
    boolean isSpent() {
        return spent || !process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        closed = true;
        process.destroyForcibly();
    }

    private Watch watch(Duration time, Duration longest) {
        var used = used();
        var end = System.nanoTime() + longest.toNanos();
        var watch =
                new Watch(
                        () -> used().minus(used).compareTo(time) > 0 || System.nanoTime() > end,
                        process::destroyForcibly);
        watch.over(process);
        return watch;
    }

    private Duration used() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
