package th.sala.accounts;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/// People's passwords, as Argon2id with [PasswordWork#FULL].
///
/// Only a few are computed at once, so that a crowd at the door cannot exhaust a small machine; and
/// browsers that were here before do not wait behind strangers. No database connection may be held
/// while one is computed.
@Component
class Passwords {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int STRANGERS = 2;
    private static final int ACQUAINTANCES = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Argon2PasswordEncoder argon2;
    private final String nobodys;
    private final Semaphore strangers = new Semaphore(STRANGERS, true);
    private final Semaphore acquaintances = new Semaphore(ACQUAINTANCES, true);

    /// @param other what is to be done instead of the full work; nothing in the program says so
    Passwords(ObjectProvider<PasswordWork> other) {
        var work = other.getIfAvailable(() -> PasswordWork.FULL);
        this.argon2 =
                new Argon2PasswordEncoder(
                        SALT_BYTES, HASH_BYTES, LANES, work.kibibytes(), work.passes());
        this.nobodys = encoded(argon2, "the password of nobody");
    }

    /// @throws DoorBusy if too many wait already
    String hash(String password) {
        return oneOfFew(acquaintances, () -> encoded(argon2, PasswordRule.canonical(password)));
    }

    /// Whether the password is the hash's. Without a hash it is not, which takes as long to find
    /// out: the time tells nobody whether an account exists.
    ///
    /// @param known whether the browser has been here before as this account
    /// @throws DoorBusy if too many wait already
    boolean matches(String typed, @Nullable String hash, boolean known) {
        var password = typed.length() > PasswordRule.LONGEST ? "" : PasswordRule.canonical(typed);
        return oneOfFew(
                known ? acquaintances : strangers,
                () ->
                        argon2.matches(password, hash == null ? nobodys : hash)
                                && hash != null
                                && !password.isEmpty());
    }

    private static String encoded(Argon2PasswordEncoder argon2, String password) {
        var encoded = argon2.encode(password);
        if (encoded == null) {
            throw new IllegalStateException("no hash");
        }
        return encoded;
    }

    private interface Computation<T> {
        T run();
    }

    private static <T> T oneOfFew(Semaphore few, Computation<T> computation) {
        try {
            if (!few.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DoorBusy();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DoorBusy();
        }
        try {
            return computation.run();
        } finally {
            few.release();
        }
    }
}
