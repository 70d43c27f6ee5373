package th.sala.hooks;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.accounts.Role;
import th.sala.database.AgencyScope;
import th.sala.installation.SecretBox;
import th.sala.installation.Vault;
import th.sala.jobs.RecurringJob;
import th.sala.network.Fetch;
import th.sala.network.Reach;
import th.sala.network.Unfetched;
import th.sala.notices.Notices;

/// Sends what waits: for each address one message at a time, the oldest first, all addresses beside
/// one another, so that a slow one holds up nobody but itself. Where there are more addresses than
/// may be served at once, the one that was served longest ago is next. A message may come twice,
/// under one id; it never gets lost.
@Component
class Deliverer {
    static final String JOB = "hooks.deliveries";

    private static final Duration PERIOD = Duration.ofSeconds(20);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration FORGETTING = Duration.ofHours(1);

    /// How soon what comes while others are slow is seen.
    private static final Duration LOOK = Duration.ofSeconds(1);

    /// After this it is sure that whoever took a message is not at it any more.
    private static final Duration TAKEN = Duration.ofMinutes(1);

    private static final int LARGEST = 16 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);

    private final StoredHooks stored;
    private final Accounts accounts;
    private final Notices notices;
    private final SecretBox secrets;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Fetch fetch;
    private final Duration taken;
    private final int atOnce;

    /// A turn that is over.
    ///
    /// @param well whether the address may have another one in this run
    private record Turn(UUID hook, boolean well) {}

    Deliverer(
            StoredHooks stored,
            Accounts accounts,
            Notices notices,
            Vault vault,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${sala.hooks.reach}") Reach reach,
            @Value("${sala.hooks.patience}") Duration patience,
            @Value("${sala.hooks.at-once}") int atOnce) {
        this.stored = stored;
        this.accounts = accounts;
        this.notices = notices;
        this.secrets = new SecretBox(vault, HookDesk.KEY);
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.fetch = new Fetch(reach, LARGEST, patience);
        this.taken = patience.plus(TAKEN);
        this.atOnce = atOnce;
    }

    /// Until nothing is due.
    void deliver() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var over = new LinkedBlockingQueue<Turn>();
            var held = new HashSet<UUID>();
            var underWay = 0;
            while (true) {
                var due = due(held, atOnce - underWay);
                for (var delivery : due) {
                    held.add(delivery.hook());
                    threads.execute(() -> turn(delivery, over));
                }
                underWay += due.size();
                if (underWay == 0) {
                    return;
                }
                underWay -= release(held, over);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// However it ends, the run hears of it.
    private void turn(Delivery delivery, BlockingQueue<Turn> over) {
        var well = false;
        try {
            well = isAttempted(delivery);
        } finally {
            over.add(new Turn(delivery.hook(), well));
        }
    }

    private List<Delivery> due(Set<UUID> held, int free) {
        var now = clock.instant();
        return free == 0
                ? List.of()
                : AgencyScope.everywhere(() -> inTransaction(() -> stored.due(now, held, free)));
    }

    /// Waits a while for turns that are over.
    ///
    /// @return how many there were
    private static int release(Set<UUID> held, BlockingQueue<Turn> over)
            throws InterruptedException {
        var turns = new ArrayList<Turn>();
        var first = over.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            turns.add(first);
            over.drainTo(turns);
        }
        turns.stream().filter(Turn::well).map(Turn::hook).forEach(held::remove);
        return turns.size();
    }

    void forget() {
        var before = clock.instant().minus(KEPT);
        AgencyScope.everywhere(() -> transaction.executeWithoutResult(_ -> stored.forget(before)));
    }

    private boolean isAttempted(Delivery delivery) {
        try {
            AgencyScope.within(
                    delivery.agency(),
                    () ->
                            inTransaction(() -> stored.find(delivery.agency(), delivery.hook()))
                                    .ifPresent(hook -> attempt(hook, delivery)));
            return true;
        } catch (RuntimeException failed) {
            LOG.error("a webhook of agency {} failed", delivery.agency(), failed);
            return false;
        }
    }

    private void attempt(Hook hook, Delivery delivery) {
        if (!hook.active() && delivery.event() != HookEvent.TEST) {
            transaction.executeWithoutResult(_ -> stored.stop(hook.agency(), hook.id()));
            return;
        }
        var begun = clock.instant();
        var attempts = delivery.attempts() + 1;
        var ifWeDie =
                RetryLater.next(attempts, begun)
                        .map(then -> later(then, begun.plus(taken)))
                        .orElse(null);
        if (!inTransaction(() -> stored.claim(delivery, ifWeDie, begun))) {
            return;
        }
        var result = send(hook, delivery, begun);
        var delivered = result.startsWith("2");
        var next =
                delivered || delivery.event() == HookEvent.TEST
                        ? Optional.<Instant>empty()
                        : RetryLater.next(attempts, clock.instant());
        transaction.executeWithoutResult(_ -> {
            record(delivery, attempts, next, begun, result, delivered);
            stored.failing(hook, !delivered, begun);
            if (isOver(hook, result, begun)) {
                switchOff(hook);
            }
        });
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void record(
            Delivery delivery,
            int attempts,
            Optional<Instant> next,
            Instant at,
            String result,
            boolean delivered) {
        stored.tried(
                new Delivery(
                        delivery.agency(),
                        delivery.id(),
                        delivery.hook(),
                        delivery.event(),
                        delivery.about(),
                        delivery.at(),
                        attempts,
                        next.orElse(null),
                        at,
                        result,
                        delivered));
    }

    /// Whether the address is gone, by its own word or by its silence.
    private static boolean isOver(Hook hook, String result, Instant now) {
        if (result.startsWith("2") || !hook.active()) {
            return false;
        }
        var since = hook.failingSince();
        return result.equals(Integer.toString(HttpStatus.GONE.value()))
                || since != null && RetryLater.isOver(since, now);
    }

    private void switchOff(Hook hook) {
        stored.setActive(hook.agency(), hook.id(), false);
        stored.stop(hook.agency(), hook.id());
        accounts.of(hook.agency()).stream()
                .filter(account -> account.isOpen() && account.is(Role.ADMINISTRATOR))
                .map(Account::id)
                .forEach(administrator ->
                        notices.tell(
                                hook.agency(),
                                administrator,
                                "hooks.notice.off",
                                List.of(Objects.toString(hook.address().getHost(), "")),
                                "/people/hooks/" + hook.id()));
    }

    /// A status of HTTP, or why there is none.
    private String send(Hook hook, Delivery delivery, Instant now) {
        var body =
                "{\"type\":\"%s\",\"timestamp\":\"%s\",\"data\":{\"id\":\"%s\",\"agency\":\"%s\"}}"
                        .formatted(
                                delivery.event().word(),
                                delivery.at(),
                                delivery.about(),
                                delivery.agency())
                        .getBytes(StandardCharsets.UTF_8);
        var id = "msg_" + delivery.id();
        var seconds = now.getEpochSecond();
        var signature = Signature.of(secrets.open(hook.closedSecret()), id, seconds, body);
        var headers =
                Map.of(
                        "webhook-id",
                        id,
                        "webhook-timestamp",
                        Long.toString(seconds),
                        "webhook-signature",
                        signature,
                        "User-Agent",
                        "Sala");
        try {
            var answer = fetch.postJson(hook.address(), headers, body);
            return Integer.toString(answer.status());
        } catch (Unfetched nothing) {
            return nothing.why().name();
        }
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Work {
        @Bean
        RecurringJob hookDeliveries(Deliverer deliverer) {
            return new RecurringJob(JOB, PERIOD, deliverer::deliver);
        }

        @Bean
        RecurringJob oldHookDeliveries(Deliverer deliverer) {
            return new RecurringJob("hooks.forgetting", FORGETTING, deliverer::forget);
        }
    }
}
