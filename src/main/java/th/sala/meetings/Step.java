package th.sala.meetings;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that comes before the room opens, as it was done.
///
/// @param attendee the chair who decided, or the operator who was appointed; null of a request
/// @param secret whether the meeting was a secret one then
/// @param name who did it
record Step(
        UUID id,
        Kind kind,
        @Nullable UUID attendee,
        boolean secret,
        String words,
        String name,
        Instant at) {
    enum Kind {
        /// The chair's, to meet electronically.
        DECISION,
        /// The organiser's, in writing, for the control system.
        REQUEST,
        /// Of the operator.
        APPOINTMENT
    }
}
