package th.sala.accounts;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.SignInThrottle.Kind;
import th.sala.accounts.StoredSecondSteps.State;
import th.sala.accounts.Tallies.Subject;
import th.sala.installation.SecretBox;
import th.sala.installation.Vault;
import th.sala.law.Refusal;
import th.sala.proof.Fields;
import th.sala.thai.Digits;

/// การเข้าสู่ระบบสองขั้น: after the password a code of the person's authenticator, or a recovery
/// code in its place. Each code is good once.
@Service
class SecondStep {
    static final String KEY = "totp";
    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_GROUPS = 4;
    private static final Duration TO_CONFIRM = Duration.ofMinutes(15);

    /// Refusal: the code is another's, too old, or used.
    static final class WrongCode extends Refusal {
        WrongCode() {
            super("accounts.second-step.wrong");
        }
    }

    /// Refusal: it is switched on already.
    static final class AlreadyOn extends Refusal {
        AlreadyOn() {
            super("accounts.second-step.already-on");
        }
    }

    /// Refusal: there is no fresh secret to confirm.
    static final class NotBegun extends Refusal {
        NotBegun() {
            super("accounts.second-step.not-begun");
        }
    }

    /// Refusal: one's own is switched off with a code.
    static final class OwnReset extends Refusal {
        OwnReset() {
            super("accounts.second-step.own");
        }
    }

    private final StoredSecondSteps stored;
    private final Accounts accounts;
    private final Tallies tallies;
    private final AccountEvidence evidence;
    private final SecretBox box;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SecondStep(
            StoredSecondSteps stored,
            Accounts accounts,
            Tallies tallies,
            AccountEvidence evidence,
            Vault vault,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.stored = stored;
        this.accounts = accounts;
        this.tallies = tallies;
        this.evidence = evidence;
        this.box = new SecretBox(vault, KEY);
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// Empty while it is off.
    @Transactional(readOnly = true)
    Optional<State> of(UUID account) {
        return stored.of(account);
    }

    /// Takes the code as used up if it is right.
    ///
    /// @return by what whoever typed it is known besides; empty if it is not right
    @Transactional
    Optional<String> use(UUID account, String typed) {
        var code = canonical(typed);
        if (!code.matches("[0-9]{6}")) {
            return stored.use(account, Secrets.hash(code))
                    ? Optional.of(SignedIn.AND_RECOVERY_CODE)
                    : Optional.empty();
        }
        var step = stored.confirmed(account).map(this::opened);
        return step.isPresent() && isUsed(account, step.get(), code)
                ? Optional.of(SignedIn.AND_TOTP)
                : Optional.empty();
    }

    private boolean isUsed(UUID account, Totp totp, String code) {
        var step = totp.stepOf(code, clock.instant());
        return step.isPresent() && stored.use(account, step.getAsLong());
    }

    private Totp opened(byte[] secret) {
        return Totp.of(box.open(secret));
    }

    /// Dashes, spaces and Thai digits are welcome.
    private static String canonical(String typed) {
        var text = typed.length() > PasswordRule.LONGEST ? "" : typed;
        return Digits.ARABIC.in(text).replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    }

    /// Makes the secret that the authenticator is to share. Nothing changes before [#confirm].
    ///
    /// @throws Refusal as [Accounts#confirm]
    /// @throws TooManyAttempts if wrong ones were typed too often
    /// @throws AlreadyOn if it is on
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    Totp begin(SignedIn who, Confirmation confirmation) {
        accounts.confirm(who, confirmation);
        var totp = Totp.fresh();
        var secret = box.close(totp.kept());
        if (!inTransaction(() -> stored.begin(who, secret, clock.instant()))) {
            throw new AlreadyOn();
        }
        return totp;
    }

    /// The secret that is being shared, for some minutes.
    ///
    /// @throws NotBegun if there is none
    @Transactional
    Totp begun(SignedIn who) {
        return stored.begun(who.account(), clock.instant().minus(TO_CONFIRM))
                .map(this::opened)
                .orElseThrow(NotBegun::new);
    }

    /// Switches it on: the authenticator has shown that it knows the secret.
    ///
    /// @return the recovery codes, to be shown once
    /// @throws WrongCode if it has not
    /// @throws NotBegun if there is nothing to confirm
    @Transactional
    List<String> confirm(SignedIn who, String typed) {
        var now = clock.instant();
        var step = begun(who).stepOf(canonical(typed), now);
        stored.confirm(who.account(), step.orElseThrow(WrongCode::new), now);
        evidence.done(who.actor(), "totp", who.account());
        return freshCodes(who);
    }

    private List<String> freshCodes(SignedIn who) {
        var codes =
                Stream.generate(() -> Secrets.readable(RECOVERY_GROUPS))
                        .limit(RECOVERY_CODES)
                        .toList();
        stored.replaceCodes(
                who, codes.stream().map(SecondStep::canonical).map(Secrets::hash).toList());
        return codes;
    }

    /// @return new recovery codes in place of all others, to be shown once
    /// @throws Refusal as [Accounts#confirm]
    /// @throws WrongCode if the code is not right
    /// @throws TooManyAttempts if wrong ones were typed too often
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    List<String> newCodes(SignedIn who, Confirmation confirmation, String typed) {
        return proven(
                who,
                confirmation,
                typed,
                known -> {
                    evidence.done(known.actor(), "recovery-codes", who.account());
                    return freshCodes(who);
                });
    }

    /// Switches it off.
    ///
    /// @throws Refusal as [Accounts#confirm]
    /// @throws WrongCode if the code is not right
    /// @throws TooManyAttempts if wrong ones were typed too often
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void off(SignedIn who, Confirmation confirmation, String typed) {
        proven(
                who,
                confirmation,
                typed,
                known -> {
                    evidence.done(known.actor(), "totp-ended", who.account());
                    return stored.remove(who.account());
                });
    }

    private <T> T proven(
            SignedIn who, Confirmation confirmation, String typed, Function<SignedIn, T> change) {
        var known = accounts.confirm(who, confirmation);
        var subjects = List.of(new Subject(Kind.CODE, who.account().toString()));
        tallies.begin(subjects)
                .ifPresent(until -> {
                    throw new TooManyAttempts(until);
                });
        var done =
                inTransaction(() -> {
                    if (use(who.account(), typed).isEmpty()) {
                        throw new WrongCode();
                    }
                    return change.apply(known);
                });
        tallies.forgive(subjects);
        return done;
    }

    /// Switches another's off, who has lost authenticator and recovery codes.
    ///
    /// @throws OwnReset if it is not another's
    /// @throws GovernsInstallation if only another who has this right may
    @Transactional
    void reset(SignedIn by, UUID account) {
        mustBeAnothers(by, account);
        if (stored.remove(account)) {
            var agency = accounts.find(account).orElseThrow().agency();
            evidence.done("totp-reset", agency, account, Fields.none());
        }
    }

    /// @throws OwnReset if it is not another's
    /// @throws GovernsInstallation if only another who has this right may
    @Transactional(readOnly = true)
    void mustBeAnothers(SignedIn by, UUID account) {
        if (by.account().equals(account)) {
            throw new OwnReset();
        }
        var others = accounts.find(account).orElseThrow(Accounts.NoSuchAccount::new);
        if (others.governsInstallation() && !by.is(Role.INSTALLATION)) {
            throw new GovernsInstallation();
        }
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }
}
