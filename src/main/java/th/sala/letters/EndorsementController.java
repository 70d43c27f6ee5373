package th.sala.letters;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.Accounts;
import th.sala.accounts.Confirmation;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;
import th.sala.routing.Result;
import th.sala.routing.To;
import th.sala.tasks.Order;

/// Letters in on their way up: presented, endorsed, recalled.
@Controller
@PreAuthorize(WritingController.WRITER)
class EndorsementController {
    private final EndorsementDesk endorsing;
    private final IncomingDesk desk;
    private final UnitDesk units;
    private final IncomingPage page;
    private final Accounts accounts;

    EndorsementController(
            EndorsementDesk endorsing,
            IncomingDesk desk,
            UnitDesk units,
            IncomingPage page,
            Accounts accounts) {
        this.endorsing = endorsing;
        this.desk = desk;
        this.units = units;
        this.page = page;
        this.accounts = accounts;
    }

    @PostMapping("/letters/in/{id}/way")
    ModelAndView present(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String proposal,
            RedirectAttributes redirect) {
        try {
            endorsing.present(who, id, To.read(to), proposal);
            return done(id, "letters.way.proposed", redirect);
        } catch (Refusal refusal) {
            return refused(who, id, refusal).addObject("proposal", proposal).addObject("to", to);
        }
    }

    /// @param to to whom it goes on; empty if its way ends here
    /// @param unit to which it is passed with the endorsement as direction
    @PostMapping("/letters/in/{id}/way/{step}/decide")
    ModelAndView endorse(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID step,
            @RequestParam Result result,
            @RequestParam(defaultValue = "") String endorsement,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String proposal,
            @RequestParam(defaultValue = "") Set<UUID> unit,
            @RequestParam(defaultValue = "ACT") Order.Purpose purpose,
            @RequestParam(defaultValue = "") String due,
            Confirmation confirmation,
            RedirectAttributes redirect) {
        if (!EndorsementDesk.RESULTS.contains(result)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        var typed = new TaskController.Typed(unit, purpose, endorsement, due);
        try {
            var known = accounts.confirm(who, confirmation);
            var next = to.isEmpty() || !result.passesOn() ? null : To.read(to);
            endorsing.endorse(
                    known, id, step, result, endorsement, next, proposal, direction(who, typed));
            return done(id, "letters.way.decided", redirect);
        } catch (Refusal refusal) {
            return refused(who, id, refusal)
                    .addObject("result", result)
                    .addObject("endorsement", endorsement)
                    .addObject("proposal", proposal)
                    .addObject("to", to)
                    .addObject("directing", typed);
        }
    }

    /// @throws TaskController.NoUnit if one of the units is not there any more
    private EndorsementDesk.@Nullable Direction direction(
            SignedIn who, TaskController.Typed typed) {
        var chosen =
                units.units(who).stream().filter(own -> typed.unit().contains(own.id())).toList();
        if (chosen.size() < typed.unit().size()) {
            throw new TaskController.NoUnit();
        }
        return chosen.isEmpty() ? null : new EndorsementDesk.Direction(chosen, typed.order());
    }

    @PostMapping("/letters/in/{id}/way/{step}/recall")
    ModelAndView recall(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID step,
            RedirectAttributes redirect) {
        try {
            endorsing.recall(who, id, step);
            return done(id, "letters.way.recalled", redirect);
        } catch (Refusal refusal) {
            return refused(who, id, refusal);
        }
    }

    private static ModelAndView done(UUID id, String message, RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", message);
        return new ModelAndView("redirect:/letters/in/" + id);
    }

    private ModelAndView refused(SignedIn who, UUID id, Refusal refusal) {
        var head = IncomingController.HeadForm.of(desk.letter(who.agency(), id));
        return page.refused(who, id, head, refusal);
    }
}
