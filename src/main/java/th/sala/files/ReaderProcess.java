package th.sala.files;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
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
    private static final Duration GLANCE = Duration.ofMillis(50);

    /// How a Java machine ends that ran out of memory and was told to.
    private static final int OUT_OF_MEMORY = 3;

    private final Process process;
    private final ReaderLimits limits;
    private final DataOutputStream out;
    private final DataInputStream in;
    private int asked;
    private boolean spent;

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
    /// @throws IOException if there is no such file
    Answer ask(Request request, Path file) throws IOException {
        asked++;
        spent = asked >= limits.files();
        try (var content = Files.newInputStream(file)) {
            var size = Files.size(file);
            try (var watch = watch(limits.timeFor(request), limits.longest())) {
                try {
                    Wire.ask(out, request, content, size);
                    var answer = Wire.answer(in);
                    spent |= answer instanceof Answer.Broken;
                    return answer;
                } catch (IOException ended) {
                    spent = true;
                    return new Answer.Broken(why(watch));
                }
            }
        }
    }

    private Trouble why(Watch watch) {
        // one that ran out of memory says so by its status, a moment after its last word
        process.onExit()
                .completeOnTimeout(process, LAST_MOMENT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        process.destroyForcibly();
        var status = process.onExit().join().exitValue();
        LOG.warn("a reader of PDFs ended with {}, late: {}", status, watch.late);
        if (watch.late) {
            return Trouble.TOO_SLOW;
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
        process.destroyForcibly();
    }

    private Watch watch(Duration time, Duration longest) {
        var watch = new Watch(time, longest);
        watch.thread = Thread.ofVirtual().name("pdf-watch").start(watch);
        return watch;
    }

    /// Kills the reader when its time is over; its silence then ends who waits for it.
    private final class Watch implements Runnable, AutoCloseable {
        private final Duration used = used();
        private final Duration time;
        private final long end;
        private volatile boolean late;
        private Thread thread = Thread.currentThread();

        private Watch(Duration time, Duration longest) {
            this.time = time;
            this.end = System.nanoTime() + longest.toNanos();
        }

        @Override
        public void run() {
            try {
                while (!process.waitFor(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    if (isOver()) {
                        late = true;
                        process.destroyForcibly();
                    }
                }
            } catch (InterruptedException answered) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean isOver() {
            return used().minus(used).compareTo(time) > 0 || System.nanoTime() > end;
        }

        private Duration used() {
            return process.info().totalCpuDuration().orElse(Duration.ZERO);
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
