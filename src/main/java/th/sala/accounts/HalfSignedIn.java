package th.sala.accounts;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// Whoever gave the right password and owes the code: may do nothing but give it, for five minutes.
///
/// @param count of the credentials, see [StoredAccounts.Credentials]
/// @param tally with whose failures wrong codes are counted
/// @param until when the password has to be given again
record HalfSignedIn(UUID account, int count, String tally, Instant until) {
    static final Duration LASTS = Duration.ofMinutes(5);

    /// As a session keeps it.
    String kept() {
        return "%s %d %s %d".formatted(account, count, tally, until.toEpochMilli());
    }

    /// @param kept what [#kept] said
    static HalfSignedIn of(String kept) {
        var parts = kept.split(" ", -1);
        return new HalfSignedIn(
                UUID.fromString(parts[0]),
                Integer.parseInt(parts[1]),
                parts[2],
                Instant.ofEpochMilli(Long.parseLong(parts[3])));
    }
}
