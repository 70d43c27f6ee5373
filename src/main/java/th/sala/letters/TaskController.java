package th.sala.letters;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;
import th.sala.tasks.Order;
import th.sala.tasks.Tasks;
import th.sala.thai.TypedDay;

/// Letters in on their way down: passed to units with what they are to do, finished there, and
/// watched until then.
@Controller
class TaskController {
    private static final int ROWS = 50;

    private final TaskDesk desk;
    private final Tasks tasks;
    private final IncomingDesk letters;
    private final UnitDesk units;
    private final IncomingPage page;
    private final Clock clock;

    TaskController(
            TaskDesk desk,
            Tasks tasks,
            IncomingDesk letters,
            UnitDesk units,
            IncomingPage page,
            Clock clock) {
        this.desk = desk;
        this.tasks = tasks;
        this.letters = letters;
        this.units = units;
        this.page = page;
        this.clock = clock;
    }

    /// What was typed to pass a letter on, for the form to come back filled.
    ///
    /// @param due as typed
    record Typed(Set<UUID> unit, Order.Purpose purpose, String direction, String due) {
        static final Typed NOTHING = new Typed(Set.of(), Order.Purpose.ACT, "", "");

        /// @throws UnreadableDay if the day is none
        Order order() {
            var day = due.isBlank() ? null : TypedDay.read(due).orElseThrow(UnreadableDay::new);
            return new Order(purpose, direction, purpose.isWork() ? day : null);
        }
    }

    @PostMapping("/letters/in/{id}/pass")
    @PreAuthorize("hasAnyRole('CORRESPONDENCE_OFFICER','HEAD','AUTHORISED_PERSON')")
    ModelAndView pass(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") Set<UUID> unit,
            @RequestParam(defaultValue = "ACT") Order.Purpose purpose,
            @RequestParam(defaultValue = "") String direction,
            @RequestParam(defaultValue = "") String due,
            RedirectAttributes redirect) {
        var letter = letters.letter(who.agency(), id);
        var typed = new Typed(unit, purpose, direction, due);
        var chosen = units.units(who).stream().filter(own -> unit.contains(own.id())).toList();
        try {
            if (chosen.isEmpty()) {
                throw new NoUnit();
            }
            desk.pass(who, id, chosen, typed.order());
            redirect.addFlashAttribute("done", "letters.passed.done");
            return new ModelAndView("redirect:/letters/in/" + id);
        } catch (Refusal refusal) {
            return page.refused(who, id, IncomingController.HeadForm.of(letter), refusal)
                    .addObject("passing", typed);
        }
    }

    @PostMapping("/letters/in/{id}/tasks/{unit}")
    @PreAuthorize("hasAnyRole('OFFICIAL','AUTHORISED_PERSON','CORRESPONDENCE_OFFICER','HEAD')")
    ModelAndView finish(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID unit,
            @RequestParam(defaultValue = "") String outcome,
            RedirectAttributes redirect) {
        var letter = letters.letter(who.agency(), id);
        try {
            desk.finish(who, id, unit, outcome);
            redirect.addFlashAttribute("done", "letters.task.finished");
            return new ModelAndView("redirect:/letters/in/" + id);
        } catch (Refusal refusal) {
            return page.refused(who, id, IncomingController.HeadForm.of(letter), refusal)
                    .addObject("typed", List.of(outcome))
                    .addObject("typedOutcomes", Map.of(unit, outcome));
        }
    }

    @PostMapping("/letters/in/{id}/tasks/{unit}/reopen")
    @PreAuthorize("hasAnyRole('OFFICIAL','AUTHORISED_PERSON','CORRESPONDENCE_OFFICER','HEAD')")
    ModelAndView reopen(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID unit,
            RedirectAttributes redirect) {
        var letter = letters.letter(who.agency(), id);
        try {
            desk.reopen(who, id, unit);
            redirect.addFlashAttribute("done", "letters.task.reopened");
            return new ModelAndView("redirect:/letters/in/" + id);
        } catch (Refusal refusal) {
            return page.refused(who, id, IncomingController.HeadForm.of(letter), refusal);
        }
    }

