package th.sala.notices;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where and how often a person wants to be told.
///
/// @param confirmedAt when the person showed that the address is theirs; null before
/// @param mailedAt when a mail last left, or could have
record MailWish(
        UUID agency,
        UUID account,
        String address,
        Rhythm rhythm,
        @Nullable Instant confirmedAt,
        @Nullable Instant mailedAt) {
    /// Public for templates.
    public boolean isConfirmed() {
        return confirmedAt != null;
    }
}
