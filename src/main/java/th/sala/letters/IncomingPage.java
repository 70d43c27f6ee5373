package th.sala.letters;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.TooManyAttempts;
import th.sala.agencies.ChainOfCommand;
import th.sala.agencies.Official;
import th.sala.agencies.Unit;
import th.sala.files.Previews;
import th.sala.law.Refusal;
import th.sala.mail.OriginLooks;
import th.sala.routing.Routing;
import th.sala.scans.Scans;
import th.sala.tasks.Assignment;
import th.sala.tasks.Order;
import th.sala.tasks.Task;
import th.sala.tasks.Tasks;

/// The page of a letter in.
@Component
class IncomingPage {
    private final IncomingDesk desk;
    private final UnitDesk units;
    private final Tasks tasks;
    private final ReplyForms replies;
    private final Story story;
    private final OriginLooks origins;
    private final LetterReading reading;
    private final Previews previews;
    private final FollowDesk following;
    private final TaskDesk taskDesk;
    private final EndorsementDesk endorsing;
    private final Routing routing;
    private final Scans scans;
    private final Clock clock;

    IncomingPage(
            IncomingDesk desk,
            UnitDesk units,
            Tasks tasks,
            ReplyForms replies,
            Story story,
            OriginLooks origins,
            LetterReading reading,
            Previews previews,
            FollowDesk following,
            TaskDesk taskDesk,
            EndorsementDesk endorsing,
            Routing routing,
            Scans scans,
            Clock clock) {
        this.desk = desk;
        this.units = units;
        this.tasks = tasks;
        this.replies = replies;
        this.story = story;
        this.origins = origins;
        this.reading = reading;
        this.previews = previews;
        this.following = following;
        this.taskDesk = taskDesk;
        this.endorsing = endorsing;
        this.routing = routing;
        this.scans = scans;
        this.clock = clock;
    }

    /// A unit that has the letter, also one that is closed by now.
    ///
    /// @param task null if it was asked nothing
    /// @param mayFinish whether who looks may say what became of it, or take that back
    /// @param mayAssign whether who looks says who of the unit has it
    /// @param holders who has it, or had it until it was done
    /// @param own the part of it that who looks has; null if none
    /// @param people to whom it can still be assigned
    record UnitLine(
            String unit,
            @Nullable Task task,
            boolean overdue,
            boolean mayFinish,
            boolean mayAssign,
            List<Assignment> holders,
            @Nullable Assignment own,
            List<Official> people) {}

    private List<UnitLine> lines(SignedIn who, List<Task> given, List<Unit> passedTo) {
        var today = LocalDate.now(clock);
        var holders = tasks.holders(who.agency(), given);
        var asked =
                given.stream()
                        .map(task -> line(who, task, holders.getOrDefault(task, List.of()), today));
        var others =
                passedTo.stream()
                        .filter(unit -> !isAsked(given, unit))
                        .map(unit ->
                                new UnitLine(
                                        unit.name(),
                                        null,
                                        false,
                                        false,
                                        false,
                                        List.of(),
                                        null,
                                        List.of()));
        return Stream.concat(asked, others).toList();
    }

    private UnitLine line(SignedIn who, Task task, List<Assignment> holders, LocalDate today) {
        var mayAssign = task.isOpen() && tasks.mayAssign(who, task.unit());
        var open = holders.stream().filter(Assignment::isOpen).toList();
        var own =
                open.stream()
                        .filter(one -> task.isOpen() && one.official().equals(who.official()))
                        .findFirst();
        var people =
                mayAssign
                        ? tasks.peopleOf(who.agency(), task.unit()).stream()
                                .filter(person ->
                                        open.stream()
                                                .noneMatch(
                                                        one -> one.official().equals(person.id())))
                                .toList()
                        : List.<Official>of();
        return new UnitLine(
                task.unitName(),
                task,
                task.isOverdue(today),
                task.order().purpose().isWork() && tasks.mayFinish(who, task.unit()),
                mayAssign,
                holders,
                own.orElse(null),
                people);
    }

    private static boolean isAsked(List<Task> given, Unit unit) {
        return given.stream().anyMatch(task -> task.unit().equals(unit.id()));
    }

    /// What a unit was only to know it may still be asked to do.
    private static boolean isAtWork(List<Task> given, Unit unit) {
        return given.stream()
                .anyMatch(task -> task.unit().equals(unit.id()) && task.order().purpose().isWork());
    }

