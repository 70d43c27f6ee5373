package th.sala.meetings;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// การแสดงตน: what an attendee said of themselves before the meeting or during it, and since when
/// that is known to be so.
///
/// @param how as evidence says it: `password`, or `meeting-link` of a guest
/// @param place where the attendee is
/// @param abroad outside the Kingdom
/// @param knownAt null while others are to vouch
/// @param vouchers the attendees who vouched
public record Identification(
        UUID id,
        String how,
        String place,
        boolean abroad,
        Instant at,
        @Nullable Instant knownAt,
        Set<UUID> vouchers) {
    public static final String BY_LINK = "meeting-link";

    public boolean isKnown() {
        return knownAt != null;
    }

    public boolean isByLink() {
        return how.equals(BY_LINK);
    }
}
