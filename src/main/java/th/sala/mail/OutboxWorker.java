package th.sala.mail;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import th.sala.database.AgencyScope;
import th.sala.files.FileStore;
import th.sala.jobs.RecurringJob;

/// Empties the outbox: takes a mail by a lease, talks to its servers, records what came of it.
/// Every process of an installation may do so at once. What a dying process had begun is taken over
/// when its lease ends.
@Component
@EnableConfigurationProperties({OutboxSettings.class, DirectSettings.class})
class OutboxWorker implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxWorker.class);
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(12);
    private static final Duration TROUBLE = Duration.ofSeconds(1);

    private final OutboxSettings settings;
    private final OutboxWork work;
    private final MailRoutes routes;
    private final MailSigning signing;
    private final Exchangers exchangers;
    private final DirectSettings direct;
    private final FileStore files;
    private final OutboxBell bell;
    private final String hostname;
    private final OutsideMailSettings outside;
    private final Clock clock;
    private final Set<UUID> leases = ConcurrentHashMap.newKeySet();
    private final Semaphore slots;
    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private @Nullable Running running;

    private record Running(
            Thread dispatcher, Thread heart, ExecutorService talks, SmtpSender sender) {}

    OutboxWorker(
            OutboxSettings settings,
            SmtpSettings smtp,
            OutsideMailSettings outside,
            Clock clock,
            OutboxWork work,
            MailRoutes routes,
            MailSigning signing,
            Exchangers exchangers,
            DirectSettings direct,
            FileStore files,
            OutboxBell bell) {
        this.settings = settings;
        this.work = work;
        this.routes = routes;
        this.signing = signing;
        this.exchangers = exchangers;
        this.direct = direct;
        this.files = files;
        this.bell = bell;
        this.hostname = smtp.hostname();
        this.outside = outside;
        this.clock = clock;
        this.slots = new Semaphore(settings.atOnce());
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        RecurringJob emptyOutbox(OutboxWorker worker) {
            return new RecurringJob("mail.outbox", PERIOD, worker::takeOver);
        }
    }

    /// Takes over what died processes left, and looks for what is due.
    void takeOver() {
        AgencyScope.everywhere(() -> work.expire(Set.copyOf(leases)));
        bell.ring();
    }

    @Override
    public synchronized void start() {
        if (!settings.enabled()) {
            return;
        }
        stopped = new CountDownLatch(1);
        var talks = Executors.newVirtualThreadPerTaskExecutor();
        var sender =
                new SmtpSender(
                        hostname, settings.patience(), settings.longest(), outside.reach(), clock);
        var dispatcher = Thread.ofVirtual().name("outbox").start(() -> dispatch(talks, sender));
        var heart = Thread.ofVirtual().name("outbox-leases").start(this::keepLeases);
        running = new Running(dispatcher, heart, talks, sender);
    }

    private void dispatch(ExecutorService talks, SmtpSender sender) {
        try {
            while (!isStoppedWithin(Duration.ZERO)) {
                try {
                    while (!isStoppedWithin(Duration.ZERO) && begin(talks, sender)) {}
                    bell.await(LOOK);
                } catch (DataAccessException | TransactionException down) {
                    LOG.warn("the outbox cannot be read, trying again: {}", down.getMessage());
                    isStoppedWithin(TROUBLE);
                } catch (RuntimeException fault) {
                    LOG.error("the outbox went wrong, trying again", fault);
                    isStoppedWithin(TROUBLE);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return whether there was something to begin, and room for it
    private boolean begin(ExecutorService talks, SmtpSender sender) {
        if (!slots.tryAcquire()) {
            return false;
        }
        var lease = UUID.randomUUID();
        leases.add(lease);
        var isBegun = false;
        try {
            var batch = AgencyScope.everywhere(() -> work.lease(lease, settings.lease()));
            if (!batch.isEmpty()) {
                talks.execute(() -> AgencyScope.everywhere(() -> send(lease, batch, sender)));
                isBegun = true;
            }
        } finally {
            if (!isBegun) {
                leases.remove(lease);
                slots.release();
            }
        }
        return isBegun;
    }

    private void send(UUID lease, List<Deliveries.Leased> batch, SmtpSender sender) {
        try {
            var mail = work.mail(batch.getFirst());
            var raw = files.bytes(mail.sha256());
            for (var group : byWay(mail.sender(), batch).entrySet()) {
                var outcomes =
                        switch (group.getKey()) {
                            case Way.None(var reason) ->
                                    all(group.getValue(), new Outcome.Later(reason));
                            case Way.ToDomain(var domain) ->
                                    toDomain(
                                            lease,
                                            domain,
                                            group.getValue(),
                                            server ->
                                                    talk(
                                                            lease,
                                                            server,
                                                            mail.sender(),
                                                            group.getValue(),
                                                            leaving(server, batch.getFirst(), raw),
                                                            sender));
                            case Way.Server server ->
                                    talk(
                                            lease,
                                            server,
                                            mail.sender(),
                                            group.getValue(),
                                            leaving(server, batch.getFirst(), raw),
                                            sender);
                        };
                finish(lease, outcomes, group.getKey());
            }
        } catch (RuntimeException fault) {
            var why = fault(batch.getFirst().mail(), fault);
            finish(lease, all(batch, new Outcome.Later(why)), new Way.None(why));
        } finally {
            leases.remove(lease);
            slots.release();
            bell.ring();
        }
    }

    private interface Talk {
        Map<Deliveries.Leased, Outcome> with(Way.Server server);
    }

    /// One server of the domain after the other, until one says something else than "not now".
    private Map<Deliveries.Leased, Outcome> toDomain(
            UUID lease, String domain, List<Deliveries.Leased> group, Talk talk) {
        return switch (exchangers.of(domain)) {
            case Exchangers.Found.Nobody(var why) -> all(group, new Outcome.Never(why));
            case Exchangers.Found.Unknown(var why) -> all(group, new Outcome.Later(why));
            case Exchangers.Found.Servers(var servers) -> {
                var outcomes = all(group, new Outcome.Later(Reply.ours("no-answer", domain)));
                for (var server : servers) {
                    outcomes = talk.with(direct.server(server));
                    var isNotTaken =
                            outcomes.values().stream().allMatch(Outcome.Later.class::isInstance);
                    if (!isNotTaken || !isTakenBack(lease, group)) {
                        break;
                    }
                }
                yield outcomes;
            }
        };
    }

    /// If we die while we talk to the next server, nobody has the message.
    private boolean isTakenBack(UUID lease, List<Deliveries.Leased> group) {
        var recipients = group.stream().map(Deliveries.Leased::recipient).toList();
        try {
            return AgencyScope.everywhere(() -> work.takeBack(lease, recipients));
        } catch (DataAccessException | TransactionException down) {
            LOG.warn("the next server is not tried now: {}", down.getMessage());
            return false;
        }
    }

    /// A service outside signs what leaves through it itself.
    private byte[] leaving(Way.Server server, Deliveries.Leased leased, byte[] raw) {
        return server instanceof Way.Service
                ? raw
                : signing.signed(leased.agency(), leased.mail(), raw);
    }

    /// A fault of ours shows with the mail until it is mended, instead of being repeated unseen.
    private static Reply fault(UUID mail, RuntimeException fault) {
        LOG.error("sending mail {} failed", mail, fault);
        return Reply.ours("fault", fault.getClass().getSimpleName());
    }

    private Map<Way, List<Deliveries.Leased>> byWay(String from, List<Deliveries.Leased> batch) {
        var groups = new LinkedHashMap<Way, List<Deliveries.Leased>>();
        for (var leased : batch) {
            var way = routes.way(from, leased.recipient());
            groups.computeIfAbsent(way, _ -> new ArrayList<>()).add(leased);
        }
        return groups;
    }

    private Map<Deliveries.Leased, Outcome> talk(
            UUID lease,
            Way.Server server,
            String from,
            List<Deliveries.Leased> group,
            byte[] raw,
            SmtpSender sender) {
        var recipients = group.stream().map(Deliveries.Leased::recipient).toList();
        Map<String, Outcome> said;
        try {
            said =
                    sender.send(
                            server,
                            from,
                            recipients,
                            raw,
                            () -> handOver(lease, recipients, server.dedupes()));
        } catch (RuntimeException fault) {
            // the far server may have the message
            return all(group, new Outcome.Unknown(fault(group.getFirst().mail(), fault)));
        }
        var outcomes = new LinkedHashMap<Deliveries.Leased, Outcome>();
        for (var leased : group) {
            var outcome =
                    said.getOrDefault(
                            leased.recipient(), new Outcome.Later(Reply.ours("no-answer", "")));
            outcomes.put(leased, outcome);
        }
        return outcomes;
    }

    private void handOver(UUID lease, List<String> recipients, boolean dedupes) throws IOException {
        try {
            if (!AgencyScope.everywhere(() -> work.handOver(lease, recipients, dedupes))) {
                throw new IOException("somebody else took over");
            }
        } catch (DataAccessException | TransactionException down) {
            throw new IOException("the database is away", down);
        }
    }

    /// Records what is known, as soon as the database takes it.
    private void finish(UUID lease, Map<Deliveries.Leased, Outcome> outcomes, Way way) {
        while (true) {
            try {
                work.finish(lease, outcomes, way);
                return;
            } catch (DataAccessException | TransactionException down) {
                LOG.warn("what came of a mail cannot be recorded yet: {}", down.getMessage());
                if (isStoppedWithin(TROUBLE)) {
                    return;
                }
            }
        }
    }

    private static Map<Deliveries.Leased, Outcome> all(
            List<Deliveries.Leased> group, Outcome outcome) {
        var outcomes = new LinkedHashMap<Deliveries.Leased, Outcome>();
        group.forEach(leased -> outcomes.put(leased, outcome));
        return outcomes;
    }

    private void keepLeases() {
        while (!isStoppedWithin(settings.lease().dividedBy(4))) {
            try {
                var held = Set.copyOf(leases);
                if (!held.isEmpty()) {
                    AgencyScope.everywhere(() -> work.extend(held, settings.lease()));
                }
            } catch (RuntimeException down) {
                LOG.warn("leases could not be extended: {}", down.getMessage());
            }
        }
    }

    /// Waits for the end of the work, but no longer than this.
    private boolean isStoppedWithin(Duration time) {
        try {
            return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// Begins nothing more, and gives what is under way some time to end.
    @Override
    public synchronized void stop() {
        stopped.countDown();
        var stopping = running;
        running = null;
        if (stopping == null) {
            return;
        }
        stopping.dispatcher.interrupt();
        stopping.heart.interrupt();
        stopping.talks.shutdown();
        try {
            if (!stopping.talks.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("some mail was being sent when time was up; it is taken over later");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        stopping.sender.close();
    }

    @Override
    public synchronized boolean isRunning() {
        return running != null;
    }

    /// After the listeners are closed.
    @Override
    public int getPhase() {
        return MailListeners.PHASE - 100;
    }
}
