package th.sala.signing;

import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.Confirmation;
import th.sala.accounts.InstallationRights;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.TooManyAttempts;
import th.sala.law.Refusal;
import th.sala.web.MenuEntry;
import th.sala.web.MenuGroup;
import th.sala.web.Place;

/// The token with officials' keys, for those who govern the installation.
@Controller
@PreAuthorize(InstallationRights.HOLDER)
class KeyTokenController {
    private static final String PATH = "/people/installation/token";
    private static final UUID NONE = new UUID(0, 0);

    private final TokenDesk desk;

    KeyTokenController(TokenDesk desk) {
        this.desk = desk;
    }

    @GetMapping(PATH)
    ModelAndView token() {
        return page(HttpStatus.OK);
    }

    private ModelAndView page(HttpStatus status) {
        return new ModelAndView("signing/token", status).addObject("page", desk.page());
    }

    @PostMapping(PATH)
    ModelAndView assign(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String certificate,
            @RequestParam(defaultValue = "") String mail,
            Confirmation confirmation,
            RedirectAttributes after) {
        try {
            desk.assign(who, confirmation, certificate, mail)
                    .tell(after, "signing.token.assign.done");
            return new ModelAndView("redirect:" + PATH);
        } catch (Refusal refusal) {
            return refused(refusal).addObject("chosen", certificate).addObject("mail", mail);
        }
    }

    @PostMapping(PATH + "/withdraw")
    ModelAndView withdraw(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) UUID key,
            Confirmation confirmation,
            RedirectAttributes after) {
        try {
            desk.withdraw(who, confirmation, key == null ? NONE : key);
            after.addFlashAttribute("done", "signing.token.withdraw.done");
            return new ModelAndView("redirect:" + PATH);
        } catch (Refusal refusal) {
            return refused(refusal);
        }
    }

    @PostMapping(PATH + "/again")
    ModelAndView again(
            @AuthenticationPrincipal SignedIn who,
            Confirmation confirmation,
            RedirectAttributes after) {
        try {
            desk.tryAgain(who, confirmation);
            after.addFlashAttribute("done", "signing.token.again.done");
            return new ModelAndView("redirect:" + PATH);
        } catch (Refusal refusal) {
            return refused(refusal);
        }
    }

    private ModelAndView refused(Refusal refusal) {
        return page(TooManyAttempts.statusOf(refusal)).addObject("refusal", refusal);
    }

    @Configuration(proxyBeanMethods = false)
    static class TokenMenu {
        @Bean
        MenuEntry tokenEntry() {
            return MenuEntry.of(Place.PEOPLE, "signing.token.title", PATH, 96, Role.INSTALLATION)
                    .in(MenuGroup.INSTALLATION);
        }
    }
}