    @PostMapping("/letters/in/{id}/tasks/{unit}/people")
    @PreAuthorize("hasAnyRole('OFFICIAL','AUTHORISED_PERSON','CORRESPONDENCE_OFFICER','HEAD')")
    ModelAndView assign(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID unit,
            @RequestParam(defaultValue = "") Set<UUID> official,
            @RequestParam(defaultValue = "") String direction,
            RedirectAttributes redirect) {
        var letter = letters.letter(who.agency(), id);
        try {
            desk.assign(who, id, unit, official, direction);
            redirect.addFlashAttribute("done", "letters.task.assigned.done");
            return new ModelAndView("redirect:/letters/in/" + id);
        } catch (Refusal refusal) {
            return page.refused(who, id, IncomingController.HeadForm.of(letter), refusal)
                    .addObject("typedDirections", Map.of(unit, direction))
                    .addObject("typedPeople", official);
        }
    }

    @PostMapping("/letters/in/{id}/tasks/{unit}/people/{official}/take-back")
    @PreAuthorize("hasAnyRole('OFFICIAL','AUTHORISED_PERSON','CORRESPONDENCE_OFFICER','HEAD')")
    ModelAndView takeBack(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID unit,
            @PathVariable UUID official,
            RedirectAttributes redirect) {
        var letter = letters.letter(who.agency(), id);
        try {
            desk.takeBack(who, id, unit, official);
            redirect.addFlashAttribute("done", "letters.task.taken-back.done");
            return new ModelAndView("redirect:/letters/in/" + id);
        } catch (Refusal refusal) {
            return page.refused(who, id, IncomingController.HeadForm.of(letter), refusal);
        }
    }

    @PostMapping("/letters/in/{id}/tasks/{unit}/done")
    @PreAuthorize("hasAnyRole('OFFICIAL','AUTHORISED_PERSON','CORRESPONDENCE_OFFICER','HEAD')")
    ModelAndView done(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID unit,
            @RequestParam(defaultValue = "") String said,
            RedirectAttributes redirect) {
        var letter = letters.letter(who.agency(), id);
        try {
            desk.done(who, id, unit, said);
            redirect.addFlashAttribute("done", "letters.task.said.done");
            return new ModelAndView("redirect:/letters/in/" + id);
        } catch (Refusal refusal) {
            return page.refused(who, id, IncomingController.HeadForm.of(letter), refusal)
                    .addObject("typedSaid", Map.of(unit, said));
        }
    }

    /// What the units have not finished.
    @GetMapping("/letters/tasks")
    @PreAuthorize("hasAnyRole('CORRESPONDENCE_OFFICER','HEAD','AUTHORISED_PERSON','AUDITOR')")
    ModelAndView all(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable UUID unit,
            @RequestParam(defaultValue = "false") boolean overdue,
            @RequestParam(required = false) @Nullable String after) {
        var place = Tasks.Place.of(after);
        var found =
                overdue
                        ? tasks.overdue(who.agency(), unit, place, ROWS + 1)
                        : tasks.open(who.agency(), unit, place, ROWS + 1);
        var shown = found.stream().limit(ROWS).toList();
        return new ModelAndView("letters/tasks")
                .addObject("tasks", shown)
                .addObject("holders", tasks.holders(who.agency(), shown))
                .addObject("next", found.size() > ROWS ? Tasks.Place.behind(shown.getLast()) : null)
                .addObject("units", units.units(who))
                .addObject("unit", unit)
                .addObject("overdue", overdue)
                .addObject("today", LocalDate.now(clock));
    }

    /// Refusal: no unit was chosen.
    static final class NoUnit extends Refusal {
        NoUnit() {
            super("letters.no-unit");
        }
    }

    /// Refusal: the last day is none that can be read.
    static final class UnreadableDay extends Refusal {
        UnreadableDay() {
            super("typeMismatch.java.time.LocalDate");
        }
    }
}
