package th.sala.letters;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.thai.ThaiText;

/// From which secrecy class on the agency takes no letter: everybody may look, the head and the
/// administrators decide.
@Controller
class SecrecyController {
    record DecisionForm(
            @NotNull @Nullable LocalDate firstDay,
            @NotNull @Nullable SecrecyClass lowestRefused,
            @NotBlank @Size(max = 500) @Nullable String source) {
        /// A source of signs that nobody sees is none.
        DecisionForm {
            source = source == null ? null : ThaiText.normalise(source);
        }
    }

    private final SecrecyDesk desk;
    private final Clock clock;

    SecrecyController(SecrecyDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @GetMapping("/letters/secrecy")
    ModelAndView policy(@AuthenticationPrincipal SignedIn who) {
        var today = LocalDate.now(clock);
        var now = desk.policy(who.agency()).lowestRefused(today);
        return page(who).addObject("form", new DecisionForm(today, now, ""));
    }

    @PostMapping("/letters/secrecy")
    @PreAuthorize("hasAnyRole('HEAD','ADMINISTRATOR')")
    ModelAndView decide(
            @Valid @ModelAttribute("form") DecisionForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedIn who,
            RedirectAttributes redirect) {
        var firstDay = form.firstDay();
        var lowest = form.lowestRefused();
        var source = form.source();
        if (firstDay == null || lowest == null || source == null || errors.hasErrors()) {
            return refused(who, errors);
        }
        try {
            desk.decide(who, firstDay, lowest, source);
        } catch (SecrecyDesk.AlreadyPast | SecrecyDesk.FarAhead refusal) {
            return refused(who, errors).addObject("refusal", refusal);
        }
        redirect.addFlashAttribute("done", "letters.secrecy.decided");
        return new ModelAndView("redirect:/letters/secrecy");
    }

    private ModelAndView refused(SignedIn who, BindingResult errors) {
        var page = page(who).addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    private ModelAndView page(SignedIn who) {
        var policy = desk.policy(who.agency());
        return new ModelAndView("letters/secrecy")
                .addObject("now", policy.lowestRefused(LocalDate.now(clock)))
                .addObject("decisions", policy.decisions().reversed())
                .addObject("classes", SecrecyClass.values());
    }
}
