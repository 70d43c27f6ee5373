package th.sala.accounts;

import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.law.Refusal;

/// A person's passwords for mail clients.
@Controller
class AppPasswordController {
    private final AppPasswords passwords;
    private final Accounts accounts;

    AppPasswordController(AppPasswords passwords, Accounts accounts) {
        this.passwords = passwords;
        this.accounts = accounts;
    }

    @GetMapping("/me/app-passwords")
    ModelAndView all(@AuthenticationPrincipal SignedIn who) {
        return new ModelAndView("accounts/app-passwords")
                .addObject("passwords", passwords.of(who.account()))
                .addObject("name", "");
    }

    /// Shows the page itself and redirects nowhere: the secret is nowhere else. Letters can be sent
    /// with it where their page asks for the person's password again, so that is asked for here.
    @PostMapping("/me/app-passwords")
    ModelAndView make(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String name,
            Confirmation confirmation) {
        try {
            var usable = GivenName.of(name);
            accounts.confirm(who, confirmation);
            return all(who).addObject("made", passwords.make(who, usable));
        } catch (Refusal refusal) {
            var page = all(who).addObject("refusal", refusal).addObject("name", name);
            page.setStatus(TooManyAttempts.statusOf(refusal));
            return page;
        }
    }

    @PostMapping("/me/app-passwords/{id}/revoke")
    String revoke(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes after) {
        passwords.revoke(who.account(), id);
        after.addFlashAttribute("done", "accounts.app-passwords.revoked");
        return "redirect:/me/app-passwords";
    }
}
