package th.sala.hooks;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One message to one address.
///
/// @param about the record that it is about
/// @param next when it is tried again; null once it is delivered or given up
/// @param result of the last try: a status of HTTP, or why there was none; empty before
public record Delivery(
        UUID agency,
        UUID id,
        UUID hook,
        HookEvent event,
        UUID about,
        Instant at,
        int attempts,
        @Nullable Instant next,
        @Nullable Instant triedAt,
        String result,
        boolean delivered) {
    /// The message that says how it stands.
    public String stateKey() {
        if (delivered) {
            return "hooks.state.delivered";
        }
        return next == null ? "hooks.state.given-up" : "hooks.state.waiting";
    }

    /// The message that says what came of the last try; a status is its argument.
    public String resultKey() {
        if (result.isEmpty()) {
            return "hooks.result.none";
        }
        if (!Character.isDigit(result.charAt(0))) {
            return "hooks.result." + result.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
        return result.startsWith("3") ? "hooks.result.redirect" : "hooks.result.status";
    }
}
