package th.sala.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.Confirmation;
import th.sala.accounts.SignedIn;
import th.sala.accounts.TooManyAttempts;
import th.sala.law.Refusal;

/// A person's own links.
@Controller
class LinkController {
    private final ProviderSettings settings;
    private final RoundTrips trips;
    private final Linking linking;

    LinkController(ProviderSettings settings, RoundTrips trips, Linking linking) {
        this.settings = settings;
        this.trips = trips;
        this.linking = linking;
    }

    @GetMapping(Linking.MINE)
    ModelAndView mine(@AuthenticationPrincipal SignedIn who) {
        return new ModelAndView("identity/mine")
                .addObject("links", linking.of(who.account()))
                .addObject("providers", settings.active());
    }

    /// Answers with a link to the provider: a form may lead to this site only.
    @PostMapping(Linking.MINE + "/{provider}")
    ModelAndView begin(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID provider,
            Confirmation confirmation,
            HttpServletRequest request,
            HttpServletResponse response) {
        var asked =
                settings.find(provider)
                        .filter(Provider::active)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        try {
            linking.begin(who, confirmation, asked);
            return new ModelAndView("identity/go")
                    .addObject("provider", asked)
                    .addObject("there", trips.begin(asked, who.account(), "", request, response));
        } catch (Refusal refusal) {
            return refused(mine(who), refusal);
        }
    }

    @PostMapping(Linking.MINE + "/links/{link}/remove")
    ModelAndView remove(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID link,
            Confirmation confirmation,
            RedirectAttributes after) {
        try {
            linking.unlink(who, who.account(), link, confirmation);
        } catch (Refusal refusal) {
            return refused(mine(who), refusal);
        }
        after.addFlashAttribute("done", "identity.link.removed");
        return new ModelAndView("redirect:" + Linking.MINE);
    }

    static ModelAndView refused(ModelAndView page, Refusal refusal) {
        page.setStatus(TooManyAttempts.statusOf(refusal));
        return page.addObject("refusal", refusal);
    }
}
