package th.sala.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.law.Refusal;

/// A person's passkeys. Adding one takes two steps, so that an authenticator makes none for
/// somebody who then turns out not to know the password.
@Controller
class PasskeyController {
    static final String PATH = "/me/passkeys";

    private final Passkeys passkeys;
    private final Accounts accounts;
    private final MessageSource messages;

    PasskeyController(Passkeys passkeys, Accounts accounts, MessageSource messages) {
        this.passkeys = passkeys;
        this.accounts = accounts;
        this.messages = messages;
    }

    @GetMapping(PATH)
    ModelAndView all(@AuthenticationPrincipal SignedIn who) {
        return new ModelAndView("accounts/passkeys")
                .addObject("passkeys", passkeys.of(who.account()))
                .addObject("name", "");
    }

    @PostMapping(PATH)
    ModelAndView begin(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String name,
            Confirmation confirmation,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        return answered(
                who,
                name,
                () -> {
                    var party = PasskeyRequests.party(request).orElseThrow(Passkeys.NotHere::new);
                    var given = GivenName.of(name);
                    accounts.confirm(who, confirmation);
                    var token = passkeys.begin(who);
                    PasskeyRequests.ask(token, request, response);
                    var made = passkeys.of(who.account(), party);
                    var sala = messages.getMessage("web.sala", null, locale);
                    return new ModelAndView("accounts/passkey-begun")
                            .addObject("name", given)
                            .addObject("minutes", Challenges.LASTS.toMinutes())
                            .addObject(
                                    "options",
                                    CreationOptions.of(party, sala, who, token, made).json());
                });
    }

    @PostMapping(PATH + "/made")
    ModelAndView made(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String name,
            HttpServletRequest request,
            RedirectAttributes after) {
        return answered(
                who,
                name,
                () -> {
                    var given = GivenName.of(name);
                    passkeys.add(who, PasskeyRequests.answer(request), given);
                    return done(after, "accounts.passkeys.added", given);
                });
    }

    @PostMapping(PATH + "/{id}/rename")
    ModelAndView rename(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String name,
            RedirectAttributes after) {
        return answered(
                who,
                "",
                () -> {
                    var given = GivenName.of(name);
                    passkeys.rename(who, id, given);
                    return done(after, "accounts.passkeys.renamed", given);
                });
    }

    @PostMapping(PATH + "/{id}/remove")
    ModelAndView remove(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            Confirmation confirmation,
            RedirectAttributes after) {
        return answered(
                who,
                "",
                () -> {
                    passkeys.remove(accounts.confirm(who, confirmation), id);
                    return done(after, "accounts.passkeys.removed", "");
                });
    }

    private static ModelAndView done(RedirectAttributes after, String done, String name) {
        after.addFlashAttribute("done", done);
        after.addFlashAttribute("doneWith", new Object[] {name});
        return new ModelAndView("redirect:" + PATH);
    }

    private ModelAndView answered(SignedIn who, String name, Supplier<ModelAndView> answer) {
        try {
            return answer.get();
        } catch (Refusal refusal) {
            var page = all(who).addObject("refusal", refusal).addObject("name", name);
            page.setStatus(TooManyAttempts.statusOf(refusal));
            return page;
        }
    }
}
