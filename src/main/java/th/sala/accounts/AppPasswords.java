package th.sala.accounts;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.database.AgencyScope;
import th.sala.law.Refusal;
import th.sala.proof.Fields;

/// Passwords for mail clients, which cannot ask a person: made up here, shown once, taken back one
/// by one, or all at once by another password of the person's own or the end of the account. A
/// person's own password never works there.
///
/// They cannot be guessed: some 100 bits. The last group follows from the others, and a guess gets
/// it right once in 900,000 times: a flood of guesses is turned away without a look into the
/// database. So attempts are not counted, and nobody can lock another's mail out.
@Service
public class AppPasswords {
    private static final int RANDOM_GROUPS = 5;
    private static final int MOST = 20;

    /// Refusal: the account has as many as it may.
    static final class TooMany extends Refusal {
        TooMany() {
            super("accounts.app-passwords.too-many", MOST);
        }
    }

    /// @param secret to be shown once
    record Made(AppPassword password, String secret) {}

    private final StoredAppPasswords stored;
    private final AccountEvidence evidence;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AppPasswords(
            StoredAppPasswords stored,
            AccountEvidence evidence,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.stored = stored;
        this.evidence = evidence;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// Who it is, if the account is open and has the app password. In no scope: for SMTP.
    ///
    /// @param password dashes and spaces in it do not count
    public Optional<SignedIn> check(String username, String password) {
        var secret = canonical(password);
        var account = Username.typed(username);
        if (account.isEmpty() || !isWellFormed(secret)) {
            return Optional.empty();
        }
        return AgencyScope.everywhere(() ->
                Objects.requireNonNull(transaction.execute(_ -> used(account.get(), secret))));
    }

    private Optional<SignedIn> used(Username username, String secret) {
        var found = stored.accountOf(username, Secrets.hash(secret));
        found.ifPresent(_ -> stored.used(Secrets.hash(secret), clock.instant()));
        return found.filter(Account::isOpen)
                .map(account -> account.signedIn(SignedIn.BY_APP_PASSWORD));
    }

    /// @param name what the person calls the client
    @Transactional
    Made make(SignedIn who, String name) {
        if (stored.of(who.account()).size() >= MOST) {
            throw new TooMany();
        }
        var random = Secrets.readable(RANDOM_GROUPS);
        var secret = random + "-" + checkGroup(canonical(random));
        var password = new AppPassword(UUID.randomUUID(), name, clock.instant(), null);
        stored.add(who, password, Secrets.hash(canonical(secret)));
        evidence.done(who.actor(), "app-password", who.account());
        return new Made(password, secret);
    }

    @Transactional(readOnly = true)
    List<AppPassword> of(UUID account) {
        return stored.of(account);
    }

    @Transactional
    void revoke(UUID account, UUID password) {
        stored.remove(account, password);
        var agency = AgencyScope.agency().orElseThrow();
        evidence.done("app-password-ended", agency, account, Fields.none());
    }

    private static boolean isWellFormed(String secret) {
        var random = RANDOM_GROUPS * Secrets.GROUP;
        return secret.length() == random + Secrets.GROUP
                && secret.substring(random).equals(checkGroup(secret.substring(0, random)));
    }

    private static String checkGroup(String random) {
        return Secrets.spelled(Secrets.hash("app password\n" + random), Secrets.GROUP);
    }

    private static String canonical(String typed) {
        return typed.length() > PasswordRule.LONGEST
                ? ""
                : typed.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    }
}
