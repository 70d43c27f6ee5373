package th.sala.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
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
import th.sala.thai.Digits;
import th.sala.thai.Display;

/// ฉัน: who I am here, how I want to see things, my password.
@Controller
class MeController {
    /// Refusal: the two new passwords differ.
    static final class PasswordsDiffer extends Refusal {
        PasswordsDiffer() {
            super("accounts.password.differ");
        }
    }

    /// Refusal: the new password is the old one.
    static final class SamePassword extends Refusal {
        SamePassword() {
            super("accounts.password.same");
        }
    }

    /// What a person may choose to see. An unknown value is a bad request.
    enum Language {
        TH,
        EN;

        Locale locale() {
            return Locale.of(name().toLowerCase(Locale.ROOT));
        }
    }

    private final Accounts accounts;
    private final SecondStep secondStep;
    private final Passkeys passkeys;
    private final OpenSessions openSessions;
    private final AccountSessions sessions;

    MeController(
            Accounts accounts,
            SecondStep secondStep,
            Passkeys passkeys,
            OpenSessions openSessions,
            AccountSessions sessions) {
        this.accounts = accounts;
        this.secondStep = secondStep;
        this.passkeys = passkeys;
        this.openSessions = openSessions;
        this.sessions = sessions;
    }

    @GetMapping("/me")
    ModelAndView me(@AuthenticationPrincipal SignedIn who, HttpServletRequest request) {
        return new ModelAndView("accounts/me")
                .addObject("sessions", openSessions.of(who, request))
                .addObject("passkeys", passkeys.of(who.account()).size())
                .addObject("secondStep", secondStep.of(who.account()).orElse(null));
    }

    @PostMapping("/me/sessions/{handle}/end")
    String endSession(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable String handle,
            RedirectAttributes after) {
        openSessions.end(who, handle);
        after.addFlashAttribute("done", "accounts.sessions.ended");
        return "redirect:/me";
    }

    @PostMapping("/me/sessions/end-others")
    String endOtherSessions(
            @AuthenticationPrincipal SignedIn who,
            HttpServletRequest request,
            RedirectAttributes after) {
        openSessions.endOthers(who, request);
        after.addFlashAttribute("done", "accounts.sessions.others-ended");
        return "redirect:/me";
    }

    @PostMapping("/me/preferences")
    String preferences(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam Language language,
            @RequestParam Digits digits,
            @RequestParam Display.Era era,
            @RequestParam(defaultValue = "false") boolean keys,
            RedirectAttributes after) {
        accounts.preferences(who.account(), new Display(language.locale(), digits, era), keys);
        after.addFlashAttribute("done", "accounts.preferences.saved");
        return "redirect:/me";
    }

    /// The link in the foot of every page.
    @PostMapping("/me/language")
    ModelAndView language(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam Language language,
            @RequestParam(required = false) @Nullable String to) {
        var display = who.display();
        accounts.preferences(
                who.account(),
                new Display(language.locale(), display.digits(), display.era()),
                who.keys());
        return new ModelAndView(LocalPath.of(to).redirect());
    }

    @GetMapping("/me/password")
    ModelAndView password(HttpServletRequest request) {
        return new ModelAndView("accounts/password")
                .addObject("temporary", request.getAttribute(AccountSessions.TEMPORARY) != null)
                .addObject("shortest", PasswordRule.SHORTEST);
    }

    @PostMapping("/me/password")
    ModelAndView changePassword(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String next,
            @RequestParam(defaultValue = "") String again,
            HttpServletRequest request,
            RedirectAttributes after) {
        try {
            change(who, current, next, again, request);
        } catch (Refusal refusal) {
            var page = password(request).addObject("refusal", refusal);
            page.setStatus(TooManyAttempts.statusOf(refusal));
            return page;
        }
        after.addFlashAttribute("done", "accounts.password.changed");
        return new ModelAndView("redirect:/me");
    }

    private void change(
            SignedIn who, String current, String next, String again, HttpServletRequest request) {
        if (!next.equals(again)) {
            throw new PasswordsDiffer();
        }
        PasswordRule.check(who.username(), next);
        accounts.confirm(who, new TypedPassword(current));
        if (next.equals(current)) {
            throw new SamePassword();
        }
        // all sessions end but this one, which begins anew
        sessions.begin(request, accounts.changePassword(who.account(), next), who.identified());
    }
}
