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
import th.sala.routing.WayPolicy;
import th.sala.routing.WayRules;
import th.sala.thai.ThaiText;

/// By which rules letters go inside the agency: everybody may look, the head and the administrators
/// decide.
@Controller
class WayRulesController {
    record DecisionForm(
            @NotNull @Nullable LocalDate firstDay,
            @NotNull WayPolicy.@Nullable Rules rules,
            @NotBlank @Size(max = 500) @Nullable String source) {
        /// A source of signs that nobody sees is none.
        DecisionForm {
            source = source == null ? null : ThaiText.normalise(source);
        }
    }

    private final WayRules rules;
    private final Clock clock;

    WayRulesController(WayRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    @GetMapping("/letters/way/rules")
    ModelAndView policy(@AuthenticationPrincipal SignedIn who) {
        var today = LocalDate.now(clock);
        var now = rules.policy(who.agency()).on(today);
        return page(who).addObject("form", new DecisionForm(today, now, ""));
    }

    @PostMapping("/letters/way/rules")
    @PreAuthorize("hasAnyRole('HEAD','ADMINISTRATOR')")
    ModelAndView decide(
            @Valid @ModelAttribute("form") DecisionForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedIn who,
            RedirectAttributes redirect) {
        var firstDay = form.firstDay();
        var decided = form.rules();
        var source = form.source();
        if (firstDay == null || decided == null || source == null || errors.hasErrors()) {
            return refused(who, errors);
        }
        try {
            rules.decide(who, firstDay, decided, source);
        } catch (WayRules.AlreadyPast | WayRules.FarAhead refusal) {
            return refused(who, errors).addObject("refusal", refusal);
        }
        redirect.addFlashAttribute("done", "routing.rules.decided");
        return new ModelAndView("redirect:/letters/way/rules");
    }

    private ModelAndView refused(SignedIn who, BindingResult errors) {
        var page = page(who).addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    private ModelAndView page(SignedIn who) {
        var policy = rules.policy(who.agency());
        return new ModelAndView("letters/way-rules")
                .addObject("now", policy.on(LocalDate.now(clock)))
                .addObject("decisions", policy.decisions().reversed())
                .addObject("kinds", WayPolicy.Rules.values());
    }
}
