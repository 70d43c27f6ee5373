package th.sala.media;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Names and passwords for a relay that hold for a meeting's length and no longer: the relay knows
/// the secret they are made with, and nobody's name (coturn: `use-auth-secret`).
record TurnCredentials(MediaSettings.Turn turn, Clock clock) {
    /// The longest meeting.
    private static final Duration HOLDS = Duration.ofHours(12);

    private static final String MAC = "HmacSHA1";

    /// Nothing where there is no relay.
    List<IceServer> of(UUID participant) {
        if (!isThere()) {
            return List.of();
        }
        var until = clock.instant().plus(HOLDS).getEpochSecond();
        var username = until + ":" + participant;
        return List.of(new IceServer(turn.urls(), username, password(username)));
    }

    boolean isThere() {
        return !turn.urls().isEmpty() && !turn.secret().isEmpty();
    }

    private String password(String username) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(turn.secret().getBytes(StandardCharsets.UTF_8), MAC));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
