package th.sala.meetings;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.Accounts;
import th.sala.accounts.Confirmation;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;

/// What comes before a meeting, on its page. Each of these acts asks once more who it is.
@Controller
@PreAuthorize(MeetingController.PERSON)
class PreparationController {
    private final PreparationDesk desk;
    private final MeetingPage page;
    private final Accounts accounts;

    PreparationController(PreparationDesk desk, MeetingPage page, Accounts accounts) {
        this.desk = desk;
        this.page = page;
        this.accounts = accounts;
    }

    @PostMapping(MeetingController.ID + "/decision")
    ModelAndView decide(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String words,
            Confirmation confirmation,
            RedirectAttributes redirect) {
        try {
            desk.decide(accounts.confirm(who, confirmation), id, words);
            return MeetingPage.done(id, "meetings.done.decided", redirect);
        } catch (Refusal refusal) {
            return page.refused(who, id, refusal).addObject("decisionWords", words);
        }
    }

    @PostMapping(MeetingController.ID + "/request")
    ModelAndView request(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String words,
            Confirmation confirmation,
            RedirectAttributes redirect) {
        try {
            desk.request(accounts.confirm(who, confirmation), id, words);
            return MeetingPage.done(id, "meetings.done.requested", redirect);
        } catch (Refusal refusal) {
            return page.refused(who, id, refusal).addObject("requestWords", words);
        }
    }

    @PostMapping(MeetingController.ID + "/appointment")
    ModelAndView appoint(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID attendee,
            Confirmation confirmation,
            RedirectAttributes redirect) {
        try {
            desk.appoint(accounts.confirm(who, confirmation), id, attendee);
            return MeetingPage.done(id, "meetings.done.appointed", redirect);
        } catch (Refusal refusal) {
            return page.refused(who, id, refusal);
        }
    }
}
