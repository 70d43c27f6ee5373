package th.sala.accounts;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How long whoever typed wrong passwords has to wait. A pure rule.
///
/// Nobody can lock another out: strangers are counted by username *and* address, and a browser that
/// has signed in as that username before is counted by itself, whatever strangers do behind the
/// same address. While somebody waits no password is looked at, so that the answer tells nothing
/// about the one typed.
final class SignInThrottle {
    /// Whose failures are counted together.
    enum Kind {
        /// One username tried from one address by browsers that never were in.
        STRANGER(5, Duration.ofMinutes(15), Duration.ofDays(1)),
        /// All usernames tried by such browsers from one address; loose, for an office may have one
        /// address for all.
        ADDRESS(100, Duration.ofMinutes(5), Duration.ofMinutes(10)),
        /// One browser that has been in as that username.
        DEVICE(10, Duration.ofMinutes(15), Duration.ofDays(1)),
        /// The code after the right password: of the account by strangers' browsers, or of one
        /// browser that has been in.
        CODE(5, Duration.ofMinutes(15), Duration.ofDays(1)),
        /// A person already in who confirms an act by the password again.
        CONFIRMATION(10, Duration.ofMinutes(15), Duration.ofDays(1)),
        /// Forgotten passwords told from one address; each counts, for none is right or wrong.
        FORGOTTEN(5, Duration.ofMinutes(15), Duration.ofHours(6));

        /// So many failures cost nothing.
        final int free;

        final Duration longest;

        /// After so long without a failure all is forgotten.
        final Duration memory;

        Kind(int free, Duration longest, Duration memory) {
            this.free = free;
            this.longest = longest;
            this.memory = memory;
        }
    }

    /// Failures so far and when the last of them was.
    record Tally(int failures, Instant last) {
        static final Tally NONE = new Tally(0, Instant.EPOCH);
    }

    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 10;

    private SignInThrottle() {}

    /// Until when the next attempt must wait, if it must.
    static Optional<Instant> waitUntil(Kind kind, Tally tally, Instant now) {
        if (isForgotten(kind, tally, now) || tally.failures() < kind.free) {
            return Optional.empty();
        }
        var doublings = Math.min(tally.failures() - kind.free, MOST_DOUBLINGS);
        var wait = FIRST_WAIT.multipliedBy(1L << doublings);
        var until = tally.last().plus(wait.compareTo(kind.longest) < 0 ? wait : kind.longest);
        return now.isBefore(until) ? Optional.of(until) : Optional.empty();
    }

    /// The tally with one failure more.
    static Tally failed(Kind kind, Tally tally, Instant now) {
        return new Tally(isForgotten(kind, tally, now) ? 1 : tally.failures() + 1, now);
    }

    private static boolean isForgotten(Kind kind, Tally tally, Instant now) {
        return !now.isBefore(tally.last().plus(kind.memory));
    }
}
