package th.sala.signing;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.TwoPersonAct;
import th.sala.agencies.AuthorisedPerson;
import th.sala.agencies.Registry;
import th.sala.checking.Certificates;
import th.sala.cryptoki.Held;
import th.sala.cryptoki.TokenFailed;
import th.sala.database.AgencyScope;
import th.sala.evidence.Act;
import th.sala.evidence.Evidence;
import th.sala.law.Refusal;
import th.sala.proof.Fields;

/// Whose the keys in the token are. A certificate says a name, and agencies enter names themselves;
/// so who governs the installation says whose a key is, a second person confirms it, and the
/// official then takes it with their own password.
@Service
class TokenOwners {
    private static final int LONGEST_CHAIN = 6;
    private static final int PROBE_BYTES = 32;

    /// Refusal: the token holds no such key, or it is nobody's.
    static final class NotHeld extends Refusal {
        NotHeld() {
            super("signing.token.not-held");
        }
    }

    /// Refusal: nobody here has that registered address, or they may not sign today.
    static final class Unknown extends Refusal {
        Unknown() {
            super("signing.token.unknown");
        }
    }

    /// Refusal: the key is somebody's already.
    static final class Taken extends Refusal {
        Taken() {
            super("signing.token.taken");
        }
    }

    /// Refusal: the certificate says neither name nor address of that person.
    static final class OtherName extends Refusal {
        OtherName() {
            super("signing.token.other-name");
        }
    }

    /// Refusal: nobody said that the key is this official's.
    static final class NotYours extends Refusal {
        NotYours() {
            super("signing.token.not-yours");
        }
    }

