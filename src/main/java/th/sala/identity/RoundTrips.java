package th.sala.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import th.sala.accounts.Cookies;
import th.sala.installation.SecretBox;
import th.sala.installation.Vault;

/// Keeps what was asked of a provider in the one browser that goes there, closed with a key of this
/// installation: another browser's answer fits nothing.
@Component
class RoundTrips {
    static final String COOKIE = "outside";
    private static final String KEY = "identity-trips";

    private final CodeFlow flow;
    private final SecretBox box;
    private final Clock clock;

    RoundTrips(CodeFlow flow, Vault vault, Clock clock) {
        this.flow = flow;
        this.box = new SecretBox(vault, KEY);
        this.clock = clock;
    }

    /// @param linksTo see [RoundTrip]
    /// @return where the browser goes
    /// @throws Unrecognised if the provider does not answer
    URI begin(
            Provider provider,
            @Nullable UUID linksTo,
            String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        var trip = RoundTrip.fresh(provider.id(), linksTo, to, clock.instant());
        var there = flow.begin(provider, trip);
        var closed = Base64.getUrlEncoder().withoutPadding().encodeToString(box.close(trip.kept()));
        Cookies.set(COOKIE, closed, RoundTrip.LASTS, request, response);
        return there;
    }

    /// The browser is back: what it carried is gone from it, and good only if it is young.
    Optional<RoundTrip> end(HttpServletRequest request, HttpServletResponse response) {
        var carried = Cookies.value(COOKIE, request);
        if (carried.isPresent()) {
            Cookies.set(COOKIE, "", Duration.ZERO, request, response);
        }
        return carried.flatMap(this::opened).filter(trip -> clock.instant().isBefore(trip.until()));
    }

    private Optional<RoundTrip> opened(String carried) {
        try {
            return RoundTrip.of(box.open(Base64.getUrlDecoder().decode(carried)));
        } catch (IllegalArgumentException | IllegalStateException foreign) {
            return Optional.empty();
        }
    }
}
