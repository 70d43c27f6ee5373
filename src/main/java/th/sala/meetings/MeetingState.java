package th.sala.meetings;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.law.Refusal;

/// How far a meeting is.
public sealed interface MeetingState {
    /// Refusal: it is not in a state in which that can be done, perhaps since a moment ago.
    final class MovedOn extends Refusal {
        MovedOn() {
            super("meetings.refused.moved-on");
        }
    }

    record Planned() implements MeetingState {}

    /// @param item what is being discussed; null between items
    record Open(Instant since, @Nullable UUID item) implements MeetingState {
        public Open at(UUID next) {
            return new Open(since, next);
        }
    }

    record Ended(Instant opened, Instant at) implements MeetingState {}

    record Cancelled(Instant at, String reason) implements MeetingState {}

    /// @throws MovedOn unless it is planned
    default Open opened(Instant at) {
        return switch (this) {
            case Planned _ -> new Open(at, null);
            case Open _, Ended _, Cancelled _ -> throw new MovedOn();
        };
    }

    /// @throws MovedOn unless it is open
    default Ended ended(Instant at) {
        return new Ended(mustBeOpen().since(), at);
    }

    /// @throws MovedOn unless it is planned
    default Cancelled cancelled(Instant at, String reason) {
        return switch (this) {
            case Planned _ -> new Cancelled(at, reason);
            case Open _, Ended _, Cancelled _ -> throw new MovedOn();
        };
    }

    /// @throws MovedOn unless it is open
    default Open mustBeOpen() {
        return switch (this) {
            case Open open -> open;
            case Planned _, Ended _, Cancelled _ -> throw new MovedOn();
        };
    }

    default boolean isPlanned() {
        return this instanceof Planned;
    }

    default boolean isOpen() {
        return this instanceof Open;
    }

    /// Whether people may still come to it.
    default boolean isToCome() {
        return isPlanned() || isOpen();
    }

    /// The last part of its message.
    default String key() {
        return "meetings.state."
                + switch (this) {
                    case Planned _ -> "planned";
                    case Open _ -> "open";
                    case Ended _ -> "ended";
                    case Cancelled _ -> "cancelled";
                };
    }
}
