package th.sala.signing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import th.sala.checking.CheckProgram;
import th.sala.files.ReaderLimits;
import th.sala.files.ReaderParts;
import th.sala.files.ReaderPool;
import th.sala.reader.Answer;
import th.sala.reader.Request;

/// Says of anybody's PDF what its signatures are worth, in a process that can do nothing else.
@Service
public class SignatureChecks implements AutoCloseable {
    private static final int HEAP = 512;
    private static final int FILES = 100;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /// Whoever comes behind so many others is asked to come again.
    private static final int MOST_AT_ONCE = 5;

    static final ReaderParts PARTS =
            new ReaderParts("checker", CheckProgram.class, CheckerLibraries.all());

    private final Supplier<Request.Check> question;
    private final ReaderPool pool;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    @Autowired
    SignatureChecks(
            Trust trust,
            @Value("${sala.data}") Path data,
            @Value("${sala.reader.time:20s}") Duration time) {
        this(trust::ofAnybody, new ReaderPool(data, PARTS, limits(time)));
    }

    /// @param question what a file is to be checked against
    SignatureChecks(Supplier<Request.Check> question, ReaderPool pool) {
        this.question = question;
        this.pool = pool;
    }

    static ReaderLimits limits(Duration time) {
        return new ReaderLimits(time, LONGEST, HEAP, FILES, 1);
    }

    /// Somebody will soon bring a file.
    public void prepare() {
        pool.prepare();
    }

    /// @return empty if too many others wait
    public Optional<Answer> check(Path file) {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(pool.ask(question.get(), file));
        } finally {
            places.release();
        }
    }

    /// The same for work of our own, which waits for its turn.
    Answer check(Path file, Request.Check asked) {
        return pool.ask(asked, file);
    }

    /// Ends the program; who waits for it is told.
    @Override
    public void close() {
        pool.close();
    }
}
