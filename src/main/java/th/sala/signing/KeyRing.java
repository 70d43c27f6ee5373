package th.sala.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.checking.Certificates;
import th.sala.evidence.Act;
import th.sala.evidence.Actor;
import th.sala.evidence.Evidence;
import th.sala.installation.SecretBox;
import th.sala.installation.Vault;
import th.sala.proof.Fields;

/// The keys of officials: made here when they first sign, or brought by them.
@Service
@Transactional
class KeyRing {
    private static final String BOX = "signing-keys";

    private final CertifiedKeys keys;
    private final TrialAuthority authority;
    private final TokenKeys tokenKeys;
    private final KeyToken token;
    private final Withdrawals withdrawals;
    private final Evidence evidence;
    private final SecretBox box;
    private final Clock clock;

    KeyRing(
            CertifiedKeys keys,
            TrialAuthority authority,
            TokenKeys tokenKeys,
            KeyToken token,
            Withdrawals withdrawals,
            Evidence evidence,
            Vault vault,
            Clock clock) {
        this.keys = keys;
        this.authority = authority;
        this.tokenKeys = tokenKeys;
        this.token = token;
        this.withdrawals = withdrawals;
        this.evidence = evidence;
        this.box = new SecretBox(vault, BOX);
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Optional<CertifiedKey> of(UUID agency, UUID official) {
        return keys.of(agency, official);
    }

    /// What keeps the official from signing; nothing if a key can be made for them.
    @Transactional(readOnly = true)
    Optional<CannotSign.Why> obstacle(Holder holder) {
        return keys.of(holder.agency(), holder.official())
                .filter(key -> !key.isTrial())
                .flatMap(key -> obstacle(key, holder));
    }

    private Optional<CannotSign.Why> obstacle(CertifiedKey key, Holder holder) {
        if (key.isInToken() && !isAssigned(key)) {
            return Optional.of(CannotSign.Why.NOT_ASSIGNED);
        }
        if (key.isInToken() && !token.isThere()) {
            return Optional.of(CannotSign.Why.TOKEN_SHUT);
        }
        if (!Certificates.isValid(key.certificate(), clock.instant())) {
            return Optional.of(CannotSign.Why.OUTSIDE_VALIDITY);
        }
        if (withdrawals.hold(key.chain())) {
            return Optional.of(CannotSign.Why.WITHDRAWN);
        }
        return CertifiedNames.names(key.certificate(), holder)
                ? Optional.empty()
                : Optional.of(CannotSign.Why.OF_ANOTHER);
    }

    private boolean isAssigned(CertifiedKey key) {
        return tokenKeys.of(key.agency(), key.official()).stream()
                .anyMatch(one -> one.fingerprint().equals(key.fingerprint()));
    }

    /// The key that signs for the official now; one of the trial authority's is made, or made anew,
    /// where it is needed.
    ///
    /// @param at the moment that the signature speaks of
    /// @throws CannotSign if the official brought one that cannot be used
    CertifiedKey toSign(Holder holder, Instant at) {
        var known = keys.of(holder.agency(), holder.official());
        if (known.isPresent()) {
            var key = known.get();
            if (!key.isTrial()) {
                obstacle(key, holder)
                        .ifPresent(why -> {
                            throw new CannotSign(why);
                        });
                return key;
            }
            if (Certificates.isValid(key.certificate(), clock.instant())
                    && authority.vouchesFor(holder, key)) {
                return key;
            }
            end(key, Actor.program(holder.agency()));
        }
        var pair = TrialAuthority.pair();
        var chain = List.of(authority.issue(holder, pair.getPublic(), at), authority.certificate());
        add(
                holder,
                CertifiedKey.Source.TRIAL,
                chain,
                closed(pair.getPrivate()),
                Actor.program(holder.agency()));
        return keys.of(holder.agency(), holder.official()).orElseThrow();
    }

    /// @return false if the official has one already
    private boolean add(
            Holder holder,
            CertifiedKey.Source source,
            List<X509Certificate> chain,
            byte @Nullable [] closedKey,
            Actor by) {
        var key =
                new CertifiedKey(
                        holder.agency(),
                        UUID.randomUUID(),
                        holder.official(),
                        source,
                        chain,
                        closedKey,
                        clock.instant());
        var isAdded = keys.add(key);
        if (isAdded) {
            record(by, "given", key);
        }
        return isAdded;
    }

    private byte[] closed(PrivateKey key) {
        return box.close(Base64.getEncoder().encodeToString(key.getEncoded()));
    }

    /// The private key. Nobody keeps it longer than one signature takes.
    ///
    /// @throws NullPointerException if it lies in the token
    PrivateKey open(CertifiedKey key) {
        var closedKey = Objects.requireNonNull(key.closedKey());
        var encoded = Base64.getDecoder().decode(box.open(closedKey));
        try {
            return KeyFactory.getInstance(key.certificate().getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("no usable key " + key.id(), broken);
        }
    }

    /// The official's own key takes the place of what they signed with.
    ///
    /// @throws KeyFile.Unusable if it cannot be used for them; what was there stays
    void bring(SignedIn who, Holder holder, KeyFile file) {
        file.mustServe(holder, clock.instant());
        replace(who, holder, CertifiedKey.Source.BROUGHT, file.chain(), closed(file.key()));
    }

    /// A key in the token takes the place of what the official signed with. Whoever asks has looked
    /// whether it serves.
    ///
    /// @throws KeyFile.Unusable if its authority withdrew it; what was there stays
    void choose(SignedIn who, Holder holder, List<X509Certificate> chain) {
        replace(who, holder, CertifiedKey.Source.TOKEN, chain, null);
    }

    private void replace(
            SignedIn who,
            Holder holder,
            CertifiedKey.Source source,
            List<X509Certificate> chain,
            byte @Nullable [] closedKey) {
        if (withdrawals.hold(chain)) {
            throw new KeyFile.Unusable(KeyFile.Unusable.Why.WITHDRAWN);
        }
        var by = who.actor(Role.AUTHORISED_PERSON);
        keys.of(holder.agency(), holder.official()).ifPresent(former -> end(former, by));
        if (!add(holder, source, chain, closedKey, by)) {
            throw new IllegalStateException("another key came in between");
        }
    }

    /// The official signs no more with what they brought or chose, and what they brought is erased;
    /// from then on the trial authority vouches for them.
    void end(SignedIn who, UUID official) {
        keys.of(who.agency(), official)
                .filter(key -> !key.isTrial())
                .ifPresent(key -> end(key, who.actor(Role.AUTHORISED_PERSON)));
    }

    private void end(CertifiedKey key, Actor by) {
        if (keys.end(key, clock.instant())) {
            record(by, "ended", key);
        }
    }

    private void record(Actor by, String act, CertifiedKey key) {
        var said =
                Fields.none()
                        .with("certificate", key.fingerprint())
                        .with("source", key.source())
                        .with("subject", key.subject())
                        .with("issuer", key.issuer());
        evidence.record(
                by,
                Act.done("signing-key." + act, "official", key.official(), clock.instant(), said));
    }
}
