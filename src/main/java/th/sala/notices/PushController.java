package th.sala.notices;

import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.accounts.UserAgent;
import th.sala.law.Refusal;

/// Which of a person's browsers show that there is something to see.
@Controller
class PushController {
    private static final String PATH = "/me/notices/push";

    private final Pushes pushes;

    PushController(Pushes pushes) {
        this.pushes = pushes;
    }

    @GetMapping(PATH)
    ModelAndView page(@AuthenticationPrincipal SignedIn who) {
        return new ModelAndView("notices/push")
                .addObject("devices", pushes.of(who))
                .addObject("key", pushes.key().point());
    }

    @PostMapping(PATH)
    ModelAndView add(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "false") boolean daily,
            @RequestHeader(name = HttpHeaders.USER_AGENT, defaultValue = "") String agent,
            RedirectAttributes after) {
        try {
            var rhythm = daily ? Rhythm.DAILY : Rhythm.SOON;
            pushes.test(who, pushes.add(who, address, UserAgent.of(agent), rhythm));
        } catch (Refusal refusal) {
            return refused(who, refusal);
        }
        after.addFlashAttribute("done", "notices.push.on");
        return new ModelAndView("redirect:" + PATH);
    }

    @PostMapping(PATH + "/{id}/test")
    ModelAndView test(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes after) {
        try {
            pushes.test(who, id);
        } catch (Refusal refusal) {
            return refused(who, refusal);
        }
        after.addFlashAttribute("done", "notices.push.tested");
        return new ModelAndView("redirect:" + PATH);
    }

    private ModelAndView refused(SignedIn who, Refusal refusal) {
        var page = page(who).addObject("refusal", refusal);
        page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    @PostMapping(PATH + "/{id}/remove")
    ModelAndView remove(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes after) {
        if (pushes.remove(who, id)) {
            after.addFlashAttribute("done", "notices.push.off");
        }
        return new ModelAndView("redirect:" + PATH);
    }
}
