package th.sala.letters;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Authority;
import th.sala.agencies.RegisteredAuthority;
import th.sala.agencies.Registry;
import th.sala.agencies.Unit;
import th.sala.evidence.Actor;
import th.sala.law.Refusal;
import th.sala.proof.Fields;
import th.sala.tasks.Order;
import th.sala.tasks.Task;
import th.sala.tasks.Tasks;

/// Registered letters on their way down: to units, with what they are asked to do, until they say
/// what became of it.
@Service
@Transactional
class TaskDesk {
    private final IncomingDesk desk;
    private final PassedLetters passed;
    private final Tasks tasks;
    private final Registry registry;
    private final Acts acts;
    private final LetterEvidence evidence;
    private final LetterNotices notices;
    private final LetterSearch search;
    private final Clock clock;

    TaskDesk(
            IncomingDesk desk,
            PassedLetters passed,
            Tasks tasks,
            Registry registry,
            Acts acts,
            LetterEvidence evidence,
            LetterNotices notices,
            LetterSearch search,
            Clock clock) {
        this.desk = desk;
        this.passed = passed;
        this.tasks = tasks;
        this.registry = registry;
        this.acts = acts;
        this.evidence = evidence;
        this.notices = notices;
        this.search = search;
        this.clock = clock;
    }

    /// Refusal: somebody asked these units meanwhile. Nothing is passed then.
    @ResponseStatus(HttpStatus.CONFLICT)
    static final class AskedAlready extends Refusal {
        AskedAlready(String units) {
            super("letters.refused.asked-already", units);
        }
    }

    /// Passes a registered letter to units inside the agency, and asks them; those that have it
    /// keep it.
    ///
    /// @throws AccessDeniedException unless the person is a correspondence officer or may direct
    /// @throws NotRegisteredYet unless the agency registered it before
    /// @throws Order.NoDay if the order says no day and needs one
    /// @throws Order.DayOver if the day is over
    /// @throws AskedAlready if one of them was
    void pass(SignedIn who, UUID id, List<Unit> units, Order order) {
        if (!mayDirect(who)) {
            throw new AccessDeniedException("directs nothing");
        }
        var letter = desk.letter(who.agency(), id);
        if (!(letter.stage() instanceof IncomingLetter.Stage.Registered)) {
            throw new NotRegisteredYet();
        }
        var now = clock.instant();
        var matter = new Tasks.Letter(id, letter.head().subject(), "/letters/in/" + id);
        var asked = new ArrayList<String>();
        var by = directing(who);
        for (var unit : units) {
            if (passed.add(who.agency(), id, unit.id(), now, who.name())) {
                act(who, id, "passed-to-unit", unit.name());
                var said = Fields.none().with("detail", unit.name());
                evidence.done(by, "passed-to-unit", id, said);
                notices.passed(who, letter, unit);
            }
            if (!tasks.give(by, who.name(), matter, unit.id(), unit.name(), order)) {
                asked.add(unit.name());
            }
        }
        if (!asked.isEmpty()) {
            throw new AskedAlready(String.join(", ", asked));
        }
        search.putIncoming(who.agency(), id);
    }

    /// Whether the person passes letters to units: officers do, the head, and those with the duty
    /// and the authority to direct.
    @Transactional(readOnly = true)
    boolean mayDirect(SignedIn who) {
        return who.isAny(Role.CORRESPONDENCE_OFFICER, Role.HEAD) || authority(who).isPresent();
    }

    /// The line of the registry by which the person directs today.
    private Optional<RegisteredAuthority> authority(SignedIn who) {
        return who.official() == null || !who.is(Role.AUTHORISED_PERSON)
                ? Optional.empty()
                : registry
                        .rights(
                                who.agency(),
                                who.official(),
                                Authority.DIRECT,
                                LocalDate.now(clock))
                        .stream()
                        .findFirst();
    }

    private Actor directing(SignedIn who) {
        return authority(who)
                .map(line -> who.actor(Role.AUTHORISED_PERSON).by(LetterEvidence.right(line)))
                .orElseGet(() -> who.actor(Role.CORRESPONDENCE_OFFICER, Role.HEAD));
    }

    /// @throws Task.FinishedAlready as [Tasks#finish], and so on
    void finish(SignedIn who, UUID letter, UUID unit, String outcome) {
        tasks.finish(who, letter, unit, outcome);
        act(who, letter, "task-finished", unitName(who, letter, unit));
    }

    /// @throws Task.NothingToFinish as [Tasks#reopen], and so on
    void reopen(SignedIn who, UUID letter, UUID unit) {
        tasks.reopen(who, letter, unit);
        act(who, letter, "task-reopened", unitName(who, letter, unit));
    }

    /// Says who of the unit has its task, and tells them.
    ///
    /// @throws Task.FinishedAlready as [Tasks#assign], and so on
    void assign(SignedIn who, UUID id, UUID unit, Set<UUID> officials, String direction) {
        var letter = desk.letter(who.agency(), id);
        for (var official : tasks.assign(who, id, unit, officials, direction)) {
            act(who, id, "task-assigned", official.name());
            notices.assigned(who, letter, unit, official.id(), clock.instant());
        }
    }

    /// @throws Task.FinishedAlready as [Tasks#takeBack], and so on
    void takeBack(SignedIn who, UUID id, UUID unit, UUID official) {
        var letter = desk.letter(who.agency(), id);
        var taken = tasks.takeBack(who, id, unit, official);
        act(who, id, "task-taken-back", taken.name());
        notices.takenBack(who, letter, taken, clock.instant());
    }

    /// @throws Task.FinishedAlready as [Tasks#done], and so on
    void done(SignedIn who, UUID id, UUID unit, String outcome) {
        var letter = desk.letter(who.agency(), id);
        var done = tasks.done(who, id, unit, outcome);
        act(who, id, "task-done", done.name());
        notices.done(who, letter, done, clock.instant());
    }

    private String unitName(SignedIn who, UUID letter, UUID unit) {
        return tasks.ofLetter(who.agency(), letter).stream()
                .filter(task -> task.unit().equals(unit))
                .map(Task::unitName)
                .findFirst()
                .orElseThrow();
    }

    private void act(SignedIn who, UUID letter, String what, String unit) {
        acts.add(who.agency(), letter, new Acts.Act(clock.instant(), what, who.name(), unit));
    }
}
