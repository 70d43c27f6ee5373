package th.sala.tasks;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final Assignments assignments;
    private final Organisation organisation;
    private final Evidence evidence;
    private final Clock clock;

    Tasks(
            TaskRows rows,
            Assignments assignments,
            Organisation organisation,
            Evidence evidence,
            Clock clock) {
        this.rows = rows;
        this.assignments = assignments;
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

    /// What the person's own unit has not finished, and nobody of it has just now.
    @Transactional(readOnly = true)
    public List<Task> withNobodyOfOwnUnit(SignedIn who, int most) {
        return ownUnit(who)
                .map(unit -> rows.withNobody(who.agency(), unit, most))
                .orElse(List.of());
    }

    /// A task with the part of it that one person has.
    public record Part(Task task, Assignment assignment) {}

    /// What the person has of the own unit's tasks.
    @Transactional(readOnly = true)
    public List<Part> assignedTo(SignedIn who, int most) {
        var official = who.official();
        var unit = ownUnit(who).orElse(null);
        if (official == null || unit == null) {
            return List.of();
        }
        return assignments.open(who.agency(), unit, official, most).stream()
                .flatMap(one ->
                        rows.ofLetter(who.agency(), one.letter()).stream()
                                .filter(task -> task.unit().equals(unit))
                                .map(task -> new Part(task, one)))
                .toList();
    }

    /// Who has which part of these tasks, or had it until it was done.
    @Transactional(readOnly = true)
    public Map<Task, List<Assignment>> holders(UUID agency, List<Task> tasks) {
        var letters = tasks.stream().map(Task::letter).distinct().toList();
        var all = letters.isEmpty() ? List.<Assignment>of() : assignments.of(agency, letters);
        var holders = new HashMap<Task, List<Assignment>>();
        for (var task : tasks) {
            holders.put(
                    task,
                    all.stream()
                            .filter(one -> one.letter().equals(task.letter()))
                            .filter(one -> one.unit().equals(task.unit()))
                            .toList());
        }
        return holders;
    }

    /// Whether the person says who of the unit has its tasks: whoever leads it, and a
    /// correspondence officer for all.
    @Transactional(readOnly = true)
    public boolean mayAssign(SignedIn who, UUID unit) {
        var official = who.official();
        return who.is(Role.CORRESPONDENCE_OFFICER)
                || official != null
                        && who.isAny(Role.OFFICIAL, Role.AUTHORISED_PERSON, Role.HEAD)
                        && organisation.chain(who.agency()).leads(official, unit);
    }

    /// The people to whom a unit's task can be assigned.
    @Transactional(readOnly = true)
    public List<Official> peopleOf(UUID agency, UUID unit) {
        return organisation.officials(agency).stream()
                .filter(official -> unit.equals(official.unit()))
                .toList();
    }

    /// Says who of the unit has its task, one or several; who has it keeps it.
    ///
    /// @param direction what they are to do; may be empty
    /// @return those who did not have it
    /// @throws AccessDeniedException unless [#mayAssign]
    /// @throws Assignment.Nobody if nobody is chosen
    /// @throws Assignment.NotOfTheUnit if one of them is not of the unit
    /// @throws Task.FinishedAlready if the task is
    /// @throws Task.NothingToFinish if there is none, or it was only to be known
    /// @throws Order.TooLong if the direction is
    public List<Official> assign(
            SignedIn who, UUID letter, UUID unit, Set<UUID> officials, String direction) {
        var words = Order.notTooLong(ThaiText.normaliseLines(direction).strip());
        var task = toAssign(who, letter, unit);
        if (officials.isEmpty()) {
            throw new Assignment.Nobody();
        }
        var people = peopleOf(who.agency(), unit);
        var chosen = people.stream().filter(one -> officials.contains(one.id())).toList();
        if (chosen.size() < officials.size()) {
            throw new Assignment.NotOfTheUnit();
        }
        return chosen.stream().filter(one -> assign(who, task, one, words)).toList();
    }

    private Task toAssign(SignedIn who, UUID letter, UUID unit) {
        if (!mayAssign(who, unit)) {
            throw new AccessDeniedException("another unit's task");
        }
        return rows.lock(who.agency(), letter, unit)
                .orElseThrow(Task.NothingToFinish::new)
                .mustBeOpen();
    }

    private boolean assign(SignedIn who, Task task, Official official, String words) {
        var assignment =
                new Assignment(
                        task.letter(),
                        task.unit(),
                        official.id(),
                        official.name(),
                        words,
                        clock.instant(),
                        who.name(),
                        who.account(),
                        new Assignment.State.Open());
        if (!assignments.add(who.agency(), assignment)) {
            return false;
        }
        var said = Fields.none().with("direction", words);
        record(by(who), "letter.task-assigned", task, about(task, assignment).with(said));
        return true;
    }

    /// Takes a part of the task back from a person.
    ///
    /// @throws AccessDeniedException unless [#mayAssign]
    /// @throws Assignment.NotAssigned if the person has none
    /// @throws Assignment.OverAlready unless it is open
    /// @throws Task.FinishedAlready if the task is
    public Assignment takeBack(SignedIn who, UUID letter, UUID unit, UUID official) {
        var task = toAssign(who, letter, unit);
        var over = assigned(who, letter, unit, official).takenBack(who.name(), clock.instant());
        assignments.keep(who.agency(), over);
        record(by(who), "letter.task-taken-back", task, about(task, over));
        return over;
    }

    /// Says what became of one's own part of a task; the task itself stays open.
    ///
    /// @param outcome in words
    /// @throws Assignment.NotAssigned if the person has none
    /// @throws Assignment.OverAlready unless it is open
    /// @throws Task.FinishedAlready if the task is
    /// @throws Task.NothingSaid if the outcome is empty
    /// @throws Order.TooLong if it is
    public Assignment done(SignedIn who, UUID letter, UUID unit, String outcome) {
        var said = Order.notTooLong(ThaiText.normaliseLines(outcome).strip());
        var official = who.official();
        if (official == null) {
            throw new Assignment.NotAssigned();
        }
        var task = locked(who, letter, unit).mustBeOpen();
        var done = assigned(who, letter, unit, official).done(said, clock.instant());
        assignments.keep(who.agency(), done);
        var outcomes = Fields.none().with("outcome", said);
        record(by(who), "letter.task-done", task, about(task, done).with(outcomes));
        return done;
    }

    private Assignment assigned(SignedIn who, UUID letter, UUID unit, UUID official) {
        return assignments
                .lock(who.agency(), letter, unit, official)
                .orElseThrow(Assignment.NotAssigned::new);
    }

    private static Fields about(Task task, Assignment assignment) {
        return Fields.none()
                .with("to", task.unitName())
                .with("official", assignment.official())
                .with("name", assignment.name());
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
