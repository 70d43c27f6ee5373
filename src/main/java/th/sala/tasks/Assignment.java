package th.sala.tasks;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import th.sala.law.Refusal;

/// การมอบหมายให้บุคคล: one person of a unit who has its task. The task is finished when somebody
/// says so of the whole, whatever became of its parts.
///
/// @param name of the official, as it was then
/// @param direction what this person is to do, in the words of who assigned it; may be empty
/// @param givenByAccount who hears of what becomes of it
public record Assignment(
        UUID letter,
        UUID unit,
        UUID official,
        String name,
        String direction,
        Instant givenAt,
        String givenBy,
        UUID givenByAccount,
        State state) {

    /// How far it has come.
    public sealed interface State {
        record Open() implements State {}

        record Done(String said, Instant at) implements State {}

        record TakenBack(String by, Instant at) implements State {}
    }

    /// Refusal: it was done or taken back meanwhile.
    @ResponseStatus(HttpStatus.CONFLICT)
    public static final class OverAlready extends Refusal {
        OverAlready() {
            super("tasks.refused.over-already");
        }
    }

    /// Refusal: the person has no such part of the task.
    public static final class NotAssigned extends Refusal {
        NotAssigned() {
            super("tasks.refused.not-assigned");
        }
    }

    /// Refusal: nobody was chosen.
    public static final class Nobody extends Refusal {
        Nobody() {
            super("tasks.refused.nobody");
        }
    }

    /// Refusal: a unit's task is for the unit's people.
    public static final class NotOfTheUnit extends Refusal {
        NotOfTheUnit() {
            super("tasks.refused.not-of-the-unit");
        }
    }

    public boolean isOpen() {
        return state instanceof State.Open;
    }

    /// Null while it is not.
    public State.@Nullable Done done() {
        return state instanceof State.Done done ? done : null;
    }

    /// @throws OverAlready unless it is open
    /// @throws Task.NothingSaid if nothing is said
    Assignment done(String said, Instant at) {
        mustBeOpen();
        if (said.isBlank()) {
            throw new Task.NothingSaid();
        }
        return with(new State.Done(said, at));
    }

    /// @throws OverAlready unless it is open
    Assignment takenBack(String by, Instant at) {
        mustBeOpen();
        return with(new State.TakenBack(by, at));
    }

    private void mustBeOpen() {
        if (!isOpen()) {
            throw new OverAlready();
        }
    }

    private Assignment with(State other) {
        return new Assignment(
                letter, unit, official, name, direction, givenAt, givenBy, givenByAccount, other);
    }
}
