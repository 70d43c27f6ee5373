package th.sala.identity;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.Accounts;
import th.sala.accounts.Confirmation;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.evidence.Act;
import th.sala.evidence.Evidence;
import th.sala.installation.SecretBox;
import th.sala.installation.Vault;
import th.sala.law.Refusal;
import th.sala.proof.Fields;

/// Which providers this installation believes. Each change asks who it is and leaves evidence.
@Service
class ProviderSettings {
    static final String KEY = "identity-clients";

    /// Refusal: an address where secrets would go in the open, or none.
    static final class NotAnAddress extends Refusal {
        private final String field;

        NotAnAddress(String field) {
            super("identity.provider.not-an-address");
            this.field = field;
        }

        String field() {
            return field;
        }
    }

    /// Refusal: the secret was given for another provider or client, or none is there yet.
    static final class SecretWanted extends Refusal {
        SecretWanted() {
            super("identity.provider.secret-wanted");
        }
    }

    /// Refusal: people are linked to it.
    static final class StillLinked extends Refusal {
        StillLinked() {
            super("identity.provider.still-linked");
        }
    }

    private final Providers providers;
    private final Discovery discovery;
    private final Accounts accounts;
    private final SecretBox secrets;
    private final Evidence evidence;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ProviderSettings(
            Providers providers,
            Discovery discovery,
            Accounts accounts,
            Vault vault,
            Evidence evidence,
            TransactionTemplate transaction,
            Clock clock) {
        this.providers = providers;
        this.discovery = discovery;
        this.accounts = accounts;
        this.secrets = new SecretBox(vault, KEY);
        this.evidence = evidence;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<Provider> all() {
        return providers.all();
    }

    /// From which people may come.
    @Transactional(readOnly = true)
    List<Provider> active() {
        return providers.all().stream().filter(Provider::active).toList();
    }

    @Transactional(readOnly = true)
    Optional<Provider> find(UUID id) {
        return providers.find(id);
    }

    /// What this installation proves itself with at the provider.
    @Transactional(readOnly = true)
    String secret(Provider provider) {
        return secrets.open(providers.secret(provider.id()).orElseThrow());
    }

    /// Adds the provider or changes it. A new one, and one of which more than the name is another
    /// now, is not active.
    ///
    /// @param secret empty to keep the one that is there
    /// @throws Refusal as [Accounts#confirm]
    /// @throws NotAnAddress if issuer or address cannot be one
    /// @throws SecretWanted if the one that is there is another's
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void put(SignedIn by, Confirmation confirmation, Provider typed, String secret) {
        mustBeSafe(typed);
        var known = accounts.confirm(by, confirmation);
        transaction.executeWithoutResult(_ -> {
            var before = providers.find(typed.id());
            var same = before.filter(old -> !typed.isAnotherClientThan(old));
            if (same.isEmpty() && secret.isEmpty()) {
                throw new SecretWanted();
            }
            var closed =
                    secret.isEmpty()
                            ? providers.secret(typed.id()).orElseThrow()
                            : secrets.close(secret);
            var active = before.filter(typed::isBelievedAs).map(Provider::active).orElse(false);
            var kept = withActive(typed, active);
            providers.put(kept, closed, clock.instant());
            take(
                    known,
                    before.isEmpty() ? "identity-provider.added" : "identity-provider.changed",
                    said(kept).with("secret", secret.isEmpty() ? "kept" : "new"));
        });
    }

    private static void mustBeSafe(Provider typed) {
        var issuer = uri(typed.issuer());
        if (!issuer.filter(there -> Safe.isSafe(there) && there.getQuery() == null).isPresent()
                || issuer.get().getFragment() != null) {
            throw new NotAnAddress("issuer");
        }
        if (uri(typed.address())
                .filter(there -> Safe.isSafe(there) && there.getRawPath().isEmpty())
                .filter(there -> there.getQuery() == null && there.getFragment() == null)
                .isEmpty()) {
            throw new NotAnAddress("address");
        }
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException nonsense) {
            return Optional.empty();
        }
    }

    private static Provider withActive(Provider provider, boolean active) {
        return new Provider(
                provider.id(),
                provider.name(),
                provider.address(),
                provider.issuer(),
                provider.client(),
                provider.scopes(),
                provider.claim(),
                provider.acr(),
                active);
    }

    /// Whether it answers as it should.
    ///
    /// @return how many keys it shows
    /// @throws Unrecognised if not
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    int tried(SignedIn by, Provider provider) {
        return discovery.tried(provider);
    }

    /// Lets people come from there, or no longer.
    ///
    /// @param by who has just proved who they are
    void activate(SignedIn by, Provider provider, boolean active) {
        transaction.executeWithoutResult(_ -> {
            providers.activate(provider.id(), active);
            take(by, active ? "identity-provider.on" : "identity-provider.off", said(provider));
        });
    }

    /// @throws Refusal as [Accounts#confirm]
    /// @throws StillLinked if somebody's account is linked to it
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void remove(SignedIn by, Confirmation confirmation, Provider provider) {
        var known = accounts.confirm(by, confirmation);
        try {
            transaction.executeWithoutResult(_ -> {
                providers.remove(provider.id());
                take(known, "identity-provider.removed", said(provider));
            });
        } catch (DataIntegrityViolationException linked) {
            throw new StillLinked();
        }
    }

    private void take(SignedIn by, String act, Fields said) {
        evidence.record(by.actor(Role.INSTALLATION), Act.done(act, clock.instant(), said));
    }

    private static Fields said(Provider provider) {
        return Fields.none()
                .with("name", provider.name())
                .with("address", provider.address())
                .with("issuer", provider.issuer())
                .with("client", provider.client())
                .with("scopes", provider.scopes())
                .with("claim", provider.claim())
                .with("acr", provider.acr());
    }
}
