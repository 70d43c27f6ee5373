package th.sala.accounts;

import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.SignInThrottle.Kind;
import th.sala.accounts.StoredAccounts.Credentials;
import th.sala.accounts.Tallies.Subject;
import th.sala.database.AgencyScope;

/// Lets people in by username and password, and a code besides for who wants that.
///
/// Whoever signs in is in no agency's scope yet, so the account is looked up by its username, which
/// is unique in the installation, in [AgencyScope#everywhere]: that look-up and the memory of
/// browsers are all that is done there, and what they find is not shown to anybody.
@Service
class SignIn {
    /// What was typed, by whom.
    ///
    /// @param address the client's address
    /// @param device the token in the browser's cookie; empty if it has none
    record Attempt(String username, String password, String address, String device) {
        @Override
        public String toString() {
            return "Attempt[from " + address + "]";
        }
    }

    sealed interface Outcome {
        /// @param device the browser's new token
        /// @param identified how the person proved who they are
        record Admitted(Credentials credentials, String device, String identified)
                implements Outcome {}

        /// The password was right, and a code is needed besides.
        record CodeNeeded(HalfSignedIn half) implements Outcome {}

        /// The same for an unknown username, a wrong password and a closed account. Also for a
        /// code.
        record Wrong() implements Outcome {}

        /// Nothing typed was looked at.
        record Slowed(Instant until) implements Outcome {}
    }

    private final StoredAccounts accounts;
    private final SecondStep secondStep;
    private final Devices devices;
    private final Passwords passwords;
    private final Tallies tallies;
    private final AccountEvidence evidence;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SignIn(
            StoredAccounts accounts,
            SecondStep secondStep,
            Devices devices,
            Passwords passwords,
            Tallies tallies,
            AccountEvidence evidence,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.accounts = accounts;
        this.secondStep = secondStep;
        this.devices = devices;
        this.passwords = passwords;
        this.tallies = tallies;
        this.evidence = evidence;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    private record Looked(Optional<Credentials> found, boolean known) {}

    /// @throws DoorBusy if the password was not looked at because too many were
    Outcome attempt(Attempt attempt) {
        var looked = everywhere(() -> look(attempt));
        var subjects = subjects(attempt, looked);
        var wait = tallies.begin(subjects);
        if (wait.isPresent()) {
            return new Outcome.Slowed(wait.get());
        }
        if (!isRight(attempt, looked, subjects)) {
            evidence.refused(looked.found(), "wrong");
            return new Outcome.Wrong();
        }
        tallies.forgive(subjects);
        var credentials = looked.found().orElseThrow();
        return everywhere(() ->
                secondStep.of(credentials.account().id()).isPresent()
                        ? new Outcome.CodeNeeded(half(credentials, attempt, looked.known()))
                        : admit(credentials, attempt.device(), SignedIn.BY_PASSWORD));
    }

    /// Strangers count with the account, for whoever knows the password may have many addresses;
    /// they keep no browser out that was here before.
    private HalfSignedIn half(Credentials credentials, Attempt attempt, boolean known) {
        var account = credentials.account().id();
        var browser = known ? "/" + HexFormat.of().formatHex(Secrets.hash(attempt.device())) : "";
        var until = clock.instant().plus(HalfSignedIn.LASTS);
        return new HalfSignedIn(account, credentials.count(), account + browser, until);
    }

    /// The code, after the right password.
    Outcome complete(HalfSignedIn half, String code, String device) {
        var found =
                everywhere(() -> accounts.byId(half.account()))
                        .filter(now -> now.count() == half.count())
                        .filter(now -> now.account().isOpen());
        var subjects = List.of(new Subject(Kind.CODE, half.tally()));
        var wait = tallies.begin(subjects);
        if (wait.isPresent()) {
            return new Outcome.Slowed(wait.get());
        }
        var admitted = everywhere(() -> found.flatMap(now -> completed(now, code, device)));
        if (admitted.isEmpty()) {
            evidence.refused(found, "wrong-code");
            return new Outcome.Wrong();
        }
        tallies.forgive(subjects);
        return admitted.get();
    }

    private Optional<Outcome> completed(Credentials credentials, String code, String device) {
        return secondStep
                .use(credentials.account().id(), code)
                .map(identified -> admit(credentials, device, identified));
    }

    private Looked look(Attempt attempt) {
        var found = Username.typed(attempt.username()).flatMap(accounts::byUsername);
        var known =
                found.isPresent()
                        && !attempt.device().isEmpty()
                        && devices.knows(attempt.device(), found.get().account().id());
        return new Looked(found, known);
    }

    private static List<Subject> subjects(Attempt attempt, Looked looked) {
        if (looked.known()) {
            var account = looked.found().orElseThrow().account().id();
            return List.of(new Subject(Kind.DEVICE, account + "\n" + attempt.device()));
        }
        var username = attempt.username().strip().toLowerCase(Locale.ROOT);
        return List.of(
                new Subject(Kind.ADDRESS, attempt.address()),
                new Subject(Kind.STRANGER, username + "\n" + attempt.address()));
    }

    private boolean isRight(Attempt attempt, Looked looked, List<Subject> subjects) {
        var open = looked.found().filter(found -> found.account().isOpen());
        var hash = open.map(Credentials::hash).orElse(null);
        try {
            return passwords.matches(attempt.password(), hash, looked.known());
        } catch (DoorBusy busy) {
            tallies.takeBack(subjects);
            throw busy;
        }
    }

    private Outcome admit(Credentials credentials, String device, String identified) {
        var account = credentials.account();
        accounts.signedIn(account.id(), clock.instant());
        evidence.done(account.signedIn(identified).actor(), "signed-in", account.id());
        return new Outcome.Admitted(credentials, devices.remember(device, account), identified);
    }

    private <T> T everywhere(Supplier<T> work) {
        return AgencyScope.everywhere(
                () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }
}
