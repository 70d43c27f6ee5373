package th.sala.letters;

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;

/// Whether a letter is confirmed on paper, and that it has been.
@Controller
@PreAuthorize("hasAnyRole('OFFICIAL','AUTHORISED_PERSON','CORRESPONDENCE_OFFICER','HEAD')")
class PaperController {
    private static final String PATH = "/letters/out/{id}/paper-confirmation";

    private final PaperDesk papers;
    private final OutgoingDesk letters;
    private final SendingController drafts;
    private final SentPage sent;

    PaperController(
            PaperDesk papers, OutgoingDesk letters, SendingController drafts, SentPage sent) {
        this.papers = papers;
        this.letters = letters;
        this.drafts = drafts;
        this.sent = sent;
    }

    @PostMapping(PATH)
    ModelAndView ask(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes after) {
        return done(who, id, () -> papers.ask(who, id), "needed", after);
    }

    @PostMapping(PATH + "/drop")
    ModelAndView drop(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes after) {
        return done(who, id, () -> papers.drop(who, id), "dropped", after);
    }

    @PostMapping(PATH + "/sent")
    @PreAuthorize("hasRole('CORRESPONDENCE_OFFICER')")
    ModelAndView sent(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String how,
            RedirectAttributes after) {
        return done(who, id, () -> papers.sent(who, id, how), "sent", after);
    }

    @PostMapping(PATH + "/not-sent")
    @PreAuthorize("hasRole('CORRESPONDENCE_OFFICER')")
    ModelAndView notSent(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes after) {
        return done(who, id, () -> papers.notSent(who, id), "not-sent", after);
    }

    private ModelAndView done(
            SignedIn who, UUID id, Runnable act, String said, RedirectAttributes after) {
        var letter = letters.letter(who.agency(), id);
        try {
            act.run();
            after.addFlashAttribute("done", "letters.paper-confirmation.done." + said);
            return new ModelAndView(
                    "redirect:/letters/out/" + id + (letter.isDraft() ? "/preview" : ""));
        } catch (Refusal refusal) {
            var page =
                    letter.isDraft()
                            ? drafts.preview(who, letter, HttpStatus.UNPROCESSABLE_ENTITY)
                            : sent.page(who, letter, HttpStatus.UNPROCESSABLE_ENTITY);
            return page.addObject("refusal", refusal);
        }
    }
}