    ModelAndView of(
            SignedIn who,
            IncomingLetter letter,
            IncomingController.HeadForm form,
            HttpStatus status) {
        var stamps = desk.stamps(who, letter.id());
        units.mustRead(who, letter.id(), stamps);
        reading.of(who, letter, "page");
        var files = desk.files(who.agency(), letter.id());
        var paper = files.stream().filter(LetterFile::main).findFirst();
        var passedTo = units.unitsOf(who, letter.id());
        var given = tasks.ofLetter(who.agency(), letter.id());
        var answers = replies.to(who, letter);
        var mail = letter.mail();
        return new ModelAndView("letters/incoming", status)
                .addObject("letter", letter)
                .addObject("origin", mail == null ? null : origins.of(mail).orElse(null))
                .addObject("form", form)
                .addObject("byOcr", scans.isOfOcr(who.agency(), letter.id()))
                .addObject("followed", following.isFollowed(who, letter.id()))
                .addObject("urgencies", Urgency.values())
                .addObject("files", files)
                .addObject("paper", paper.orElse(null))
                .addObject(
                        "preview",
                        paper.map(file -> previews.of(who.agency(), file.sha256(), 1)).orElse(null))
                .addObject("stamps", stamps)
                .addObject("units", unstamped(unitsOf(who, letter.id()), stamps))
                .addObject(
                        "otherUnits",
                        units.units(who).stream().filter(unit -> !isAtWork(given, unit)).toList())
                .addObject("tasks", lines(who, given, passedTo))
                .addObject("purposes", Order.Purpose.values())
                .addObject("passing", TaskController.Typed.NOTHING)
                .addObject("answers", answers)
                .addObject("letterOut", desk.sentAs(who.agency(), letter.id()).orElse(null))
                .addObject(
                        "outcome",
                        answers.stream()
                                .filter(AnsweringLetters.Answer::isGiven)
                                .map(AnsweringLetters.Answer::words)
                                .findFirst()
                                .orElse(""))
                .addAllObjects(way(who, letter))
                .addObject("mayDirect", taskDesk.mayDirect(who))
                .addObject("mayAnswer", WritingController.isWriter(who))
                .addObject("readsAll", UnitDesk.mayReadAll(who))
                .addObject("story", story.of(who, letter))
                .addObject("waitingCount", desk.countWaiting(who.agency()));
    }

    /// Before whom the letter was, and to whom it can go from here.
    private Map<String, Object> way(SignedIn who, IncomingLetter letter) {
        var way = routing.way(who.agency(), letter.id()).orElse(null);
        var current = way == null ? null : way.current();
        var isMine = current != null && routing.isWith(who, current);
        var isPresentable = current == null && endorsing.mayPresent(who, letter);
        var all = new HashMap<String, Object>();
        all.put("way", way);
        all.put("current", current);
        all.put("mine", isMine);
        all.put("recallable", current != null && routing.mayRecall(who, current));
        all.put("presentable", isPresentable);
        all.put(
                "next",
                isMine || isPresentable
                        ? routing.next(who, letter.id())
                        : ChainOfCommand.Next.NOBODY);
        all.put("ownRules", routing.isByOwnRules(who.agency()));
        // who may direct ends its way, unless they say otherwise; see letters/way :: next
        all.put("signer", taskDesk.mayDirect(who));
        all.put("results", EndorsementDesk.RESULTS);
        all.put("directing", TaskController.Typed.NOTHING);
        all.put("now", clock.instant());
        all.put("most", Routing.LONGEST);
        return all;
    }

    private static List<Unit> unstamped(List<Unit> units, List<IncomingDesk.Stamp> stamps) {
        return units.stream()
                .filter(unit -> stamps.stream().noneMatch(stamp -> unit.id().equals(stamp.unit())))
                .toList();
    }

    /// Units in whose register this person may enter the letter: an officer in all that have it,
    /// others in their own, an auditor in none.
    List<Unit> unitsOf(SignedIn who, UUID letter) {
        if (!WritingController.isWriter(who)) {
            return List.of();
        }
        var having = units.unitsOf(who, letter);
        if (who.is(Role.CORRESPONDENCE_OFFICER)) {
            return having;
        }
        var own = units.ownUnit(who);
        return having.stream().filter(unit -> own.filter(unit::equals).isPresent()).toList();
    }

    ModelAndView refused(SignedIn who, UUID id, IncomingController.HeadForm form, Refusal refusal) {
        var status =
                switch (refusal) {
                    case LetterMovedOn _,
                            Task.FinishedAlready _,
                            Assignment.OverAlready _,
                            TaskDesk.AskedAlready _,
                            Routing.NotWithYou _,
                            Routing.Over _,
                            Routing.OpenedAlready _ ->
                            HttpStatus.CONFLICT;
                    case TooManyAttempts _ -> HttpStatus.TOO_MANY_REQUESTS;
                    default -> HttpStatus.UNPROCESSABLE_ENTITY;
                };
        return of(who, desk.letter(who.agency(), id), form, status).addObject("refusal", refusal);
    }
}
