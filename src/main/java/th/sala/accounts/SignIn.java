package th.sala.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.OutsidePasswords.Answer;
import th.sala.accounts.SignInThrottle.Kind;
import th.sala.accounts.StoredAccounts.Credentials;
import th.sala.accounts.Tallies.Subject;
import th.sala.database.AgencyScope;
import th.sala.proof.Fields;

/// Lets people in by username and password, and a code or passkey besides for who wants that, or by
/// a passkey alone, or recognised elsewhere.
///
/// Whoever signs in is in no agency's scope yet, so the account is looked up by its username or its
/// passkey, which are unique in the installation, in [AgencyScope#everywhere]: that look-up and the
/// memory of browsers are all that is done there, and what they find is not shown to anybody.
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
        /// code, and for a passkey.
        record Wrong() implements Outcome {}

        /// The same where passwords may be kept elsewhere, told to strangers: or nobody there
        /// answered.
        record WrongOrSilent() implements Outcome {}

        /// The password is kept elsewhere, and nobody there answered: told to browsers that have
        /// been in.
        record Silent() implements Outcome {}

        /// There may be a copy of the passkey.
        record CountedBack() implements Outcome {}

        /// Nothing typed was looked at.
        record Slowed(Instant until) implements Outcome {}
    }

    /// Asking elsewhere usually takes less.
    private static final Duration EVEN = Duration.ofMillis(700);

    private final StoredAccounts accounts;
    private final SecondStep secondStep;
    private final Passkeys passkeys;
    private final Devices devices;
    private final Passwords passwords;
    private final OutsidePasswords outside;
    private final Tallies tallies;
    private final AccountEvidence evidence;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SignIn(
            StoredAccounts accounts,
            SecondStep secondStep,
            Passkeys passkeys,
            Devices devices,
            Passwords passwords,
            OutsidePasswords outside,
            Tallies tallies,
            AccountEvidence evidence,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.accounts = accounts;
        this.secondStep = secondStep;
        this.passkeys = passkeys;
        this.devices = devices;
        this.passwords = passwords;
        this.outside = outside;
        this.tallies = tallies;
        this.evidence = evidence;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    private record Looked(Optional<Credentials> found, boolean known) {}

    /// Where passwords may be kept elsewhere all that is not let in waits as long as asking there
    /// usually takes: the time tells nobody whose are.
    ///
    /// @throws DoorBusy if the password was not looked at because too many were
    Outcome attempt(Attempt attempt) {
        var begun = System.nanoTime();
        var outcome = looked(attempt);
        var isLetIn = outcome instanceof Outcome.Admitted || outcome instanceof Outcome.CodeNeeded;
        if (!isLetIn && outside.any()) {
            var left = EVEN.minusNanos(System.nanoTime() - begun);
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, Math.max(0, left.toMillis()), TimeUnit.MILLISECONDS)
                    .join();
        }
        return outcome;
    }

    private Outcome looked(Attempt attempt) {
        var looked = everywhere(() -> look(attempt));
        var name = attempt.username().strip().toLowerCase(Locale.ROOT);
        var subjects = subjects(name, attempt.address(), attempt.device(), looked);
        var wait = tallies.begin(subjects);
        if (wait.isPresent()) {
            return new Outcome.Slowed(wait.get());
        }
        var elsewhere =
                looked.found()
                        .map(Credentials::account)
                        .filter(account -> everywhere(() -> outside.keeps(account.id())));
        return switch (answer(attempt, looked, elsewhere, subjects)) {
            case Answer.Right right -> {
                tallies.forgive(subjects);
                var found = looked.found().orElseThrow();
                yield elsewhere.isPresent()
                        ? fromDirectory(following(found, right), attempt, looked)
                        : entered(found, SignedIn.BY_PASSWORD, attempt, looked);
            }
            case Answer.Wrong wrong -> {
                evidence.refused(looked.found(), wrong.why());
                yield hidesWhose(looked) ? new Outcome.WrongOrSilent() : new Outcome.Wrong();
            }
            case Answer.Silent _ -> {
                tallies.takeBack(subjects);
                yield hidesWhose(looked) ? new Outcome.WrongOrSilent() : new Outcome.Silent();
            }
        };
    }

    /// Whoever is in none of the groups any more comes in no more.
    private Outcome fromDirectory(Credentials found, Attempt attempt, Looked looked) {
        if (found.account().roles().isEmpty()) {
            evidence.refused(Optional.of(found), "no-role");
            return hidesWhose(looked) ? new Outcome.WrongOrSilent() : new Outcome.Wrong();
        }
        return entered(found, SignedIn.BY_DIRECTORY, attempt, looked);
    }

    private boolean hidesWhose(Looked looked) {
        return !looked.known() && outside.any();
    }

    private Outcome entered(Credentials credentials, String by, Attempt attempt, Looked looked) {
        var device = attempt.device();
        return everywhere(() ->
                secondStep.of(credentials.account().id()).isPresent()
                        ? new Outcome.CodeNeeded(half(credentials, by, device, looked.known()))
                        : admit(credentials, device, by));
    }

    /// The roles that follow what is said elsewhere do; no others change.
    private Credentials following(Credentials credentials, Answer.Right right) {
        var id = credentials.account().id();
        return everywhere(() -> {
            var before = accounts.lockedById(id).orElseThrow().account();
            var roles = without(before.roles(), right.governed());
            roles.addAll(right.given());
            if (!roles.equals(before.roles())) {
                accounts.setRoles(id, roles, clock.instant());
                var said = said(before.roles(), roles);
                evidence.done("roles-followed", before.agency(), id, said);
            }
            return accounts.byId(id).orElseThrow();
        });
    }

    private static Fields said(Set<Role> before, Set<Role> now) {
        return Fields.none()
                .with("roles", Role.inOrder(now))
                .with("given", without(now, before))
                .with("taken", without(before, now));
    }

    private static Set<Role> without(Set<Role> roles, Set<Role> others) {
        var left = EnumSet.noneOf(Role.class);
        left.addAll(roles);
        left.removeAll(others);
        return left;
    }

    /// Somebody whom another recognised: a code is asked for all the same.
    ///
    /// @param by how they are known
    /// @param device the token in the browser's cookie; empty if it has none
    /// @throws OutsideDoor.Closed if the account is closed
    /// @throws OutsideDoor.OwnWayOnly if it governs the installation
    Outcome recognised(UUID account, String by, String device) {
        var looked = everywhere(() -> look(accounts.byId(account), device));
        var credentials = looked.found().orElseThrow(OutsideDoor.Closed::new);
        if (!credentials.account().isOpen()) {
            evidence.refused(looked.found(), "closed");
            throw new OutsideDoor.Closed();
        }
        if (credentials.account().governsInstallation()) {
            evidence.refused(looked.found(), "governs-installation");
            throw new OutsideDoor.OwnWayOnly();
        }
        return everywhere(() ->
                secondStep.of(account).isPresent()
                        ? new Outcome.CodeNeeded(half(credentials, by, device, looked.known()))
                        : admit(credentials, device, by));
    }

    /// Strangers count with the account, for whoever knows the password may have many addresses;
    /// they keep no browser out that was here before.
    private HalfSignedIn half(Credentials credentials, String by, String device, boolean known) {
        var account = credentials.account().id();
        var browser = known ? "/" + HexFormat.of().formatHex(Secrets.hash(device)) : "";
        var until = clock.instant().plus(HalfSignedIn.LASTS);
        return new HalfSignedIn(account, by, credentials.count(), account + browser, until);
    }

    /// A passkey alone: it has recognised the person, so nothing else is asked for.
    Outcome attempt(PasskeyAnswer answer, String address, String device) {
        var looked = everywhere(() -> look(claimed(answer), device));
        var whose = looked.found().map(found -> found.account().username()).orElse("");
        var subjects = subjects("passkey\n" + whose, address, device, looked);
        var wait = tallies.begin(subjects);
        if (wait.isPresent()) {
            return new Outcome.Slowed(wait.get());
        }
        var open = looked.found().filter(found -> found.account().isOpen());
        return forgiven(
                subjects,
                open.map(found -> judged(found, answer, Optional.empty(), device))
                        .orElseGet(Outcome.Wrong::new));
    }

    private Optional<Credentials> claimed(PasskeyAnswer answer) {
        return passkeys.claimed(answer).flatMap(accounts::byId);
    }

    /// @param before how the person is known already
    private Outcome judged(
            Credentials open, PasskeyAnswer answer, Optional<String> before, String device) {
        var account = open.account().id();
        var alone = before.isEmpty();
        return switch (AgencyScope.everywhere(() -> passkeys.judge(answer, account, alone))) {
            case RIGHT -> {
                var how =
                        before.map(by -> by + "+" + SignedIn.AND_PASSKEY)
                                .orElse(SignedIn.BY_PASSKEY);
                yield everywhere(() -> admit(open, device, how));
            }
            case WRONG -> {
                evidence.refused(Optional.of(open), "wrong-passkey");
                yield new Outcome.Wrong();
            }
            case COUNTED_BACK -> {
                evidence.refused(Optional.of(open), "passkey-counted-back");
                yield new Outcome.CountedBack();
            }
        };
    }

    /// The code, after the right password.
    Outcome complete(HalfSignedIn half, String code, String device) {
        return complete(
                half,
                found -> {
                    var admitted = everywhere(() -> completed(found, half.by(), code, device));
                    if (admitted.isEmpty()) {
                        evidence.refused(Optional.of(found), "wrong-code");
                    }
                    return admitted.orElseGet(Outcome.Wrong::new);
                });
    }

    /// A passkey in place of the code.
    Outcome complete(HalfSignedIn half, PasskeyAnswer answer, String device) {
        return complete(half, found -> judged(found, answer, Optional.of(half.by()), device));
    }

    private Outcome complete(HalfSignedIn half, Function<Credentials, Outcome> secondStep) {
        var found =
                everywhere(() -> accounts.byId(half.account()))
                        .filter(now -> now.count() == half.count())
                        .filter(now -> now.account().isOpen());
        var subjects = List.of(new Subject(Kind.CODE, half.tally()));
        var wait = tallies.begin(subjects);
        if (wait.isPresent()) {
            return new Outcome.Slowed(wait.get());
        }
        return forgiven(subjects, found.map(secondStep).orElseGet(Outcome.Wrong::new));
    }

    private Outcome forgiven(List<Subject> subjects, Outcome outcome) {
        if (outcome instanceof Outcome.Admitted) {
            tallies.forgive(subjects);
        }
        return outcome;
    }

    /// The passkeys that may take the code's place.
    List<Passkey> passkeys(HalfSignedIn half, RelyingParty party) {
        return AgencyScope.everywhere(() -> passkeys.of(half.account(), party));
    }

    private Optional<Outcome> completed(
            Credentials credentials, String by, String code, String device) {
        return secondStep
                .use(credentials.account().id(), code)
                .map(besides -> admit(credentials, device, by + "+" + besides));
    }

    private Looked look(Attempt attempt) {
        return look(
                Username.typed(attempt.username()).flatMap(accounts::byUsername), attempt.device());
    }

    private Looked look(Optional<Credentials> found, String device) {
        var known =
                found.isPresent()
                        && !device.isEmpty()
                        && devices.knows(device, found.get().account().id());
        return new Looked(found, known);
    }

    /// @param name by which a stranger says who they are
    private static List<Subject> subjects(
            String name, String address, String device, Looked looked) {
        if (looked.known()) {
            var account = looked.found().orElseThrow().account().id();
            return List.of(new Subject(Kind.DEVICE, account + "\n" + device));
        }
        return List.of(
                new Subject(Kind.ADDRESS, address),
                new Subject(Kind.STRANGER, name + "\n" + address));
    }

    /// What is computed here is computed for everybody: the time tells nobody whose password is
    /// kept elsewhere.
    private Answer answer(
            Attempt attempt, Looked looked, Optional<Account> elsewhere, List<Subject> subjects) {
        var open = looked.found().filter(found -> found.account().isOpen());
        var hash = elsewhere.isPresent() ? null : open.map(Credentials::hash).orElse(null);
        try {
            var matches = passwords.matches(attempt.password(), hash, looked.known());
            if (elsewhere.isPresent() && open.isPresent()) {
                return asked(elsewhere.get(), attempt.password());
            }
            return matches ? new Answer.Right(Set.of(), Set.of()) : new Answer.Wrong("wrong");
        } catch (DoorBusy busy) {
            tallies.takeBack(subjects);
            throw busy;
        }
    }

    private Answer asked(Account account, String typed) {
        return account.governsInstallation()
                ? new Answer.Wrong("governs-installation")
                : outside.check(account, typed);
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
