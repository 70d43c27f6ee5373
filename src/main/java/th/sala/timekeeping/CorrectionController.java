package th.sala.timekeeping;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalTime;
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
import th.sala.accounts.SignedIn;
import th.sala.accounts.TooManyAttempts;
import th.sala.law.Refusal;
import th.sala.thai.TypedDay;

/// การแก้ไขบัญชีลงเวลา: what I ask to have put right, and what waits for me to decide.
@Controller
@PreAuthorize(TimekeepingController.PERSON)
class CorrectionController {
    private static final String CORRECTIONS = "/timekeeping/corrections";

    /// What was typed.
    ///
    /// @param last the same as the first if it is empty
    record CorrectionForm(
            @NotNull Correction.@Nullable Kind kind,
            @NotNull @Nullable LocalDate first,
            @Nullable LocalDate last,
            @Nullable Part part,
            @Nullable LocalTime time,
            @NotBlank @Size(max = CorrectionDesk.LONGEST) String reason) {
        CorrectionForm {
            part = Objects.requireNonNullElse(part, Part.WHOLE);
            reason = Objects.requireNonNullElse(reason, "");
        }
    }

    private final CorrectionDesk desk;

    CorrectionController(CorrectionDesk desk) {
        this.desk = desk;
    }

    @GetMapping(CORRECTIONS)
    ModelAndView all(@AuthenticationPrincipal SignedIn who) {
        return new ModelAndView("timekeeping/corrections")
                .addObject("waiting", desk.waiting(who))
                .addObject("mine", desk.mine(who));
    }

    /// @param day about which it is, from the link that led here
    @GetMapping(CORRECTIONS + "/new")
    ModelAndView begin(@RequestParam(defaultValue = "") String day) {
        var first = TypedDay.read(day).orElse(null);
        var form = new CorrectionForm(null, first, null, null, null, "");
        return form(form, HttpStatus.OK).addObject("form", form);
    }

    /// Without the form itself: one that was typed is in the model already, with its errors.
    private static ModelAndView form(CorrectionForm form, HttpStatus status) {
        return new ModelAndView("timekeeping/correction-new", status)
                .addObject("typed", form)
                .addObject("kinds", Correction.Kind.values())
                .addObject("parts", Part.values());
    }

    @PostMapping(CORRECTIONS + "/new")
    ModelAndView ask(
            @AuthenticationPrincipal SignedIn who,
            @Valid @ModelAttribute("form") CorrectionForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        var kind = form.kind();
        var first = form.first();
        var part = form.part();
        if (kind == null || first == null || part == null || errors.hasErrors()) {
            return form(form, HttpStatus.UNPROCESSABLE_ENTITY);
        }
        try {
            var last = form.last() == null ? first : form.last();
            var wish = new CorrectionDesk.Wish(kind, first, last, part, form.time(), form.reason());
            var id = desk.ask(who, wish);
            return done(id, "timekeeping.done.asked", redirect);
        } catch (Refusal refusal) {
            return form(form, HttpStatus.UNPROCESSABLE_ENTITY).addObject("refusal", refusal);
        }
    }

    private static ModelAndView done(UUID id, String key, RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", key);
        return new ModelAndView("redirect:" + CORRECTIONS + "/" + id);
    }

    @GetMapping(CORRECTIONS + "/{id}")
    ModelAndView one(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        return page(who, id, HttpStatus.OK);
    }

    private ModelAndView page(SignedIn who, UUID id, HttpStatus status) {
        var sight = desk.see(who, id);
        return new ModelAndView("timekeeping/correction", status)
                .addObject("sight", sight)
                .addObject("one", sight.correction())
                .addObject("most", CorrectionDesk.LONGEST);
    }

    @PostMapping(CORRECTIONS + "/{id}/withdraw")
    ModelAndView withdraw(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes redirect) {
        try {
            desk.withdraw(who, id);
            return done(id, "timekeeping.done.withdrawn", redirect);
        } catch (Refusal refusal) {
            return page(who, id, TooManyAttempts.statusOf(refusal)).addObject("refusal", refusal);
        }
    }

    @PostMapping(CORRECTIONS + "/{id}/decide")
    ModelAndView decide(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String words,
            RedirectAttributes redirect) {
        try {
            desk.decide(who, id, decision.equals("grant"), words);
            return done(id, "timekeeping.done.decided", redirect);
        } catch (Refusal refusal) {
            return page(who, id, TooManyAttempts.statusOf(refusal))
                    .addObject("refusal", refusal)
                    .addObject("words", words);
        }
    }

    /// @param from as it was typed
    @PostMapping(CORRECTIONS + "/{id}/revoke")
    ModelAndView revoke(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String words,
            RedirectAttributes redirect) {
        try {
            desk.revoke(who, id, TypedDay.read(from).orElse(null), words);
            return done(id, "timekeeping.done.revoked", redirect);
        } catch (Refusal refusal) {
            return page(who, id, TooManyAttempts.statusOf(refusal))
                    .addObject("refusal", refusal)
                    .addObject("typedFrom", from)
                    .addObject("words", words);
        }
    }
}
