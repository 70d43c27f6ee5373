package th.sala.mail;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import th.sala.database.AgencyScope;
import th.sala.files.FileStore;

/// Has each active outside mailbox read, by one process of the installation: whoever has its lease.
/// Follows changes of the settings; what a dying process read is taken over when its lease ends.
@Component
@EnableConfigurationProperties(OutsideMailSettings.class)
class MailboxReader implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(MailboxReader.class);
    private static final int AT_ONCE = 4;
    private static final Duration STOP = Duration.ofSeconds(8);

    private final OutsideMailSettings settings;
    private final MailboxWork work;
    private final FileStore files;
    private final SmtpSettings smtp;
    private final Clock clock;
    private final OutboxBell bell = new OutboxBell();
    private @Nullable Running running;

    private record Running(
            ScheduledExecutorService watch,
            Map<UUID, Read> readings,
            Thread dispatcher,
            CountDownLatch stopped) {}

    private record Read(MailboxReading reading, Thread thread) {}

    MailboxReader(
            OutsideMailSettings settings,
            MailboxWork work,
            FileStore files,
            SmtpSettings smtp,
            Clock clock) {
        this.settings = settings;
        this.work = work;
        this.files = files;
        this.smtp = smtp;
        this.clock = clock;
    }

    /// Settings have changed.
    void look() {
        bell.ring();
    }

    @Override
    public synchronized void start() {
        if (!settings.enabled()) {
            return;
        }
        var watch =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("mailbox-watch").factory());
        var shared =
                new MailboxReading.Shared(
                        settings,
                        work,
                        files,
                        smtp.maxSize().toBytes(),
                        new Semaphore(AT_ONCE, true),
                        watch,
                        clock);
        var readings = new ConcurrentHashMap<UUID, Read>();
        var stopped = new CountDownLatch(1);
        var dispatcher =
                Thread.ofVirtual()
                        .name("mailboxes")
                        .start(() -> dispatch(shared, readings, stopped));
        running = new Running(watch, readings, dispatcher, stopped);
    }

    private void dispatch(
            MailboxReading.Shared shared, Map<UUID, Read> readings, CountDownLatch stopped) {
        try {
            while (stopped.getCount() > 0) {
                try {
                    follow(shared, readings);
                } catch (RuntimeException down) {
                    LOG.warn("outside mailboxes cannot be looked up, trying again: {}", kind(down));
                }
                bell.await(shortest(settings.look(), settings.lease().dividedBy(4)));
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static String kind(RuntimeException failed) {
        return failed.getClass().getSimpleName();
    }

    private static Duration shortest(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /// Ends the readings of what changed or is another's now, and begins those that are missing.
    private void follow(MailboxReading.Shared shared, Map<UUID, Read> readings) {
        var wanted =
                AgencyScope.everywhere(work::toRead).stream()
                        .collect(Collectors.toMap(OutsideMailbox::id, Function.identity()));
        for (var read : List.copyOf(readings.values())) {
            var reading = read.reading();
            var still = wanted.get(reading.mailbox().id());
            if (still == null
                    || !still.changedAt().equals(reading.mailbox().changedAt())
                    || reading.isStopped()
                    || !extend(reading)) {
                end(List.of(read));
                readings.remove(reading.mailbox().id());
            }
        }
        for (var mailbox : wanted.values()) {
            if (!readings.containsKey(mailbox.id())) {
                begin(shared, mailbox, readings);
            }
        }
    }

    private boolean extend(MailboxReading reading) {
        var mailbox = reading.mailbox();
        return AgencyScope.within(
                mailbox.agency(), () -> work.extend(mailbox, reading.lease(), settings.lease()));
    }

    private void begin(
            MailboxReading.Shared shared, OutsideMailbox mailbox, Map<UUID, Read> readings) {
        var lease = UUID.randomUUID();
        var isOurs =
                AgencyScope.within(
                        mailbox.agency(), () -> work.take(mailbox, lease, settings.lease()));
        if (isOurs) {
            var reading = new MailboxReading(shared, mailbox, lease);
            var thread = Thread.ofVirtual().name("mailbox-" + mailbox.id()).start(reading);
            readings.put(mailbox.id(), new Read(reading, thread));
        }
    }

    /// Waits until nothing more is read: another may begin at once.
    private void end(List<Read> ending) {
        ending.forEach(read -> read.reading().stop());
        var end = System.nanoTime() + STOP.toNanos();
        for (var read : ending) {
            try {
                read.thread().join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
                var reading = read.reading();
                AgencyScope.within(
                        reading.mailbox().agency(),
                        () -> work.giveBack(reading.mailbox(), reading.lease()));
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException down) {
                LOG.warn("a lease could not be given back: {}", kind(down));
            }
        }
    }

    @Override
    public synchronized void stop() {
        var stopping = running;
        running = null;
        if (stopping == null) {
            return;
        }
        stopping.stopped().countDown();
        bell.ring();
        try {
            stopping.dispatcher().join(STOP);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        end(new ArrayList<>(stopping.readings().values()));
        stopping.watch().shutdownNow();
    }

    @Override
    public synchronized boolean isRunning() {
        return running != null;
    }

    /// As the outbox: after the listeners are closed.
    @Override
    public int getPhase() {
        return MailListeners.PHASE - 100;
    }
}
