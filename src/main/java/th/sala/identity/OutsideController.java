package th.sala.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.OutsideDoor;
import th.sala.accounts.SignedIn;
import th.sala.accounts.TooManyAttempts;
import th.sala.identity.Provider.SignInPath;
import th.sala.identity.Unrecognised.Why;
import th.sala.law.Refusal;

/// To a provider and back. A link begins it, not a form: forms may lead to this site only.
@Controller
class OutsideController {
    private final ProviderSettings settings;
    private final RoundTrips trips;
    private final CodeFlow flow;
    private final Linking linking;
    private final OutsideDoor door;

    OutsideController(
            ProviderSettings settings,
            RoundTrips trips,
            CodeFlow flow,
            Linking linking,
            OutsideDoor door) {
        this.settings = settings;
        this.trips = trips;
        this.flow = flow;
        this.linking = linking;
        this.door = door;
    }

    @GetMapping(SignInPath.BEGIN)
    ModelAndView begin(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        var provider = active(id);
        try {
            door.knock(request);
            var there = trips.begin(provider, null, to, request, response);
            door.forgive(request);
            return new ModelAndView(Redirects.to(there));
        } catch (Refusal refusal) {
            return refused(provider, refusal, false);
        }
    }

    @GetMapping(SignInPath.BACK)
    ModelAndView back(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String iss,
            @AuthenticationPrincipal @Nullable SignedIn who,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes after) {
        var provider = active(id);
        var trip = trips.end(request, response);
        var links = trip.isPresent() && trip.get().linksTo() != null;
        try {
            // whatever page makes a browser ask this counts for nobody
            var asked =
                    trip.filter(there -> there.provider().equals(id))
                            .filter(there -> isSame(there.state(), state))
                            .orElseThrow(() -> new Unrecognised(Why.NOT_ASKED));
            door.knock(request);
            var person = person(provider, asked, iss, code);
            var next =
                    asked.linksTo() == null
                            ? enter(provider, person, asked, request, response)
                            : link(provider, person, asked.linksTo(), who, after);
            door.forgive(request);
            return next;
        } catch (Refusal refusal) {
            return refused(provider, refusal, links);
        }
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private CodeFlow.Person person(Provider provider, RoundTrip asked, String iss, String code) {
        flow.mustBeOf(provider, iss);
        if (code.isEmpty()) {
            throw new Unrecognised(Why.DENIED);
        }
        return flow.redeem(provider, settings.secret(provider), asked, code);
    }

    private ModelAndView enter(
            Provider provider,
            CodeFlow.Person person,
            RoundTrip asked,
            HttpServletRequest request,
            HttpServletResponse response) {
        var account = linking.recognised(provider, person);
        return new ModelAndView(
                door.admit(account, SignedIn.BY_PROVIDER, asked.to(), request, response));
    }

    /// Whoever asked must still be here: else somebody's account would be linked to whoever sits
    /// there now.
    private ModelAndView link(
            Provider provider,
            CodeFlow.Person person,
            UUID account,
            @Nullable SignedIn who,
            RedirectAttributes after) {
        if (who == null || !who.account().equals(account)) {
            throw new Unrecognised(Why.NOT_ASKED);
        }
        linking.link(who, provider, person);
        after.addFlashAttribute("done", "identity.link.done");
        after.addFlashAttribute("doneWith", new Object[] {provider.name()});
        return new ModelAndView("redirect:" + Linking.MINE);
    }

    private static ModelAndView refused(Provider provider, Refusal refusal, boolean links) {
        var page =
                new ModelAndView("identity/refused")
                        .addObject("refusal", refusal)
                        .addObject("provider", provider)
                        .addObject("back", links ? Linking.MINE : "/sign-in");
        page.setStatus(TooManyAttempts.statusOf(refusal));
        return page;
    }

    private Provider active(UUID id) {
        return settings.find(id)
                .filter(Provider::active)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
