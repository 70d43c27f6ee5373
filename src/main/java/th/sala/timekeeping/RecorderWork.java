package th.sala.timekeeping;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.database.AgencyScope;
import th.sala.files.FileStore;
import th.sala.jobs.RecurringJob;
import th.sala.law.Refusal;
import th.sala.timekeeping.Recorders.Recorder;
import th.sala.timekeeping.Recorders.TimeFile;

/// Takes files of recorders over, piece by piece, each in a transaction that says how far it got:
/// cut off anywhere it goes on from there, and a mark that is there already is not made again.
@Service
class RecorderWork {
    static final String JOB = "timekeeping.files";
    private static final Logger LOG = LoggerFactory.getLogger(RecorderWork.class);
    private static final Duration PERIOD = Duration.ofSeconds(20);
    private static final int AT_ONCE = 20;
    private static final int PIECE = 1_000;

    private final Recorders recorders;
    private final RecorderDesk desk;
    private final TimekeepingEvidence evidence;
    private final FileStore store;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RecorderWork(
            Recorders recorders,
            RecorderDesk desk,
            TimekeepingEvidence evidence,
            FileStore store,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.recorders = recorders;
        this.desk = desk;
        this.evidence = evidence;
        this.store = store;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    void run() {
        for (var file : running()) {
            AgencyScope.within(file.agency(), () -> work(file));
        }
    }

    private List<TimeFile> running() {
        return AgencyScope.everywhere(() -> inTransaction(() -> recorders.running(AT_ONCE)));
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }

    private void work(TimeFile file) {
        try {
            take(file);
            end(file, TimeFile.State.DONE);
        } catch (Refusal refused) {
            LOG.warn("file {} cannot be taken over: {}", file.id(), refused.key());
            end(file, TimeFile.State.FAILED);
        } catch (RuntimeException failed) {
            LOG.error("file {} fell over and will be tried again", file.id(), failed);
        }
    }

    private void take(TimeFile file) {
        var recorder =
                inTransaction(() -> recorders.find(file.agency(), file.recorder()).orElseThrow());
        if (!recorder.layout().toString().equals(file.mapping())) {
            throw new RecorderDesk.Otherwise();
        }
        var piece = new ArrayList<RecorderFile.Line.Good>();
        desk.reader(file.agency(), recorder)
                .read(
                        store.path(file.sha256()),
                        line -> {
                            if (line.number() > file.atLine()
                                    && line instanceof RecorderFile.Line.Good good) {
                                piece.add(good);
                                if (piece.size() == PIECE) {
                                    put(file, recorder, piece);
                                    piece.clear();
                                }
                            }
                        });
        if (!piece.isEmpty()) {
            put(file, recorder, piece);
        }
    }

    private void put(TimeFile file, Recorder recorder, List<RecorderFile.Line.Good> piece) {
        transaction.executeWithoutResult(_ -> {
            var added = recorders.addMarks(file, recorder.name(), piece, clock.instant());
            recorders.went(file.agency(), file.id(), piece.getLast().number(), added);
        });
    }

    private void end(TimeFile file, TimeFile.State state) {
        transaction.executeWithoutResult(_ -> {
            if (recorders.end(file.agency(), file.id(), state, clock.instant())) {
                recorders.file(file.agency(), file.id()).ifPresent(evidence::done);
            }
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        RecurringJob recorderFiles(RecorderWork work) {
            return new RecurringJob(JOB, PERIOD, work::run);
        }
    }
}
