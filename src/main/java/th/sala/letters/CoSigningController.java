package th.sala.letters;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
import th.sala.accounts.TooManyAttempts;
import th.sala.law.Refusal;
import th.sala.routing.Routing;

/// Drafts that several people sign.
@Controller
@PreAuthorize(WritingController.WRITER)
class CoSigningController {
    private final CoSigning signing;
    private final OutgoingDesk desk;
    private final SendingController sending;
    private final Accounts accounts;

    CoSigningController(
            CoSigning signing, OutgoingDesk desk, SendingController sending, Accounts accounts) {
        this.signing = signing;
        this.desk = desk;
        this.sending = sending;
        this.accounts = accounts;
    }

    /// @param then `find` looks for people, anything else adds those that are ticked
    @PostMapping("/letters/out/{id}/co-signers")
    ModelAndView add(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam(required = false) @Nullable List<UUID> officials,
            @RequestParam(defaultValue = "") String find,
            @RequestParam(defaultValue = "add") String then,
            RedirectAttributes redirect) {
        var chosen = officials == null ? List.<UUID>of() : officials;
        if (then.equals("find")) {
            return sending.preview(who, desk.letter(who.agency(), id), HttpStatus.OK, find, chosen);
        }
        try {
            signing.add(who, id, version, chosen);
            return done(id, "letters.co-signers.kept", redirect);
        } catch (Refusal refusal) {
            return refused(who, id, refusal, find, chosen);
        }
    }

    @PostMapping("/letters/out/{id}/co-signers/{official}/remove")
    ModelAndView remove(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID official,
            @RequestParam(defaultValue = "0") int version,
            RedirectAttributes redirect) {
        try {
            signing.remove(who, id, version, official);
            return done(id, "letters.co-signers.kept", redirect);
        } catch (Refusal refusal) {
            return refused(who, id, refusal);
        }
    }

    @PostMapping("/letters/out/{id}/co-sign")
    ModelAndView sign(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int version,
            Confirmation confirmation,
            RedirectAttributes redirect) {
        try {
            signing.sign(accounts.confirm(who, confirmation), id, version);
            return done(id, "letters.co-signers.signed", redirect);
        } catch (Refusal refusal) {
            return refused(who, id, refusal);
        }
    }

    @PostMapping("/letters/out/{id}/co-sign/undo")
    ModelAndView unsign(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int version,
            RedirectAttributes redirect) {
        try {
            signing.unsign(who, id, version);
            return done(id, "letters.co-signers.unsigned", redirect);
        } catch (Refusal refusal) {
            return refused(who, id, refusal);
        }
    }

    private static ModelAndView done(UUID id, String message, RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", message);
        return new ModelAndView("redirect:/letters/out/" + id + "/preview");
    }

    private ModelAndView refused(SignedIn who, UUID id, Refusal refusal) {
        return refused(who, id, refusal, "", List.of());
    }

    private ModelAndView refused(
            SignedIn who, UUID id, Refusal refusal, String find, List<UUID> chosen) {
        var letter = desk.letter(who.agency(), id);
        if (!letter.isDraft()) {
            return sending.sent(who, letter, refusal);
        }
        var status =
                switch (refusal) {
                    case LetterMovedOn _,
                            CoSigning.NotYourTurn _,
                            CoSigning.NotSetHere _,
                            Routing.NotWithYou _ ->
                            HttpStatus.CONFLICT;
                    case TooManyAttempts _ -> HttpStatus.TOO_MANY_REQUESTS;
                    default -> HttpStatus.UNPROCESSABLE_ENTITY;
                };
        return sending.preview(who, letter, status, find, chosen).addObject("refusal", refusal);
    }
}
