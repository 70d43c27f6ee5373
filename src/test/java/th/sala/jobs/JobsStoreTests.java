package th.sala.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;

@SalaTest
class JobsStoreTests {
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired Jobs jobs;
    @Autowired JobRows rows;
    @Autowired JobRunner runner;
    @Autowired JdbcClient db;
    @Autowired DataSource dataSource;
    @Autowired JdbcConnectionDetails connection;
    @Autowired PlatformTransactionManager transactions;
    @Autowired ApplicationEventPublisher events;
    @Autowired Work work;

    @Test
    void runsOnceAtStartAndThenWhenWoken() {
        await().atMost(PATIENCE).until(() -> work.plain.get() == 1 && isIdle("test.plain"));

        jobs.now("test.plain");

        await().atMost(PATIENCE).until(() -> work.plain.get() == 2);
    }

    @Test
    void aWishCountsWhenItsTransactionCommits() {
        await().atMost(PATIENCE).until(() -> work.quiet.get() == 1 && isIdle("test.quiet"));
        var transaction = new TransactionTemplate(transactions);
        transaction.executeWithoutResult(status -> {
            jobs.now("test.quiet");
            status.setRollbackOnly();
        });
        var seen = new ArrayList<Integer>();

        transaction.executeWithoutResult(_ -> {
            jobs.now("test.quiet");
            // a wish of another job overtakes those of a transaction that is still open
            var before = work.marker.get();
            jobsOutside("test.marker");
            await().atMost(PATIENCE).until(() -> work.marker.get() > before);
            seen.add(work.quiet.get());
        });

        await().atMost(PATIENCE).until(() -> work.quiet.get() == 2);
        assertThat(seen).containsExactly(1);
    }

