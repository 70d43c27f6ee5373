package th.sala.signing;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.Accounts;
import th.sala.accounts.Confirmation;
import th.sala.accounts.Proposals;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Agency;
import th.sala.agencies.AuthorisedPerson;
import th.sala.agencies.Registry;
import th.sala.checking.Certificates;
import th.sala.cryptoki.Held;
import th.sala.cryptoki.TokenFailed;
import th.sala.evidence.Act;
import th.sala.evidence.Evidence;
import th.sala.proof.Fields;

/// The token as those see it who govern the installation: whether it answers, what it holds, whose
/// that is.
///
/// Each act throws what [Accounts#confirm] throws.
@Service
class TokenDesk {
    private static final Logger LOG = LoggerFactory.getLogger(TokenDesk.class);

    /// @param isThere whether the operator named one
    /// @param trouble the message that says what is wrong; null if it answers
    /// @param detail of that, for whoever looks after the machine
    /// @param lost assigned keys that it does not hold now
    record Page(
            boolean isThere,
            @Nullable String trouble,
            String detail,
            @Nullable Held held,
            List<Line> lines,
            List<Assigned> lost) {}

    /// A certificate whose key is in the token.
    ///
    /// @param unusable the message that says why nobody can sign with it; null if somebody can
    /// @param assigned null while it is nobody's
    record Line(
            X509Certificate certificate, @Nullable String unusable, @Nullable Assigned assigned) {
        // for the page

        public String fingerprint() {
            return Certificates.fingerprint(certificate);
        }

        public String subject() {
            return Certificates.subject(certificate);
        }

        public String issuer() {
            return Certificates.issuer(certificate);
        }

        public Instant until() {
            return Certificates.until(certificate);
        }

        /// Of whom it probably is.
        public String mail() {
            return CertifiedNames.mails(certificate).stream().findFirst().orElse("");
        }
    }

    /// @param person null if the registry does not name them today
    record Assigned(TokenKey key, @Nullable AuthorisedPerson person) {}

    private final KeyToken token;
    private final TokenOwners owners;
    private final Registry registry;
    private final Accounts accounts;
    private final Proposals proposals;
    private final RefusedPins refused;
    private final Evidence evidence;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TokenDesk(
            KeyToken token,
            TokenOwners owners,
            Registry registry,
            Accounts accounts,
            Proposals proposals,
            RefusedPins refused,
            Evidence evidence,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.token = token;
        this.owners = owners;
        this.registry = registry;
        this.accounts = accounts;
        this.proposals = proposals;
        this.refused = refused;
        this.evidence = evidence;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// Asks the token, so it may take a while.
    Page page() {
        var assigned =
                owners.assigned().stream()
                        .map(key -> new Assigned(key, owners.person(key).orElse(null)))
                        .toList();
        if (!token.isThere()) {
            return new Page(false, null, "", null, List.of(), assigned);
        }
        try {
            var held = token.held();
            var lines =
                    held.certificates().stream()
                            .filter(Held.Certificate::hasKey)
                            .map(one -> line(Certificates.of(one.encoded()), assigned))
                            .toList();
            var fingerprints = lines.stream().map(Line::fingerprint).toList();
            var lost =
                    assigned.stream()
                            .filter(one -> !fingerprints.contains(one.key.fingerprint()))
                            .toList();
            return new Page(true, null, "", held, lines, lost);
        } catch (TokenFailed failed) {
            var trouble = new TokenRefused(failed.trouble()).key();
            return new Page(true, trouble, failed.detail(), null, List.of(), assigned);
        }
    }

    private Line line(X509Certificate certificate, List<Assigned> assigned) {
        var fingerprint = Certificates.fingerprint(certificate);
        return new Line(
                certificate,
                KeyFile.obstacle(certificate, clock.instant())
                        .map(KeyFile.Unusable.Why::key)
                        .orElse(null),
                assigned.stream()
                        .filter(one -> one.key.fingerprint().equals(fingerprint))
                        .findFirst()
                        .orElse(null));
    }

    /// Says whose a key in the token is; in force when a second person has confirmed it.
    ///
    /// @param mail the official's registered address
    /// @throws TokenOwners.NotHeld if the token does not hold it
    /// @throws TokenOwners.Unknown if that is nobody of this installation who may sign today
    /// @throws TokenOwners.Taken if it is somebody's
    /// @throws KeyFile.Unusable if nobody can sign with it
    /// @throws TokenOwners.OtherName if it names somebody else
    /// @throws TokenRefused if the token does not answer
    Proposals.Asked assign(
            SignedIn by, Confirmation confirmation, String fingerprint, String mail) {
        var known = accounts.confirm(by, confirmation);
        var certificate = owners.chain(fingerprint).getFirst();
        var holder =
                registry.authorised(mail, LocalDate.now(clock))
                        .filter(one -> isOurs(one.agency()))
                        .map(Holder::of)
                        .orElseThrow(TokenOwners.Unknown::new);
        var key = owners.propose(known, certificate, holder);
        return proposals.ask(known, TokenKeyAct.wish(known, key, holder));
    }

    private boolean isOurs(UUID agency) {
        return registry.local().stream().map(Agency::id).anyMatch(agency::equals);
    }

    /// @throws TokenOwners.NotHeld if it was nobody's
    void withdraw(SignedIn by, Confirmation confirmation, UUID id) {
        owners.withdraw(accounts.confirm(by, confirmation), id);
    }

    /// What was wrong is put right: the token is asked at once, with a PIN that it refused, too.
    void tryAgain(SignedIn by, Confirmation confirmation) {
        var known = accounts.confirm(by, confirmation);
        transaction.executeWithoutResult(_ -> {
            refused.forget();
            evidence.record(
                    known.actor(Role.INSTALLATION),
                    Act.done("token.tried-again", clock.instant(), Fields.none()));
        });
        token.tryAgain();
        LOG.info("account {} has the token asked again", by.account());
    }
}
