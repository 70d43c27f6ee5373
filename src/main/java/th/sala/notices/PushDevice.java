package th.sala.notices;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/// A browser that shows that there is something to see, also while no page of ours is open.
///
/// @param address at its maker's push service (RFC 8030)
/// @param program such as Firefox, or empty
/// @param system such as Android, or empty
/// @param toldAt until when it has been told
/// @param failures in a row
record PushDevice(
        UUID agency,
        UUID id,
        UUID account,
        URI address,
        String program,
        String system,
        Rhythm rhythm,
        Instant addedAt,
        Instant toldAt,
        int failures) {
    /// Public for templates.
    public boolean isDaily() {
        return rhythm == Rhythm.DAILY;
    }

    /// Public for templates: for a person who has several.
    public String name() {
        return String.join(" · ", program, system).replaceAll("^ · | · $", "");
    }
}
