package th.sala.tasks;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.evidence.Act;
import th.sala.evidence.Actor;
import th.sala.evidence.Evidence;
import th.sala.proof.Fields;
import th.sala.thai.ThaiText;

/// The tasks of an agency's units. Every call is made in the agency's scope.
@Service
@Transactional
public class Tasks {
    private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);
    private static final UUID FIRST = new UUID(0, 0);

    /// Where a list of open tasks goes on.
    ///
    /// @param day by which the last one is due; the end of time if it has none
    public record Place(LocalDate day, UUID letter, UUID unit) {
        public static final Place BEGINNING = new Place(LocalDate.of(1, 1, 1), FIRST, FIRST);

        /// As it stands in an address; what is none is the beginning.
        public static Place of(@Nullable String text) {
            var parts = text == null ? new String[0] : text.split("_", -1);
            try {
                return parts.length == 3
                        ? new Place(
                                LocalDate.parse(parts[0]),
                                UUID.fromString(parts[1]),
                                UUID.fromString(parts[2]))
                        : BEGINNING;
            } catch (DateTimeParseException | IllegalArgumentException nonsense) {
                return BEGINNING;
            }
        }

        /// As [#of] reads it.
        @Override
        public String toString() {
            return day + "_" + letter + "_" + unit;
        }

        public static Place behind(Task task) {
            var due = task.order().due();
            return new Place(due == null ? NEVER : due, task.letter(), task.unit());
        }
    }

    private final TaskRows rows;
    private final Organisation organisation;
    private final Evidence evidence;
    private final Clock clock;

    Tasks(TaskRows rows, Organisation organisation, Evidence evidence, Clock clock) {
        this.rows = rows;
        this.organisation = organisation;
        this.evidence = evidence;
        this.clock = clock;
    }

    /// What a unit is asked to deal with.
    ///
    /// @param title the letter's subject
    /// @param path of its page
    public record Letter(UUID id, String title, String path) {}

    /// Asks a unit; one that was asked for that letter before keeps what it was asked then, unless
    /// it was only to know.
    ///
    /// @param by who asks, by which right
    /// @param name of the person who asks
    /// @return false if it was
    /// @throws Order.NoDay if the order says no day and needs one
    /// @throws Order.DayOver if the day is over
    public boolean give(
            Actor by, String name, Letter letter, UUID unit, String unitName, Order asked) {
        var order = asked.checked(LocalDate.now(clock));
        var task =
                new Task(
                        by.agency(),
                        letter.id(),
                        unit,
                        unitName,
                        letter.title(),
                        letter.path(),
                        order,
                        clock.instant(),
                        name,
                        new Task.State.Open());
        if (!rows.add(task)) {
            return false;
        }
        var due = order.due();
        var said =
                Fields.none()
                        .with("to", unitName)
                        .with("purpose", order.purpose())
                        .with("direction", order.direction());
        record(by, "letter.task-given", task, due == null ? said : said.with("due", due));
        return true;
    }

    /// In the order in which they were given.
    @Transactional(readOnly = true)
    public List<Task> ofLetter(UUID agency, UUID letter) {
        return rows.ofLetter(agency, letter);
    }

    /// What is not finished, what is due first before all.
    ///
    /// @param unit null for all units
    @Transactional(readOnly = true)
    public List<Task> open(UUID agency, @Nullable UUID unit, Place after, int most) {
        return rows.open(agency, unit, NEVER, after, most);
    }

    /// What is not finished and should have been.
    ///
    /// @param unit null for all units
    @Transactional(readOnly = true)
    public List<Task> overdue(UUID agency, @Nullable UUID unit, Place after, int most) {
        return rows.open(agency, unit, LocalDate.now(clock).minusDays(1), after, most);
    }

    /// What the person's own unit has not finished.
    @Transactional(readOnly = true)
    public List<Task> ofOwnUnit(SignedIn who, int most) {
        return ownUnit(who)
                .map(unit -> rows.open(who.agency(), unit, NEVER, Place.BEGINNING, most))
                .orElse(List.of());
    }

    private Optional<UUID> ownUnit(SignedIn who) {
        return Optional.ofNullable(who.official())
                .flatMap(organisation::official)
                .map(Official::unit);
    }

    /// Whether the person may say what became of the unit's tasks: its own people, and a
    /// correspondence officer for all.
    @Transactional(readOnly = true)
    public boolean mayFinish(SignedIn who, UUID unit) {
        return who.is(Role.CORRESPONDENCE_OFFICER)
                || who.isAny(Role.OFFICIAL, Role.AUTHORISED_PERSON, Role.HEAD)
                        && ownUnit(who).filter(unit::equals).isPresent();
    }

    /// @param outcome in words
    /// @throws AccessDeniedException unless [#mayFinish]
    /// @throws Task.FinishedAlready if somebody was first
    /// @throws Task.NothingToFinish if there is no such task, or it was only to be known
    /// @throws Task.NothingSaid if the outcome is empty
    /// @throws Order.TooLong if it is
    public void finish(SignedIn who, UUID letter, UUID unit, String outcome) {
        var said = Order.notTooLong(ThaiText.normaliseLines(outcome).strip());
        var finished = locked(who, letter, unit).finish(said, who.name(), clock.instant());
        rows.keep(finished);
        record(
                by(who),
                "letter.task-finished",
                finished,
                Fields.none().with("to", finished.unitName()).with("outcome", said));
    }

    /// Takes back that it is finished.
    ///
    /// @throws AccessDeniedException unless [#mayFinish]
    /// @throws Task.NothingToFinish unless it is finished
    public void reopen(SignedIn who, UUID letter, UUID unit) {
        var open = locked(who, letter, unit).reopen();
        rows.keep(open);
        record(by(who), "letter.task-reopened", open, Fields.none().with("to", open.unitName()));
    }

    private Task locked(SignedIn who, UUID letter, UUID unit) {
        if (!mayFinish(who, unit)) {
            throw new AccessDeniedException("another unit's task");
        }
        return rows.lock(who.agency(), letter, unit).orElseThrow(Task.NothingToFinish::new);
    }

    private static Actor by(SignedIn who) {
        return who.actor(
                Role.CORRESPONDENCE_OFFICER, Role.OFFICIAL, Role.AUTHORISED_PERSON, Role.HEAD);
    }

    private void record(Actor by, String act, Task task, Fields said) {
        Instant now = clock.instant();
        evidence.record(by, Act.done(act, "letter", task.letter(), now, said));
    }
}
