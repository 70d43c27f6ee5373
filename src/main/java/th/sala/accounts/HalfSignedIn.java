package th.sala.accounts;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Whoever gave the right password, or was recognised elsewhere, and owes the code: may do nothing
/// but give it, for five minutes.
///
/// @param by how the person is known so far
/// @param count of the credentials, see [StoredAccounts.Credentials]
/// @param tally with whose failures wrong codes are counted
/// @param until when the password has to be given again
record HalfSignedIn(UUID account, String by, int count, String tally, Instant until) {
    static final Duration LASTS = Duration.ofMinutes(5);
    private static final int PARTS = 5;

    /// As a session keeps it.
    String kept() {
        return "%s %s %d %s %d".formatted(account, by, count, tally, until.toEpochMilli());
    }

    /// @param kept what [#kept] said; nothing comes of what an older program kept
    static Optional<HalfSignedIn> of(String kept) {
        var parts = kept.split(" ", -1);
        return parts.length == PARTS ? Optional.of(of(parts)) : Optional.empty();
    }

    private static HalfSignedIn of(String... parts) {
        return new HalfSignedIn(
                UUID.fromString(parts[0]),
                parts[1],
                Integer.parseInt(parts[2]),
                parts[3],
                Instant.ofEpochMilli(Long.parseLong(parts[4])));
    }
}
