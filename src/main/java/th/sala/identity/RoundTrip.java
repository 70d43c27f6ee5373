package th.sala.identity;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was asked of a provider, as the browser that goes there carries it, closed, until it comes
/// back. Ten minutes, and once.
///
/// @param state comes back with the answer
/// @param nonce comes back in the ID token
/// @param verifier PKCE: whoever redeems the code knows it
/// @param linksTo the account that is to be linked; null if somebody signs in
/// @param to the page that was asked for
record RoundTrip(
        UUID provider,
        String state,
        String nonce,
        String verifier,
        Instant until,
        @Nullable UUID linksTo,
        String to) {
    static final Duration LASTS = Duration.ofMinutes(10);
    private static final int PARTS = 7;
    private static final int LONGEST_PATH = 1000;

    static RoundTrip fresh(UUID provider, @Nullable UUID linksTo, String to, Instant now) {
        return new RoundTrip(
                provider,
                new State().getValue(),
                new Nonce().getValue(),
                new CodeVerifier().getValue(),
                now.plus(LASTS),
                linksTo,
                to.length() > LONGEST_PATH ? "" : to);
    }

    /// In one text.
    String kept() {
        return String.join(
                "\n",
                provider.toString(),
                state,
                nonce,
                verifier,
                Long.toString(until.toEpochMilli()),
                linksTo == null ? "" : linksTo.toString(),
                to);
    }

    /// @param kept what [#kept] said
    static Optional<RoundTrip> of(String kept) {
        var parts = kept.split("\n", PARTS);
        return parts.length == PARTS
                ? Optional.of(
                        new RoundTrip(
                                UUID.fromString(parts[0]),
                                parts[1],
                                parts[2],
                                parts[3],
                                Instant.ofEpochMilli(Long.parseLong(parts[4])),
                                parts[5].isEmpty() ? null : UUID.fromString(parts[5]),
                                parts[6]))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "RoundTrip";
    }
}
