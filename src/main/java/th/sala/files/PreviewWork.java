package th.sala.files;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import th.sala.database.AgencyScope;
import th.sala.jobs.RecurringJob;
import th.sala.reader.Answer;
import th.sala.thai.ThaiText;

/// Reads and draws what is due, one piece after the other, so that a reader is left for mail that
/// comes in. A reading may be repeated: it says the same.
@Service
class PreviewWork {
    static final String JOB = "files.preview";

    /// What a file, or a page, is given up with that never came to an end.
    static final String GIVEN_UP = "files.pdf.given-up";

    /// What a file, or a page, is given up with that could not be worked at for so long.
    static final String STALLED = "files.pdf.stalled";

    private static final Logger LOG = LoggerFactory.getLogger(PreviewWork.class);
    private static final Duration PERIOD = Duration.ofSeconds(30);
    private static final int MOST_ATTEMPTS = 3;
    private static final Duration LONGEST_STALL = Duration.ofDays(1);

    private final Readings readings;
    private final PdfReaders readers;
    private final FileStore store;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PreviewWork(
            Readings readings,
            PdfReaders readers,
            FileStore store,
            TransactionOperations transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.readings = readings;
        this.readers = readers;
        this.store = store;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /// Until nothing is due, or a whole round brought nothing to its end.
    void work() {
        for (var pieces = due(); !pieces.isEmpty(); pieces = due()) {
            var ended = pieces.stream().filter(this::isDone).count();
            if (ended == 0) {
                return;
            }
        }
    }

    private List<Readings.Piece> due() {
        return AgencyScope.everywhere(
                () -> transactions.execute(_ -> readings.due(clock.instant())));
    }

    private boolean isDone(Readings.Piece piece) {
        try {
            return AgencyScope.within(
                    piece.agency(),
                    () -> {
                        work(piece);
                        return true;
                    });
        } catch (UncheckedIOException ours) {
            LOG.error("a preview was no attempt and will be tried again", ours);
            takeBack(piece);
            return false;
        } catch (RuntimeException failed) {
            LOG.error("a preview failed and will be tried again", failed);
            return false;
        }
    }

    /// A stop or a disk's error is no fault of the file. It is also said while everything stops.
    private void takeBack(Readings.Piece piece) {
        var isStopping = Thread.interrupted();
        try {
            var now = clock.instant();
            AgencyScope.within(
                    piece.agency(),
                    () -> {
                        if (isStopping) {
                            enter(() -> readings.takeBack(piece, now));
                        } else {
                            stall(piece, now);
                        }
                    });
        } finally {
            if (isStopping) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// A file that is gone never comes back, and somebody waits for it.
    private void stall(Readings.Piece piece, Instant now) {
        transactions
                .execute(_ -> readings.stall(piece, now))
                .filter(since -> since.plus(LONGEST_STALL).isBefore(now))
                .ifPresent(_ -> trouble(piece, STALLED));
    }

    private void work(Readings.Piece piece) {
        var attempts = transactions.execute(_ -> readings.begin(piece)).orElse(0);
        if (attempts > MOST_ATTEMPTS) {
            trouble(piece, GIVEN_UP);
        } else if (attempts > 0) {
            var file = store.path(piece.sha256());
            keep(piece, piece.page() == 0 ? readers.read(file) : readers.draw(file, piece.page()));
        }
    }

    private void keep(Readings.Piece piece, Answer answer) {
        switch (answer) {
            case Answer.Readable readable -> enter(() -> keepReading(piece, readable));
            case Answer.Picture(var width, var height, var png, var isWhole) -> {
                var kept = store.keep(png);
                enter(() -> readings.drawn(piece, kept.sha256(), width, height, isWhole));
            }
            case Answer.Unreadable no -> trouble(piece, no.key());
            case Answer.Checked _, Answer.Copied _, Answer.Sheets _ ->
                    throw new IllegalStateException("nobody asked for that");
        }
    }

    private void keepReading(Readings.Piece piece, Answer.Readable readable) {
        var features = readable.features().stream().sorted().map(Enum::name).toList();
        readings.read(piece, readable.pages(), features, readable.cut());
        for (int i = 0; i < readable.texts().size(); i++) {
            readings.text(piece, i + 1, ThaiText.normaliseLines(readable.texts().get(i)));
        }
        readings.wantPages(piece.agency(), piece.sha256(), 1, 1, clock.instant());
        events.publishEvent(new PdfRead(piece.agency(), piece.sha256()));
    }

    private void trouble(Readings.Piece piece, String key) {
        enter(() -> {
            readings.troubled(piece, key);
            if (piece.page() == 0) {
                events.publishEvent(new PdfRead(piece.agency(), piece.sha256()));
            }
        });
    }

    private void enter(Runnable change) {
        transactions.executeWithoutResult(_ -> change.run());
    }

    @Configuration(proxyBeanMethods = false)
    static class Work {
        @Bean
        RecurringJob previewing(PreviewWork previews) {
            return new RecurringJob(JOB, PERIOD, previews::work);
        }
    }
}
