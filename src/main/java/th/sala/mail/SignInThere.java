package th.sala.mail;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import th.sala.accounts.SignedIn;
import th.sala.installation.SecretBox;
import th.sala.installation.Vault;

/// A person's way to the sign-in service of a mailbox and back. What was asked travels in the
/// `state`, closed with a key of this installation: good for ten minutes, for the person who asked.
@Component
class SignInThere {
    private static final String KEY = "outside-mailbox-sign-ins";
    private static final Duration LASTS = Duration.ofMinutes(10);
    private static final int PARTS = 6;

    /// @param changedAt when the settings were made that it is for
    /// @param back where the browser comes back to, as the service was told
    record Trip(
            UUID mailbox,
            Instant changedAt,
            UUID account,
            String verifier,
            URI back,
            Instant until) {
        @Override
        public String toString() {
            return "Trip";
        }
    }

    private final SecretBox box;
    private final Clock clock;

    SignInThere(Vault vault, Clock clock) {
        this.box = new SecretBox(vault, KEY);
        this.clock = clock;
    }

    /// Where the browser goes.
    URI begin(SignedIn who, OutsideMailbox mailbox, TokenSource source, URI back) {
        var verifier = new CodeVerifier();
        var until = clock.instant().plus(LASTS).toEpochMilli();
        var trip =
                "%s\n%s\n%s\n%s\n%d\n%s"
                        .formatted(
                                mailbox.id(),
                                mailbox.changedAt(),
                                who.account(),
                                verifier.getValue(),
                                until,
                                back);
        var state = Base64.getUrlEncoder().withoutPadding().encodeToString(box.close(trip));
        return AccessTokens.signIn(source, state, back, verifier);
    }

    /// What the browser carried, if this person was sent with it, not long ago.
    Optional<Trip> end(SignedIn who, String state) {
        return opened(state)
                .filter(trip -> trip.account.equals(who.account()))
                .filter(trip -> clock.instant().isBefore(trip.until));
    }

    private Optional<Trip> opened(String state) {
        try {
            var parts = box.open(Base64.getUrlDecoder().decode(state)).split("\n", PARTS);
            return Optional.of(
                    new Trip(
                            UUID.fromString(parts[0]),
                            Instant.parse(parts[1]),
                            UUID.fromString(parts[2]),
                            parts[3],
                            URI.create(parts[5]),
                            Instant.ofEpochMilli(Long.parseLong(parts[4]))));
        } catch (IllegalArgumentException | IllegalStateException | DateTimeException foreign) {
            return Optional.empty();
        }
    }
}
