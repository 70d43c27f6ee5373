package th.sala.routing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.agencies.ChainOfCommand;

/// One sending of a letter from one person to another, and what became of it.
///
/// @param version of the letter that was sent
/// @param proposal ข้อเสนอเพื่อให้ผู้รับพิจารณาหรือสั่งการ; of a question aside, the question
/// @param dueAt from when it is overdue
/// @param openedAt when the receiver first had the letter open; null if not yet
public record Step(
        UUID agency,
        UUID id,
        UUID letter,
        Kind kind,
        int version,
        Sender from,
        Receiver to,
        String proposal,
        Instant sentAt,
        Instant dueAt,
        @Nullable Instant openedAt,
        State state) {

    /// @param account of who sent it
    /// @param contact telephone and address, as registered then (I3)
    public record Sender(UUID account, UUID official, String name, String title, String contact) {}

    /// @param position whose duty is asked for; null aside
    public record Receiver(UUID official, @Nullable UUID position, String name, String title) {
        static Receiver of(ChainOfCommand.Superior superior) {
            return new Receiver(
                    superior.official().id(),
                    superior.position().id(),
                    superior.official().name(),
                    superior.title());
        }
    }

    /// Where it goes.
    public sealed interface Kind {
        /// To the level next above, to decide on it and pass it on.
        record Up() implements Kind {}

        /// To a colleague who is asked and passes nothing on.
        ///
        /// @param of the step whose holder asks
        record Aside(UUID of, Needs needs) implements Kind {}
    }

    /// How many of those who are asked at once must answer before the letter goes on.
    public enum Needs {
        ALL,
        ANY;

        public String key() {
            return "routing.needs." + name();
        }
    }

    /// Where it stands.
    public sealed interface State {
        record Open() implements State {}

        /// @param changes what was edited; empty if nothing was
        /// @param version of the letter that they left
        /// @param official who did; the receiver, or who did the duty of the position that day
        record Decided(
                Result result,
                String endorsement,
                String changes,
                int version,
                Instant at,
                UUID official,
                String by)
                implements State {}

        /// The sender took it back before it was opened.
        record Recalled(Instant at, String by) implements State {}

        /// The answer is not needed any more.
        record Withdrawn(Instant at, String by) implements State {}

        /// It was overdue and went to the substitute.
        record HandedOver(Instant at, String by) implements State {}
    }

    /// The same once more, to whomever.
    Step anew(Receiver other, int left, Instant now, Instant due, @Nullable Instant opened) {
        return new Step(
                agency,
                UUID.randomUUID(),
                letter,
                kind,
                left,
                from,
                other,
                proposal,
                now,
                due,
                opened,
                new State.Open());
    }

    public boolean isOpen() {
        return state instanceof State.Open;
    }

    public boolean isUp() {
        return kind instanceof Kind.Up;
    }

    public boolean isOverdue(Instant now) {
        return isOpen() && now.isAfter(dueAt);
    }

    /// What was decided; null if nothing was.
    public State.@Nullable Decided decided() {
        return state instanceof State.Decided decided ? decided : null;
    }

    /// The key of the word for where it stands.
    public String stateKey() {
        return switch (state) {
            case State.Open _ -> openedAt == null ? "routing.state.sent" : "routing.state.opened";
            case State.Decided decided -> decided.result().key();
            case State.Recalled _ -> "routing.state.recalled";
            case State.Withdrawn _ -> "routing.state.withdrawn";
            case State.HandedOver _ -> "routing.state.handed-over";
        };
    }

    /// When it came to where it stands.
    public Instant since() {
        return switch (state) {
            case State.Open _ -> openedAt == null ? sentAt : openedAt;
            case State.Decided decided -> decided.at();
            case State.Recalled recalled -> recalled.at();
            case State.Withdrawn withdrawn -> withdrawn.at();
            case State.HandedOver over -> over.at();
        };
    }
}
