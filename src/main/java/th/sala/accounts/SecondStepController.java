package th.sala.accounts;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.law.Refusal;

/// A person's authenticator and recovery codes. Secrets stand on the answer to a form itself: they
/// are nowhere else.
@Controller
class SecondStepController {
    static final String PATH = "/me/second-step";
    private static final String CODE = "one-time-password";

    private final SecondStep secondStep;

    SecondStepController(SecondStep secondStep) {
        this.secondStep = secondStep;
    }

    @GetMapping(PATH)
    ModelAndView page(@AuthenticationPrincipal SignedIn who) {
        return new ModelAndView("accounts/second-step")
                .addObject("state", secondStep.of(who.account()).orElse(null));
    }

    @PostMapping(PATH)
    ModelAndView begin(@AuthenticationPrincipal SignedIn who, Confirmation confirmation) {
        return answered(who, () -> sharing(who, secondStep.begin(who, confirmation)));
    }

    @PostMapping(PATH + "/confirm")
    ModelAndView confirm(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = CODE, defaultValue = "") String code) {
        return answered(
                who,
                () -> {
                    try {
                        return codes(secondStep.confirm(who, code));
                    } catch (SecondStep.WrongCode refusal) {
                        return refused(sharing(who, secondStep.begun(who)), refusal);
                    }
                });
    }

    @PostMapping(PATH + "/codes")
    ModelAndView newCodes(
            @AuthenticationPrincipal SignedIn who,
            Confirmation confirmation,
            @RequestParam(name = CODE, defaultValue = "") String code) {
        return answered(who, () -> codes(secondStep.newCodes(who, confirmation, code)));
    }

    @PostMapping(PATH + "/off")
    ModelAndView off(
            @AuthenticationPrincipal SignedIn who,
            Confirmation confirmation,
            @RequestParam(name = CODE, defaultValue = "") String code,
            RedirectAttributes after) {
        return answered(
                who,
                () -> {
                    secondStep.off(who, confirmation, code);
                    after.addFlashAttribute("done", "accounts.second-step.off.done");
                    return new ModelAndView("redirect:" + PATH);
                });
    }

    private ModelAndView answered(SignedIn who, Supplier<ModelAndView> answer) {
        try {
            return answer.get();
        } catch (Refusal refusal) {
            return refused(page(who), refusal);
        }
    }

    private static ModelAndView refused(ModelAndView page, Refusal refusal) {
        page.setStatus(TooManyAttempts.statusOf(refusal));
        return page.addObject("refusal", refusal);
    }

    private static ModelAndView sharing(SignedIn who, Totp totp) {
        var uri = totp.uri(who.username());
        return new ModelAndView("accounts/second-step-begun")
                .addObject("uri", uri)
                .addObject("qr", QrCode.of(uri))
                .addObject("secret", totp.readable());
    }

    private static ModelAndView codes(List<String> codes) {
        return new ModelAndView("accounts/recovery-codes").addObject("codes", codes);
    }
}
