package th.sala.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
    private final Evidence evidence;
    private final SecretBox box;
    private final Clock clock;

    KeyRing(
            CertifiedKeys keys,
            TrialAuthority authority,
            Evidence evidence,
            Vault vault,
            Clock clock) {
        this.keys = keys;
        this.authority = authority;
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
                .filter(CertifiedKey::isBrought)
                .flatMap(key -> obstacle(key, holder));
    }

    private Optional<CannotSign.Why> obstacle(CertifiedKey key, Holder holder) {
        if (!Certificates.isValid(key.certificate(), clock.instant())) {
            return Optional.of(CannotSign.Why.OUTSIDE_VALIDITY);
        }
        return CertifiedNames.names(key.certificate(), holder)
                ? Optional.empty()
                : Optional.of(CannotSign.Why.OF_ANOTHER);
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
            if (key.isBrought()) {
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
                new KeyFile(pair.getPrivate(), chain),
                Actor.program(holder.agency()));
        return keys.of(holder.agency(), holder.official()).orElseThrow();
    }

    /// @return false if the official has one already
    private boolean add(Holder holder, CertifiedKey.Source source, KeyFile file, Actor by) {
        var encoded = Base64.getEncoder().encodeToString(file.key().getEncoded());
        var key =
                new CertifiedKey(
                        holder.agency(),
                        UUID.randomUUID(),
                        holder.official(),
                        source,
                        file.chain(),
                        box.close(encoded),
                        clock.instant());
        var isAdded = keys.add(key);
        if (isAdded) {
            record(by, "given", key);
        }
        return isAdded;
    }

    /// The private key. Nobody keeps it longer than one signature takes.
    PrivateKey open(CertifiedKey key) {
        var encoded = Base64.getDecoder().decode(box.open(key.closedKey()));
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
        var by = who.actor(Role.AUTHORISED_PERSON);
        keys.of(holder.agency(), holder.official()).ifPresent(former -> end(former, by));
        if (!add(holder, CertifiedKey.Source.BROUGHT, file, by)) {
            throw new IllegalStateException("another key came in between");
        }
    }

    /// Erases the key that the official brought; from then on the trial authority vouches for them.
    void end(SignedIn who, UUID official) {
        keys.of(who.agency(), official)
                .filter(CertifiedKey::isBrought)
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
                        .with("subject", key.subject())
                        .with("issuer", key.issuer());
        evidence.record(
                by,
                Act.done("signing-key." + act, "official", key.official(), clock.instant(), said));
    }
}
