package th.sala.tasks;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import th.sala.law.Refusal;

/// งานตามหนังสือ: what one unit was asked to do with one letter.
///
/// @param title the letter's subject
/// @param path of the letter's page
public record Task(
        UUID agency,
        UUID letter,
        UUID unit,
        String unitName,
        String title,
        String path,
        Order order,
        Instant givenAt,
        String givenBy,
        State state) {

    /// Whether it is done.
    public sealed interface State {
        record Open() implements State {}

        record Finished(String outcome, String by, Instant at) implements State {}
    }

    /// Refusal: somebody finished it meanwhile.
    @ResponseStatus(HttpStatus.CONFLICT)
    public static final class FinishedAlready extends Refusal {
        FinishedAlready(String by) {
            super("tasks.refused.finished-already", by);
        }
    }

    /// Refusal: there is nothing to finish, or nothing that was.
    public static final class NothingToFinish extends Refusal {
        NothingToFinish() {
            super("tasks.refused.nothing-to-finish");
        }
    }

    /// Refusal: finished without saying what became of it.
    public static final class NothingSaid extends Refusal {
        NothingSaid() {
            super("tasks.refused.nothing-said");
        }
    }

    public boolean isOpen() {
        return state instanceof State.Open && order.purpose().isWork();
    }

    /// Null while it is not.
    public State.@Nullable Finished finished() {
        return state instanceof State.Finished done ? done : null;
    }

    /// Open after its last day.
    public boolean isOverdue(LocalDate today) {
        var due = order.due();
        return isOpen() && due != null && due.isBefore(today);
    }

    /// @throws FinishedAlready if it is
    /// @throws NothingToFinish if it was only to be known
    /// @throws NothingSaid if the outcome is empty
    Task finish(String outcome, String by, Instant at) {
        mustBeOpen();
        if (outcome.isBlank()) {
            throw new NothingSaid();
        }
        return with(new State.Finished(outcome, by, at));
    }

    /// @throws FinishedAlready if it is
    /// @throws NothingToFinish if it was only to be known
    Task mustBeOpen() {
        if (state instanceof State.Finished done) {
            throw new FinishedAlready(done.by());
        } else if (!order.purpose().isWork()) {
            throw new NothingToFinish();
        }
        return this;
    }

    /// @throws NothingToFinish unless it is finished
    Task reopen() {
        if (!(state instanceof State.Finished)) {
            throw new NothingToFinish();
        }
        return with(new State.Open());
    }

    private Task with(State other) {
        return new Task(
                agency, letter, unit, unitName, title, path, order, givenAt, givenBy, other);
    }
}
