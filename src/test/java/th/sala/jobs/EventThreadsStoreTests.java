package th.sala.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.agencies.TestClock;

@SalaTest
class EventThreadsStoreTests {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int EVENTS = 6;
    private static final int AT_ONCE = 2;

    record MuchArrived(int number) {}

    @Autowired ApplicationEventPublisher events;
    @Autowired TransactionTemplate transaction;
    @Autowired List<RecurringJob> jobs;
    @Autowired JdbcClient db;
    @Autowired TestClock clock;
    @Autowired Heavy heavy;

    @Test
    void fewListenersReadAtOnceAndNoneHearsTwiceWhatIsUnderWay() {
        for (int i = 0; i < EVENTS; i++) {
            var event = new MuchArrived(i);
            transaction.executeWithoutResult(_ -> events.publishEvent(event));
        }
        await().atMost(PATIENCE).until(() -> heavy.running.get() == AT_ONCE);

        clock.on(DAY.plusDays(1));
        resubmit();
        heavy.mayEnd.release(10 * EVENTS);

        await().atMost(PATIENCE).until(() -> publications() == 0 && heavy.running.get() == 0);
        assertThat(heavy.heard).hasSize(EVENTS).doesNotHaveDuplicates();
        assertThat(heavy.mostAtOnce.get()).isEqualTo(AT_ONCE);
    }

    private void resubmit() {
        jobs.stream()
                .filter(job -> job.name().equals(EventJobs.NAME))
                .forEach(job -> job.work().run());
    }

    private int publications() {
        return db.sql("SELECT count(*) FROM events.event_publication")
                .query(Integer.class)
                .single();
    }

    static class Heavy {
        final Semaphore mayEnd = new Semaphore(0);
        final AtomicInteger running = new AtomicInteger();
        final AtomicInteger mostAtOnce = new AtomicInteger();
        final Queue<Integer> heard = new ConcurrentLinkedQueue<>();

        void hear(int number) {
            mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
            mayEnd.acquireUninterruptibly();
            heard.add(number);
            running.decrementAndGet();
        }
    }

    /// Apart from the rest, because listeners are proxied.
    static class Listener {
        private final Heavy heavy;

        Listener(Heavy heavy) {
            this.heavy = heavy;
        }

        @Async(EventThreads.HEAVY)
        @TransactionalEventListener
        void on(MuchArrived event) {
            heavy.hear(event.number());
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Beans {
        @Bean
        Heavy heavy() {
            return new Heavy();
        }

        @Bean
        Listener listener(Heavy heavy) {
            return new Listener(heavy);
        }

        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock(DAY);
        }
    }
}
