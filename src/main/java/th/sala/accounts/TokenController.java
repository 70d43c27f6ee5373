package th.sala.accounts;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.law.Refusal;

/// A person's tokens for programs.
@Controller
class TokenController {
    private static final int USUAL_DAYS = 30;
    private static final List<Integer> DAYS = List.of(7, USUAL_DAYS, 90, 365);

    private final Tokens tokens;
    private final Accounts accounts;

    TokenController(Tokens tokens, Accounts accounts) {
        this.tokens = tokens;
        this.accounts = accounts;
    }

    @GetMapping("/me/tokens")
    ModelAndView all(@AuthenticationPrincipal SignedIn who) {
        return new ModelAndView("accounts/tokens")
                .addObject("tokens", tokens.of(who.account()))
                .addObject("allScopes", TokenScope.values())
                .addObject("chosen", Set.of())
                .addObject("allDays", DAYS)
                .addObject("days", USUAL_DAYS)
                .addObject("longestToSend", Tokens.LONGEST_TO_SEND.toDays())
                .addObject("name", "");
    }

    /// Shows the page itself and redirects nowhere: the secret is nowhere else. Programs ask for no
    /// password later, so it is asked for here.
    @PostMapping("/me/tokens")
    ModelAndView make(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable Set<TokenScope> scopes,
            @RequestParam(defaultValue = "30") int days,
            Confirmation confirmation) {
        var chosen = EnumSet.noneOf(TokenScope.class);
        if (scopes != null) {
            // a box without a value
            scopes.stream().filter(Objects::nonNull).forEach(chosen::add);
        }
        try {
            var usable = GivenName.of(name);
            Tokens.mustBeUsable(chosen, days);
            var known = accounts.confirm(who, confirmation);
            return all(who).addAllObjects(page(known, tokens.make(known, usable, chosen, days)));
        } catch (Refusal refusal) {
            var page =
                    all(who).addObject("refusal", refusal)
                            .addObject("name", name)
                            .addObject("chosen", chosen)
                            .addObject("days", days);
            page.setStatus(TooManyAttempts.statusOf(refusal));
            return page;
        }
    }

    private java.util.Map<String, Object> page(SignedIn who, Tokens.Made made) {
        return java.util.Map.of("made", made, "tokens", tokens.of(who.account()));
    }

    @PostMapping("/me/tokens/{id}/end")
    String end(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes after) {
        tokens.end(who.account(), id);
        after.addFlashAttribute("done", "accounts.tokens.ended");
        return "redirect:/me/tokens";
    }
}
