package th.sala.notices;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.accounts.SignedIn;
import th.sala.accounts.UserAgent;
import th.sala.agencies.Agency;
import th.sala.agencies.Registry;
import th.sala.database.AgencyScope;
import th.sala.installation.Vault;
import th.sala.jobs.RecurringJob;
import th.sala.law.Refusal;
import th.sala.network.Fetch;
import th.sala.network.Reach;
import th.sala.network.Unfetched;

/// Tells people's browsers that there is something to see: that alone. The message is empty, so
/// that the browser's maker, over whose service it goes, learns when, and nothing else.
@Service
class Pushes {
    static final String JOB = "notices.pushes";

    private static final String KEY = "push-key";
    private static final int MOST_DEVICES = 10;
    private static final int LONGEST_ADDRESS = 1_000;
    private static final int LARGEST_ANSWER = 16 * 1024;
    private static final int AT_ONCE = 16;
    private static final Duration PERIOD = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// How long a service says that it is we who ask; they allow a day.
    private static final Duration SIGNED_FOR = Duration.ofHours(12);

    /// How long a service keeps it for a browser that is not there.
    private static final Duration KEPT_THERE = Duration.ofDays(1);

    /// After each failure; after the last the device is forgotten.
    private static final List<Duration> PAUSES =
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(10),
                    Duration.ofHours(1),
                    Duration.ofHours(6),
                    Duration.ofDays(1),
                    Duration.ofDays(3));

    private static final Logger LOG = LoggerFactory.getLogger(Pushes.class);

    /// Refusal: no browser gave such an address.
    static final class NoAddress extends Refusal {
        NoAddress() {
            super("notices.push.no-address");
        }
    }

    /// Refusal: as many as there may be.
    static final class TooMany extends Refusal {
        TooMany() {
            super("notices.push.too-many", MOST_DEVICES);
        }
    }

    private final PushDevices devices;
    private final Accounts accounts;
    private final Registry registry;
    private final Vault vault;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Fetch fetch;
    private final boolean plain;

    Pushes(
            PushDevices devices,
            Accounts accounts,
            Registry registry,
            Vault vault,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${sala.push.reach}") Reach reach,
            @Value("${sala.push.plain}") boolean plain) {
        this.devices = devices;
        this.accounts = accounts;
        this.registry = registry;
        this.vault = vault;
        this.transaction = transaction;
        this.clock = clock;
        this.fetch = new Fetch(reach, LARGEST_ANSWER, PATIENCE);
        this.plain = plain;
    }

    PushKey key() {
        return PushKey.of(vault.kept(KEY, PushKey::made));
    }

    @Transactional(readOnly = true)
    List<PushDevice> of(SignedIn who) {
        return devices.of(who.agency(), who.account());
    }

    /// Refusal: the push service did not take a message.
    static final class Unsent extends Refusal {
        Unsent(URI address) {
            super("notices.push.unsent", Objects.toString(address.getHost(), ""));
        }
    }

    /// Refusal: nobody is there any more; the device was removed.
    static final class Gone extends Refusal {
        Gone() {
            super("notices.push.gone");
        }
    }

    /// @param typed what the browser says is its address
    /// @param agent what the browser says of itself
    /// @throws NoAddress unless it is an https address
    /// @throws TooMany if the person has others enough
    @Transactional
    UUID add(SignedIn who, String typed, UserAgent agent, Rhythm rhythm) {
        var address = usable(typed);
        var others =
                devices.of(who.agency(), who.account()).stream()
                        .filter(one -> !one.address().equals(address))
                        .count();
        if (others >= MOST_DEVICES) {
            throw new TooMany();
        }
        var now = clock.instant();
        return devices.put(
                new PushDevice(
                        who.agency(),
                        UUID.randomUUID(),
                        who.account(),
                        address,
                        agent.program().orElse(""),
                        agent.system().orElse(""),
                        rhythm,
                        now,
                        now,
                        0));
    }

    private URI usable(String typed) {
        try {
            var address = new URI(typed);
            var isOpen =
                    "https".equals(address.getScheme())
                            || plain && "http".equals(address.getScheme());
            if (!isOpen
                    || address.getHost() == null
                    || address.getUserInfo() != null
                    || address.getFragment() != null
                    || typed.length() > LONGEST_ADDRESS) {
                throw new NoAddress();
            }
            return address;
        } catch (URISyntaxException nonsense) {
            throw new NoAddress();
        }
    }

    /// Sends a message although there may be nothing to see, to try it.
    ///
    /// @throws Unsent if the service did not take it
    /// @throws Gone if there is no such device any more
    void test(SignedIn who, UUID id) {
        var device =
                inTransaction(() -> of(who)).stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst()
                        .orElseThrow(Gone::new);
        switch (sent(device)) {
            case TOLD -> {}
            case FAILED -> throw new Unsent(device.address());
            case GONE -> {
                inTransaction(() -> remove(who, id));
                throw new Gone();
            }
        }
    }

    @Transactional
    boolean remove(SignedIn who, UUID id) {
        return devices.remove(who.agency(), who.account(), id);
    }

    void look() {
        var now = clock.instant();
        var due =
                AgencyScope.everywhere(() -> inTransaction(() -> devices.withNews(now))).stream()
                        .filter(device ->
                                device.rhythm().isDue(device.toldAt(), now, clock.getZone()))
                        .toList();
        var slots = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(device -> {
                slots.acquireUninterruptibly();
                threads.execute(() -> {
                    try {
                        AgencyScope.within(device.agency(), () -> tell(device));
                    } catch (RuntimeException failed) {
                        LOG.error("a device of {} could not be told", device.account(), failed);
                    } finally {
                        slots.release();
                    }
                });
            });
        }
    }

    private enum Outcome {
        TOLD,
        /// Nobody is there any more.
        GONE,
        FAILED
    }

    private void tell(PushDevice device) {
        var begun = clock.instant();
        var pause = PAUSES.get(Math.min(device.failures(), PAUSES.size() - 1));
        if (!inTransaction(() -> devices.claim(device, begun, begun.plus(pause)))) {
            return;
        }
        var outcome = sent(device);
        var isLast = device.failures() >= PAUSES.size();
        transaction.executeWithoutResult(_ -> {
            if (outcome == Outcome.TOLD) {
                devices.told(device, begun);
            } else if (outcome == Outcome.GONE || isLast) {
                devices.remove(device.agency(), device.account(), device.id());
            }
        });
    }

    /// Nothing for an account that is closed.
    private Optional<String> contact(PushDevice device) {
        return accounts.find(device.account())
                .filter(Account::isOpen)
                .flatMap(_ -> registry.agency(device.agency()))
                .map(Agency::centralAddress);
    }

    private Outcome sent(PushDevice device) {
        return inTransaction(() -> contact(device))
                .map(contact -> sent(device.address(), contact))
                .orElse(Outcome.GONE);
    }

    private Outcome sent(URI address, String contact) {
        var until = clock.instant().plus(SIGNED_FOR);
        var authorization = key().authorization(address, contact, until);
        var headers =
                Map.of(
                        "Authorization",
                        authorization,
                        "TTL",
                        Long.toString(KEPT_THERE.toSeconds()),
                        // one that waits for the browser takes the place of another
                        "Topic",
                        "sala",
                        "Urgency",
                        "normal");
        try {
            var status = HttpStatusCode.valueOf(fetch.post(address, headers).status());
            if (status.is2xxSuccessful()) {
                return Outcome.TOLD;
            }
            var isGone =
                    status.isSameCodeAs(HttpStatus.NOT_FOUND)
                            || status.isSameCodeAs(HttpStatus.GONE);
            LOG.info("{} answers {}", address.getHost(), status);
            return isGone ? Outcome.GONE : Outcome.FAILED;
        } catch (Unfetched nothing) {
            LOG.info("{} does not answer: {}", address.getHost(), nothing.why());
            return Outcome.FAILED;
        }
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Work {
        @Bean
        RecurringJob pushesToSend(Pushes pushes) {
            return new RecurringJob(JOB, PERIOD, pushes::look);
        }
    }
}
