package th.sala.notices;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;

/// How a person wants to hear of notices elsewhere.
@Controller
class NoticeMailController {
    private static final String PATH = "/me/notices/mail";

    private final NoticeMails mails;

    NoticeMailController(NoticeMails mails) {
        this.mails = mails;
    }

    @GetMapping(PATH)
    ModelAndView page(@AuthenticationPrincipal SignedIn who) {
        var wish = mails.of(who);
        return new ModelAndView("notices/mail")
                .addObject("wish", wish.orElse(null))
                .addObject("address", wish.map(MailWish::address).orElse(""))
                .addObject("rhythms", Rhythm.values())
                .addObject("rhythm", wish.map(MailWish::rhythm).orElse(Rhythm.NEVER));
    }

    @PostMapping(PATH)
    ModelAndView wish(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "NEVER") Rhythm rhythm,
            RedirectAttributes after) {
        try {
            mails.wish(who, address, rhythm);
        } catch (Refusal refusal) {
            return refused(who, refusal).addObject("address", address).addObject("rhythm", rhythm);
        }
        after.addFlashAttribute("done", "notices.mail.saved");
        return new ModelAndView("redirect:" + PATH);
    }

    @PostMapping(PATH + "/confirm")
    ModelAndView confirm(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String code,
            RedirectAttributes after) {
        try {
            mails.confirm(who, code);
        } catch (Refusal refusal) {
            return refused(who, refusal);
        }
        after.addFlashAttribute("done", "notices.mail.confirmed");
        return new ModelAndView("redirect:" + PATH);
    }

    private ModelAndView refused(SignedIn who, Refusal refusal) {
        var page = page(who).addObject("refusal", refusal);
        page.setStatus(
                refusal instanceof NoticeMails.TooManyCodes
                        ? HttpStatus.TOO_MANY_REQUESTS
                        : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }
}
