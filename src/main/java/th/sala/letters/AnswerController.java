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
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;

/// Where an officer decides whether what somebody wrote is the acknowledgement of a letter.
@Controller
@PreAuthorize("hasRole('CORRESPONDENCE_OFFICER')")
class AnswerController {
    private final AnswerDesk answers;
    private final OutgoingDesk outgoing;
    private final SentPage pages;

    AnswerController(AnswerDesk answers, OutgoingDesk outgoing, SentPage pages) {
        this.answers = answers;
        this.outgoing = outgoing;
        this.pages = pages;
    }

    @PostMapping("/letters/out/{id}/answers/{mail}/accept")
    ModelAndView accept(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID mail,
            @RequestParam(defaultValue = "") String number) {
        return decided(who, id, () -> answers.accept(who, id, mail, number));
    }

    @PostMapping("/letters/out/{id}/answers/{mail}/reject")
    ModelAndView reject(
            @AuthenticationPrincipal SignedIn who, @PathVariable UUID id, @PathVariable UUID mail) {
        return decided(who, id, () -> answers.reject(who, id, mail));
    }

    @PostMapping("/letters/out/{id}/answers/{mail}/undo")
    ModelAndView undo(
            @AuthenticationPrincipal SignedIn who, @PathVariable UUID id, @PathVariable UUID mail) {
        return decided(who, id, () -> answers.undo(who, id, mail));
    }

    private ModelAndView decided(SignedIn who, UUID id, Runnable decision) {
        try {
            decision.run();
            return new ModelAndView("redirect:/letters/out/" + id);
        } catch (Refusal refusal) {
            var letter = outgoing.letter(who.agency(), id);
            return pages.page(who, letter, HttpStatus.UNPROCESSABLE_ENTITY)
                    .addObject("refusal", refusal);
        }
    }
}
