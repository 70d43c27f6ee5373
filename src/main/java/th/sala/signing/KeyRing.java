package th.sala.signing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.evidence.Act;
import th.sala.evidence.Actor;
import th.sala.evidence.Evidence;
import th.sala.installation.SecretBox;
import th.sala.installation.Vault;
import th.sala.law.Refusal;
import th.sala.proof.Fields;

/// The keys of officials: made here when they first sign, or brought by them.
@Service
@Transactional
class KeyRing {
    private static final String BOX = "signing-keys";
    private static final int LEAST_RSA = 2048;
    private static final int LEAST_EC = 256;

    /// Refusal: the file holds no key that can be used, and what is wrong with it.
    static final class Unusable extends Refusal {
        /// What is wrong.
        enum Why {
            /// No PKCS#12 file, or another password.
            UNREADABLE,
            NO_KEY,
            /// RSA below 2048 bits, elliptic curves below 256, anything else.
            WEAK,
            /// Its certificate is for something else than signing.
            NOT_FOR_SIGNING,
            OUTSIDE_VALIDITY,
            OF_ANOTHER
        }

        Unusable(Why why) {
            super(
                    "signing.unusable."
                            + why.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        }
    }

    private record Found(PrivateKey key, List<X509Certificate> chain) {}

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

    /// The key that signs for the official now; one of the trial authority's is made, or made anew,
    /// where it is needed.
    ///
    /// @param at the moment that the signature speaks of
    /// @throws CannotSign if the official brought one that cannot be used
    CertifiedKey toSign(Holder holder, Instant at) {
        var known = keys.of(holder.agency(), holder.official());
        if (known.isPresent()) {
            var key = known.get();
            var isValid = Certificates.isValid(key.certificate(), at);
            var isTheirs = Certificates.names(key.certificate(), holder);
            if (isValid && isTheirs) {
                return key;
            }
            if (key.isBrought()) {
                throw new CannotSign(
                        isValid ? CannotSign.Why.OF_ANOTHER : CannotSign.Why.OUTSIDE_VALIDITY);
            }
            end(key, Actor.program(holder.agency()));
        }
        var pair = TrialAuthority.pair();
        var chain = List.of(authority.issue(holder, pair.getPublic(), at), authority.certificate());
        add(
                holder,
                CertifiedKey.Source.TRIAL,
                new Found(pair.getPrivate(), chain),
                "",
                Actor.program(holder.agency()));
        return keys.of(holder.agency(), holder.official()).orElseThrow();
    }

    private void add(
            Holder holder, CertifiedKey.Source source, Found found, String by, Actor actor) {
        var encoded = Base64.getEncoder().encodeToString(found.key().getEncoded());
        var key =
                new CertifiedKey(
                        holder.agency(),
                        UUID.randomUUID(),
                        holder.official(),
                        source,
                        found.chain(),
                        box.close(encoded),
                        clock.instant(),
                        by);
        if (keys.add(key)) {
            record(actor, "given", key);
        }
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

    /// The official's own key from a file takes the place of what they signed with.
    ///
    /// @param file PKCS#12, as certificate authorities hand it out (.p12, .pfx)
    /// @throws Unusable if it cannot be used for them; what was there stays
    void bring(SignedIn who, Holder holder, byte[] file, String password) {
        var found = found(file, password);
        var certificate = found.chain().getFirst();
        if (!isStrong(found)) {
            throw new Unusable(Unusable.Why.WEAK);
        }
        if (!isForSigning(certificate)) {
            throw new Unusable(Unusable.Why.NOT_FOR_SIGNING);
        }
        if (!Certificates.isValid(certificate, clock.instant())) {
            throw new Unusable(Unusable.Why.OUTSIDE_VALIDITY);
        }
        if (!Certificates.names(certificate, holder)) {
            throw new Unusable(Unusable.Why.OF_ANOTHER);
        }
        var by = who.actor(Role.AUTHORISED_PERSON);
        keys.of(holder.agency(), holder.official()).ifPresent(former -> end(former, by));
        add(holder, CertifiedKey.Source.BROUGHT, found, who.name(), by);
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

    private static Found found(byte[] file, String password) {
        var letters = password.toCharArray();
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(file), letters);
            for (var alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, letters) instanceof PrivateKey key) {
                    var chain = Arrays.asList(store.getCertificateChain(alias));
                    return new Found(key, Certificates.certificates(chain));
                }
            }
        } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
            throw new Unusable(Unusable.Why.UNREADABLE);
        }
        throw new Unusable(Unusable.Why.NO_KEY);
    }

    private static boolean isStrong(Found found) {
        return switch (found.chain().getFirst().getPublicKey()) {
            case RSAKey rsa -> rsa.getModulus().bitLength() >= LEAST_RSA;
            case ECKey ec -> ec.getParams().getOrder().bitLength() >= LEAST_EC;
            default -> false;
        };
    }

    /// By its key usage: signature or non-repudiation; certificates that say nothing may.
    private static boolean isForSigning(X509Certificate certificate) {
        var usage = certificate.getKeyUsage();
        return certificate.getBasicConstraints() < 0 && (usage == null || usage[0] || usage[1]);
    }
}