    private void jobsOutside(String name) {
        try {
            Thread.ofVirtual().start(() -> jobs.now(name)).join();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void aJobWokenWhileItRunsRunsAgain() throws InterruptedException {
        work.slowStarted.acquire();

        jobs.now("test.slow");
        await().atMost(PATIENCE).until(() -> isWanted("test.slow"));
        work.slowMayEnd.release();

        assertThat(
                        work.slowStarted.tryAcquire(
                                PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS))
                .as("began a second time")
                .isTrue();
        work.slowMayEnd.release();
    }

    @Test
    void aFailedJobIsTriedAgain() {
        await().atMost(PATIENCE).until(() -> work.failing.get() >= 3);
        await().atMost(PATIENCE).until(() -> failures("test.failing") == 0);
    }

    @Test
    void twoMachinesNeverRunOneJobAtOnce() {
        var elsewhere = new Jobs();
        try (var pool = poolOfAnotherMachine()) {
            var job = work.exclusiveJob(work.exclusiveElsewhere);
            var rowsElsewhere = new JobRows(JdbcClient.create(pool));
            var other = new JobRunner(List.of(job), pool, elsewhere, rowsElsewhere);
            other.start();
            try {
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> {
                            // whoever ran less often is woken alone every other time, so that both
                            // come by
                            elsewhere.now(job.name());
                            if (work.exclusive.get() <= work.exclusiveElsewhere.get()) {
                                jobs.now(job.name());
                            }
                            return Math.min(work.exclusive.get(), work.exclusiveElsewhere.get())
                                    >= 10;
                        });
                assertThat(work.atOnce.get()).as("most runs at once").isEqualTo(1);
            } finally {
                other.stop();
            }
        }
    }

    private HikariDataSource poolOfAnotherMachine() {
        var config = new HikariConfig();
        config.setJdbcUrl(connection.getJdbcUrl());
        config.setUsername(connection.getUsername());
        config.setPassword(connection.getPassword());
        config.setMaximumPoolSize(3);
        config.addDataSourceProperty("ApplicationName", "sala-second");
        return new HikariDataSource(config);
    }

    @Test
    void takesJobsBackFromMachinesThatAreGone() {
        await().atMost(PATIENCE).until(() -> isIdle("test.orphan"));
        // what a machine of another test left running
        rows.takeBackFromTheDead();
        pick("test.orphan", rows.machine());
        assertThat(rows.takeBackFromTheDead()).as("from a machine that lives").isZero();

        pick("test.orphan", "sala-that-was-killed");
        assertThat(rows.takeBackFromTheDead()).isEqualTo(1);
        await().atMost(PATIENCE).until(() -> work.orphan.get() == 2);
    }

    record SomethingHappened(String what) {}

    @Test
    void anEventWhoseListenerFailedComesAgain() {
        new TransactionTemplate(transactions)
                .executeWithoutResult(_ -> events.publishEvent(new SomethingHappened("to us")));
        await().atMost(PATIENCE).until(() -> work.heard.get() == 1);
        await().atMost(PATIENCE).until(() -> eventsIn("FAILED") == 1);

        jobs.now(EventJobs.NAME);
        await().atMost(PATIENCE).until(() -> isIdle(EventJobs.NAME));
        assertThat(work.heard.get()).as("too young to come again").isEqualTo(1);

        // as machines leave them that die before, in and after a listener
        var heard = 1;
        for (var status : List.of("FAILED", "PROCESSING", "PUBLISHED", "RESUBMITTED")) {
            var expected = ++heard;
            db.sql(AGE).param("status", status).update();
            jobs.now(EventJobs.NAME);
            await(status).atMost(PATIENCE).until(() -> work.heard.get() == expected);
            await(status).atMost(PATIENCE).until(() -> events() == 0 || eventsIn("FAILED") == 1);
            await(status).atMost(PATIENCE).until(() -> isIdle(EventJobs.NAME));
        }
        assertThat(events()).isZero();
    }

    private static final String AGE =
            """
            UPDATE events.event_publication
               SET status = :status, publication_date = now() - interval '2 minutes',
                   last_resubmission_date = CASE WHEN last_resubmission_date IS NOT NULL
                                                 THEN now() - interval '2 minutes' END
            """;

    private int events() {
        return db.sql("SELECT count(*) FROM events.event_publication")
                .query(Integer.class)
                .single();
    }

    private int eventsIn(String status) {
        return db.sql("SELECT count(*) FROM events.event_publication WHERE status = :status")
                .param("status", status)
                .query(Integer.class)
                .single();
    }

    private boolean isIdle(String job) {
        return db.sql(
                                "SELECT count(*) FROM jobs.job WHERE task_name = :job AND NOT picked"
                                        + " AND execution_time > now()")
                        .param("job", job)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    private boolean isWanted(String job) {
        return db.sql("SELECT wanted FROM jobs.job WHERE task_name = :job")
                .param("job", job)
                .query(Boolean.class)
                .single();
    }

    private int failures(String job) {
        return db.sql(
                        "SELECT coalesce(consecutive_failures, 0) FROM jobs.job WHERE task_name = :job")
                .param("job", job)
                .query(Integer.class)
                .single();
    }

    private void pick(String job, String machine) {
        db.sql(
                        "UPDATE jobs.job SET picked = true, picked_by = :machine, last_heartbeat = now()"
                                + " WHERE task_name = :job")
                .param("job", job)
                .param("machine", machine)
                .update();
    }

    static class Work {
        final AtomicInteger plain = new AtomicInteger();
        final AtomicInteger quiet = new AtomicInteger();
        final AtomicInteger marker = new AtomicInteger();
        final AtomicInteger failing = new AtomicInteger();
        final AtomicInteger orphan = new AtomicInteger();
        final AtomicInteger heard = new AtomicInteger();
        final Semaphore slowStarted = new Semaphore(0);
        final Semaphore slowMayEnd = new Semaphore(0);
        final AtomicInteger exclusive = new AtomicInteger();
        final AtomicInteger exclusiveElsewhere = new AtomicInteger();
        final AtomicInteger running = new AtomicInteger();
        final AtomicInteger atOnce = new AtomicInteger();

        /// @param runs counts those of one machine
        RecurringJob exclusiveJob(AtomicInteger runs) {
            return new RecurringJob("test.exclusive", NEVER, () -> runAlone(runs));
        }

        private void runAlone(AtomicInteger runs) {
            var now = running.incrementAndGet();
            atOnce.accumulateAndGet(now, Math::max);
            runs.incrementAndGet();
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
            running.decrementAndGet();
        }

        void slow() {
            slowStarted.release();
            slowMayEnd.acquireUninterruptibly();
        }

        void fail() {
            if (failing.incrementAndGet() < 3) {
                throw new IllegalStateException("fails twice, for the test");
            }
        }
    }

    /// Apart from the rest, because listeners are proxied.
    static class Listener {
        private final Work work;

        Listener(Work work) {
            this.work = work;
        }

        @ApplicationModuleListener
        void on(SomethingHappened event) {
            if (work.heard.incrementAndGet() <= 4) {
                throw new IllegalStateException(
                        "fails, for the test, on what happened " + event.what());
            }
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class TestJobs {
        @Bean
        Work work() {
            return new Work();
        }

        @Bean
        Listener listener(Work work) {
            return new Listener(work);
        }

        @Bean
        RecurringJob plain(Work work) {
            return new RecurringJob("test.plain", NEVER, work.plain::incrementAndGet);
        }

        @Bean
        RecurringJob quiet(Work work) {
            return new RecurringJob("test.quiet", NEVER, work.quiet::incrementAndGet);
        }

        @Bean
        RecurringJob marker(Work work) {
            return new RecurringJob("test.marker", NEVER, work.marker::incrementAndGet);
        }

        @Bean
        RecurringJob orphan(Work work) {
            return new RecurringJob("test.orphan", NEVER, work.orphan::incrementAndGet);
        }

        @Bean
        RecurringJob failing(Work work) {
            return new RecurringJob("test.failing", NEVER, work::fail);
        }

        @Bean
        RecurringJob slow(Work work) {
            return new RecurringJob("test.slow", NEVER, work::slow);
        }

        @Bean
        RecurringJob exclusive(Work work) {
            return work.exclusiveJob(work.exclusive);
        }
    }
}