    private final KeyToken token;
    private final TokenKeys tokenKeys;
    private final KeyRing keys;
    private final Registry registry;
    private final Evidence evidence;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TokenOwners(
            KeyToken token,
            TokenKeys tokenKeys,
            KeyRing keys,
            Registry registry,
            Evidence evidence,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.token = token;
        this.tokenKeys = tokenKeys;
        this.keys = keys;
        this.registry = registry;
        this.evidence = evidence;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// The keys that are somebody's, of all agencies.
    List<TokenKey> assigned() {
        return everywhere(tokenKeys::assigned);
    }

    /// As the registry names them today; empty if it does not.
    Optional<AuthorisedPerson> person(TokenKey key) {
        return registry.authorisedOf(key.agency(), LocalDate.now(clock)).stream()
                .filter(person -> person.official().equals(key.official()))
                .findFirst();
    }

    /// Somebody says whose a key is; nothing is in force yet.
    ///
    /// @throws KeyFile.Unusable if nobody can sign with it
    /// @throws OtherName if it names somebody else
    /// @throws Taken if it is somebody's
    TokenKey propose(SignedIn by, X509Certificate certificate, Holder holder) {
        mustName(certificate, holder);
        var key =
                new TokenKey(
                        holder.agency(),
                        UUID.randomUUID(),
                        holder.official(),
                        certificate,
                        false,
                        by.name(),
                        clock.instant());
        return everywhere(() -> {
            mustBeFree(key);
            return tokenKeys
                    .proposed(key)
                    .orElseGet(() -> {
                        tokenKeys.add(key);
                        return key;
                    });
        });
    }

    /// @throws KeyFile.Unusable if nobody can sign with it
    /// @throws OtherName if it names somebody else
    private void mustName(X509Certificate certificate, Holder holder) {
        KeyFile.obstacle(certificate, clock.instant()).ifPresent(KeyFile.Unusable::of);
        if (!CertifiedNames.names(certificate, holder)) {
            throw new OtherName();
        }
    }

    private void mustBeFree(TokenKey key) {
        if (tokenKeys.assigned().stream()
                .anyMatch(one -> one.fingerprint().equals(key.fingerprint()))) {
            throw new Taken();
        }
    }

    /// The second person confirmed it: it is in force. Within the transaction of that.
    ///
    /// @throws TwoPersonAct.ChangedSince if there is nothing to confirm any more
    /// @throws Unknown if the registry does not name the person any more
    /// @throws KeyFile.Unusable as [#propose]
    /// @throws OtherName as [#propose]
    /// @throws Taken if it is somebody's by now
    void assign(SignedIn by, UUID id) {
        var key =
                tokenKeys
                        .find(id)
                        .filter(one -> !one.assigned())
                        .orElseThrow(TwoPersonAct.ChangedSince::new);
        mustName(key.certificate(), Holder.of(person(key).orElseThrow(Unknown::new)));
        mustBeFree(key);
        tokenKeys.assign(key, by.name(), clock.instant());
        record(by, "assigned", key);
    }

    /// The key is nobody's from now on. Letters of who signed with it wait until they choose
    /// otherwise; nothing else signs for them unasked.
    ///
    /// @throws NotHeld if it was nobody's
    void withdraw(SignedIn by, UUID id) {
        everywhere(() -> {
            var key = tokenKeys.find(id).filter(TokenKey::assigned).orElseThrow(NotHeld::new);
            tokenKeys.end(key, by.name(), clock.instant());
            record(by, "withdrawn", key);
            return key;
        });
    }

    private void record(SignedIn by, String act, TokenKey key) {
        var said =
                Fields.none()
                        .with("certificate", key.fingerprint())
                        .with("subject", key.subject())
                        .with("issuer", key.issuer());
        evidence.record(
                by.actor(Role.INSTALLATION).in(key.agency()),
                Act.done("token-key." + act, "official", key.official(), clock.instant(), said));
    }

    /// The official's keys in the token.
    List<TokenKey> of(Holder holder) {
        return within(() -> tokenKeys.of(holder.agency(), holder.official()));
    }

    /// Why the official cannot sign with it; empty if they can.
    Optional<KeyFile.Unusable.Why> obstacle(TokenKey key, Holder holder) {
        return KeyFile.obstacle(key.certificate(), clock.instant())
                .or(() ->
                        CertifiedNames.names(key.certificate(), holder)
                                ? Optional.empty()
                                : Optional.of(KeyFile.Unusable.Why.OF_ANOTHER));
    }

    /// The official signs with it from now on. It is tried before.
    ///
    /// @throws NotYours if it is not assigned to them
    /// @throws NotHeld if the token does not hold it
    /// @throws KeyFile.Unusable if it cannot be used for them
    /// @throws TokenRefused if the token does not answer or does not sign
    void choose(SignedIn who, Holder holder, String fingerprint) {
        var key =
                of(holder).stream()
                        .filter(one -> one.fingerprint().equals(fingerprint))
                        .findFirst()
                        .orElseThrow(NotYours::new);
        obstacle(key, holder).ifPresent(KeyFile.Unusable::of);
        var chain = chain(fingerprint);
        if (!signs(chain)) {
            throw new KeyFile.Unusable(KeyFile.Unusable.Why.MISMATCHED);
        }
        keys.choose(who, holder, chain);
    }

    private boolean signs(List<X509Certificate> chain) {
        var certificate = chain.getFirst();
        var content = new byte[PROBE_BYTES];
        new SecureRandom().nextBytes(content);
        try {
            var made = token.sign(certificate, content);
            var key = certificate.getPublicKey();
            var algorithm = key.getAlgorithm().equals("EC") ? "ECDSA" : key.getAlgorithm();
            var signature = Signature.getInstance("SHA256with" + algorithm);
            signature.initVerify(key);
            signature.update(content);
            return signature.verify(made) && KeyFile.isChain(chain);
        } catch (GeneralSecurityException different) {
            return false;
        } catch (TokenFailed failed) {
            throw new TokenRefused(failed.trouble());
        }
    }

    /// The certificate, then those above it, as far as the token holds them.
    ///
    /// @throws NotHeld if the token does not hold its key
    /// @throws TokenRefused if the token does not answer
    List<X509Certificate> chain(String fingerprint) {
        try {
            var held = token.held().certificates();
            var leaf =
                    held.stream()
                            .filter(Held.Certificate::hasKey)
                            .map(one -> Certificates.of(one.encoded()))
                            .filter(one -> Certificates.fingerprint(one).equals(fingerprint))
                            .findFirst()
                            .orElseThrow(NotHeld::new);
            var others = held.stream().map(one -> Certificates.of(one.encoded())).toList();
            var chain = new ArrayList<X509Certificate>();
            Stream.iterate(Optional.of(leaf), last -> last.flatMap(one -> above(one, others)))
                    .takeWhile(Optional::isPresent)
                    .limit(LONGEST_CHAIN)
                    .forEach(one -> chain.add(one.orElseThrow()));
            return chain;
        } catch (TokenFailed failed) {
            throw new TokenRefused(failed.trouble());
        }
    }

    private static Optional<X509Certificate> above(
            X509Certificate certificate, List<X509Certificate> others) {
        var issuer = certificate.getIssuerX500Principal();
        return issuer.equals(certificate.getSubjectX500Principal())
                ? Optional.empty()
                : others.stream()
                        .filter(one -> one.getSubjectX500Principal().equals(issuer))
                        .filter(one -> isVouchedFor(certificate, one))
                        .findFirst();
    }

    private static boolean isVouchedFor(X509Certificate certificate, X509Certificate by) {
        try {
            certificate.verify(by.getPublicKey());
            return true;
        } catch (GeneralSecurityException another) {
            return false;
        }
    }

    private <T> T within(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }

    private <T> T everywhere(Supplier<T> work) {
        return AgencyScope.everywhere(() -> within(work));
    }
}
