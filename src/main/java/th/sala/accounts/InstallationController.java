package th.sala.accounts;

import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.Proposals.Asked;
import th.sala.law.Refusal;

/// ผู้ดูแลทั้งระบบ: every administrator sees who they are; one of them gives the right and takes
/// it.
@Controller
@PreAuthorize("hasRole('ADMINISTRATOR')")
class InstallationController {
    static final String PATH = "/people/installation";
    private static final int USERNAME = 60;

    private final InstallationRights rights;
    private final AccountChanges changes;

    InstallationController(InstallationRights rights, AccountChanges changes) {
        this.rights = rights;
        this.changes = changes;
    }

    @GetMapping(PATH)
    ModelAndView holders() {
        return new ModelAndView("accounts/installation").addObject("held", rights.held());
    }

    @PostMapping(PATH)
    @PreAuthorize(InstallationRights.HOLDER)
    ModelAndView give(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String username,
            Confirmation confirmation,
            RedirectAttributes after) {
        return changed(
                "accounts.installation.given",
                username,
                after,
                () -> changes.giveRight(who, confirmation, username));
    }

    @PostMapping(PATH + "/take")
    @PreAuthorize(InstallationRights.HOLDER)
    ModelAndView take(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam UUID account,
            Confirmation confirmation,
            RedirectAttributes after) {
        return changed(
                "accounts.installation.taken",
                "",
                after,
                () -> changes.takeRight(who, confirmation, account));
    }

    private ModelAndView changed(
            String done, String username, RedirectAttributes after, Supplier<Asked> change) {
        try {
            change.get().tell(after, done);
        } catch (Refusal refusal) {
            var typed = username.substring(0, Math.min(USERNAME, username.length()));
            var page = holders().addObject("refusal", refusal).addObject("username", typed);
            page.setStatus(TooManyAttempts.statusOf(refusal));
            return page;
        }
        return new ModelAndView("redirect:" + PATH);
    }
}
