package th.sala.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Runs the jobs that modules declared, by db-scheduler over the database: of all machines one
/// picks a job that is due, says that it is alive while it works, and if it is not, another takes
/// over.
@Component
class JobRunner implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    /// How soon another machine notices a job that was woken here.
    private static final Duration POLL = Duration.ofSeconds(1);

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);
    private static final int REFERENCE_DIGITS = 8;

    /// Taking and fetching in one statement, up to as many as may run.
    private static final double FETCH_BELOW = 0.5;

    private static final double FETCH_UP_TO = 1.0;

    private final List<RecurringJob> jobs;
    private final DataSource dataSource;
    private final Jobs wishes;
    private final JobRows rows;
    private volatile @Nullable Scheduler scheduler;
    private @Nullable Thread waker;

    JobRunner(List<RecurringJob> jobs, DataSource dataSource, Jobs wishes, JobRows rows) {
        this.jobs = List.copyOf(jobs);
        this.dataSource = dataSource;
        this.wishes = wishes;
        this.rows = rows;
        var names = jobs.stream().map(RecurringJob::name).distinct().count();
        if (names != jobs.size()) {
            throw new IllegalStateException("two jobs of one name: " + jobs);
        }
    }

    @Override
    public synchronized void start() {
        rows.takeBackFromTheDead();
        var started = build();
        started.start();
        scheduler = started;
        waker = Thread.ofVirtual().name("job-waker").start(() -> heedWishes(started));
    }

    /// Begins no more runs and waits a while for those under way; what is cut off is begun anew.
    @Override
    public synchronized void stop() {
        if (waker != null) {
            waker.interrupt();
            waker = null;
        }
        if (scheduler != null) {
            scheduler.stop();
            scheduler = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }

    private Scheduler build() {
        var tasks = new ArrayList<RecurringTask<?>>();
        for (var job : jobs) {
            tasks.add(task(job));
        }
        return Scheduler.create(dataSource)
                .startTasks(tasks)
                .tableName(JobRows.TABLE)
                .schedulerName(new SchedulerName.Fixed(rows.machine()))
                .threads(Math.max(1, jobs.size()))
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .pollingInterval(POLL)
                .pollUsingLockAndFetch(FETCH_BELOW, FETCH_UP_TO)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(STOP)
                .failureLogging(LogLevel.OFF, false)
                .addSchedulerListener(new LooksAgain())
                .build();
    }

    private RecurringTask<Void> task(RecurringJob job) {
        return Tasks.recurring(job.name(), FixedDelay.of(job.period()))
                .onFailure(JobRunner::tryAgain)
                .onDeadExecutionRevive()
                .execute((_, _) -> run(job));
    }

    /// All lines that one run logs carry the same reference.
    private static void run(RecurringJob job) {
        var number = ThreadLocalRandom.current().nextInt();
        var reference = HexFormat.of().toHexDigits(number, REFERENCE_DIGITS);
        try (var _ = MDC.putCloseable("reference", reference)) {
            try {
                job.work().run();
            } catch (RuntimeException | Error failed) {
                LOG.error("job {} failed and will be tried again", job.name(), failed);
                throw failed;
            }
        }
    }

    /// After 1, 2, 4 … seconds, at most a minute: however long the job's period, a short trouble
    /// delays it little.
    private static void tryAgain(ExecutionComplete failed, ExecutionOperations<Void> operations) {
        operations.reschedule(
                failed,
                failed.getTimeDone().plus(delay(failed.getExecution().consecutiveFailures)));
    }

    /// @param before how many runs had failed in a row before this one
    static Duration delay(int before) {
        var doubled = Duration.ofSeconds(1L << Math.min(before, 30));
        return doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY;
    }

    private void heedWishes(Scheduler started) {
        try {
            while (true) {
                var names = wishes.takeWishes();
                try {
                    if (rows.want(names) < names.size()) {
                        LOG.error("no job of one of the names {}", names);
                    }
                    started.triggerCheckForDueExecutions();
                } catch (DataAccessException down) {
                    if (Thread.currentThread().isInterrupted()) {
                        return;
                    }
                    LOG.warn("could not wake {}; they run at their own time", names, down);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// A run that ended under a wish is due again, so look at once.
    private final class LooksAgain extends AbstractSchedulerListener {
        @Override
        public void onExecutionComplete(ExecutionComplete complete) {
            var current = scheduler;
            if (current != null) {
                current.triggerCheckForDueExecutions();
            }
        }
    }
}
