package th.sala.hooks;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.evidence.Act;
import th.sala.evidence.Evidence;
import th.sala.installation.SecretBox;
import th.sala.installation.Vault;
import th.sala.jobs.Jobs;
import th.sala.law.Refusal;
import th.sala.proof.Fields;

/// What an agency's administrator says about webhooks.
@Service
@Transactional
class HookDesk {
    static final String KEY = "webhooks";
    private static final int MOST = 10;
    private static final int LONGEST = 500;

    /// Refusal: no address that we would send to.
    static final class NoAddress extends Refusal {
        NoAddress() {
            super("hooks.no-address");
        }
    }

    /// Refusal: told of nothing.
    static final class NoEvent extends Refusal {
        NoEvent() {
            super("hooks.no-event");
        }
    }

    /// Refusal: as many as there may be.
    static final class TooMany extends Refusal {
        TooMany() {
            super("hooks.too-many", MOST);
        }
    }

    /// There is none such in the agency.
    @ResponseStatus(HttpStatus.NOT_FOUND)
    static final class NoSuchHook extends RuntimeException {}

    /// @param secret to be shown once
    record Made(Hook hook, String secret) {}

    private final StoredHooks stored;
    private final Evidence evidence;
    private final SecretBox secrets;
    private final Jobs jobs;
    private final Clock clock;
    private final boolean plain;

    HookDesk(
            StoredHooks stored,
            Evidence evidence,
            Vault vault,
            Jobs jobs,
            Clock clock,
            @Value("${sala.hooks.plain}") boolean plain) {
        this.stored = stored;
        this.evidence = evidence;
        this.secrets = new SecretBox(vault, KEY);
        this.jobs = jobs;
        this.clock = clock;
        this.plain = plain;
    }

    /// @throws NoAddress unless it is an https address without a name and password in it
    Made add(SignedIn who, String address, Set<HookEvent> events) {
        var uri = usable(address);
        if (events.isEmpty()) {
            throw new NoEvent();
        }
        if (stored.of(who.agency()).size() >= MOST) {
            throw new TooMany();
        }
        var secret = Signature.freshSecret();
        var hook =
                new Hook(
                        who.agency(),
                        UUID.randomUUID(),
                        uri,
                        EnumSet.copyOf(events),
                        secrets.close(secret),
                        clock.instant(),
                        who.account(),
                        true,
                        null);
        stored.add(hook);
        var said = Fields.none().with("address", uri).with("events", hook.events());
        done(who, "made", hook.id(), said);
        return new Made(hook, secret);
    }

    private URI usable(String address) {
        try {
            var uri = new URI(address.strip());
            var scheme = uri.getScheme();
            var isOpen = "https".equals(scheme) || plain && "http".equals(scheme);
            if (isOpen
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getFragment() == null
                    && address.length() <= LONGEST) {
                return uri;
            }
            throw new NoAddress();
        } catch (URISyntaxException nonsense) {
            throw new NoAddress();
        }
    }

    void remove(SignedIn who, UUID id) {
        find(who, id);
        stored.remove(who.agency(), id);
        done(who, "removed", id, Fields.none());
    }

    /// Switches it on again, or off; what waits is given up with that.
    void setActive(SignedIn who, UUID id, boolean active) {
        find(who, id);
        if (stored.setActive(who.agency(), id, active)) {
            if (!active) {
                stored.stop(who.agency(), id);
            }
            done(who, active ? "on" : "off", id, Fields.none());
        }
    }

    /// Has a message of no event sent, to see whether the address answers.
    void test(SignedIn who, UUID id) {
        find(who, id);
        stored.test(who.agency(), id, clock.instant());
        jobs.now(Deliverer.JOB);
    }

    void again(SignedIn who, UUID id, UUID delivery) {
        find(who, id);
        stored.again(who.agency(), id, delivery, clock.instant());
        jobs.now(Deliverer.JOB);
    }

    @Transactional(readOnly = true)
    List<Hook> of(SignedIn who) {
        return stored.of(who.agency());
    }

    /// @throws NoSuchHook also if it is another agency's
    @Transactional(readOnly = true)
    Hook find(SignedIn who, UUID id) {
        return stored.find(who.agency(), id).orElseThrow(NoSuchHook::new);
    }

    @Transactional(readOnly = true)
    List<Delivery> latest(SignedIn who, UUID id) {
        return stored.latest(who.agency(), id);
    }

    private void done(SignedIn who, String act, UUID hook, Fields said) {
        evidence.record(
                who.actor(Role.ADMINISTRATOR),
                Act.done("hook." + act, "hook", hook, clock.instant(), said));
    }
}
