package th.sala.leave;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.Accounts;
import th.sala.accounts.Confirmation;
import th.sala.accounts.SignedIn;
import th.sala.accounts.TooManyAttempts;
import th.sala.law.Refusal;
import th.sala.leave.AbroadRules.Neighbour;
import th.sala.leave.Petition.Matter;

/// การขออนุญาตไปต่างประเทศและการรายงานเหตุการณ์พิเศษ
@Controller
@PreAuthorize(LeaveController.PERSON)
class PetitionController {
    private static final String PETITIONS = "/leave/petitions";

    /// What somebody typed.
    ///
    /// @param last the same as the first if it is empty
    record PetitionForm(
            @Nullable Matter matter,
            @NotNull @Nullable LocalDate first,
            @Nullable Boolean fromNoon,
            @Nullable LocalDate last,
            @Nullable Boolean untilNoon,
            @Nullable Neighbour neighbour,
            @Size(max = LeaveDesk.LONGEST) String country,
            @Size(max = LeaveDesk.LONGEST) String words) {
        PetitionForm {
            matter = Objects.requireNonNullElse(matter, Matter.ABROAD);
            fromNoon = Boolean.TRUE.equals(fromNoon);
            untilNoon = Boolean.TRUE.equals(untilNoon);
            country = Objects.requireNonNullElse(country, "");
            words = Objects.requireNonNullElse(words, "");
        }

        /// Null as long as the days make no run.
        @Nullable LeaveDays days() {
            var end = last == null ? first : last;
            var noon = Boolean.TRUE.equals(fromNoon);
            var lastNoon = Boolean.TRUE.equals(untilNoon);
            return first == null || end == null || !LeaveDays.isRun(first, noon, end, lastNoon)
                    ? null
                    : new LeaveDays(first, noon, end, lastNoon);
        }

        Matter about() {
            return Objects.requireNonNullElse(matter, Matter.ABROAD);
        }
    }

    private final PetitionDesk desk;
    private final Accounts accounts;

    PetitionController(PetitionDesk desk, Accounts accounts) {
        this.desk = desk;
        this.accounts = accounts;
    }

    @GetMapping(PETITIONS + "/new")
    ModelAndView begin(@RequestParam(required = false) @Nullable Matter matter) {
        var form = new PetitionForm(matter, null, false, null, false, null, "", "");
        return form(form, HttpStatus.OK).addObject("form", form);
    }

    private static ModelAndView form(PetitionForm form, HttpStatus status) {
        return new ModelAndView("leave/petition-new", status)
                .addObject("typed", form)
                .addObject("neighbours", Neighbour.values());
    }

    @PostMapping(PETITIONS + "/new")
    ModelAndView ask(
            @AuthenticationPrincipal SignedIn who,
            @Valid @ModelAttribute("form") PetitionForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        var days = form.days();
        if (!errors.hasErrors() && days == null) {
            errors.rejectValue("last", "leave.ends-before");
        }
        if (days == null || errors.hasErrors()) {
            return form(form, HttpStatus.UNPROCESSABLE_ENTITY);
        }
        try {
            var typed =
                    new PetitionDesk.Typed(
                            form.about(), days, form.neighbour(), form.country(), form.words());
            var id = desk.ask(who, typed);
            return done(id, "leave.done.petition-asked", redirect);
        } catch (Refusal refusal) {
            return form(form, TooManyAttempts.statusOf(refusal)).addObject("refusal", refusal);
        }
    }

    private static ModelAndView done(UUID id, String key, RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", key);
        return new ModelAndView("redirect:" + PETITIONS + "/" + id);
    }

    @GetMapping(PETITIONS + "/{id}")
    ModelAndView petition(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        return page(who, id, HttpStatus.OK);
    }

    private ModelAndView page(SignedIn who, UUID id, HttpStatus status) {
        var sight = desk.see(who, id);
        return new ModelAndView("leave/petition", status)
                .addObject("sight", sight)
                .addObject("petition", sight.petition())
                .addObject("most", LeaveDesk.LONGEST);
    }

    private ModelAndView refused(SignedIn who, UUID id, Refusal refusal) {
        return page(who, id, TooManyAttempts.statusOf(refusal)).addObject("refusal", refusal);
    }

    @PostMapping(PETITIONS + "/{id}/withdraw")
    ModelAndView withdraw(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes redirect) {
        try {
            desk.withdraw(who, id);
            return done(id, "leave.done.withdrawn", redirect);
        } catch (Refusal refusal) {
            return refused(who, id, refusal);
        }
    }

    @PostMapping(PETITIONS + "/{id}/decide")
    ModelAndView decide(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "-1") int opinions,
            @RequestParam(defaultValue = "false") boolean decides,
            @RequestParam(defaultValue = "false") boolean agrees,
            @RequestParam(defaultValue = "") String words,
            Confirmation confirmation,
            RedirectAttributes redirect) {
        try {
            var known = accounts.confirm(who, confirmation);
            desk.decide(known, id, new LeaveDesk.Seen(opinions, decides), agrees, words);
            return done(id, "leave.done.decided", redirect);
        } catch (Refusal refusal) {
            return refused(who, id, refusal).addObject("agrees", agrees).addObject("words", words);
        }
    }

    @PostMapping(PETITIONS + "/{id}/told")
    ModelAndView told(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes redirect) {
        try {
            desk.told(who, id);
            return done(id, "leave.done.duty", redirect);
        } catch (Refusal refusal) {
            return refused(who, id, refusal);
        }
    }
}
