package th.sala.letters;

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;

/// ที่ติดตาม: letters that a person keeps an eye on.
@Controller
@PreAuthorize(
        "hasAnyRole('CORRESPONDENCE_OFFICER','HEAD','AUTHORISED_PERSON','OFFICIAL','AUDITOR')")
class FollowController {
    private final FollowDesk desk;
    private final IncomingDesk incoming;
    private final OutgoingDesk outgoing;
    private final UnitDesk units;

    FollowController(
            FollowDesk desk, IncomingDesk incoming, OutgoingDesk outgoing, UnitDesk units) {
        this.desk = desk;
        this.incoming = incoming;
        this.outgoing = outgoing;
        this.units = units;
    }

    @GetMapping("/letters/followed")
    ModelAndView followed(@AuthenticationPrincipal SignedIn who) {
        return page(who, HttpStatus.OK);
    }

    private ModelAndView page(SignedIn who, HttpStatus status) {
        return new ModelAndView("letters/followed", status).addObject("lines", desk.lines(who));
    }

    @PostMapping("/letters/in/{id}/follow")
    ModelAndView followIn(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "true") boolean follow,
            RedirectAttributes redirect) {
        units.mustRead(who, incoming.letter(who.agency(), id).id(), incoming.stamps(who, id));
        return follow(who, id, follow, "/letters/in/" + id, redirect);
    }

    @PostMapping("/letters/out/{id}/follow")
    ModelAndView followOut(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "true") boolean follow,
            RedirectAttributes redirect) {
        var letter = outgoing.letter(who.agency(), id);
        return follow(who, letter.id(), follow, "/letters/out/" + id, redirect);
    }

    private ModelAndView follow(
            SignedIn who, UUID id, boolean follow, String path, RedirectAttributes redirect) {
        if (!follow) {
            desk.leave(who, id);
            redirect.addFlashAttribute("done", "letters.follow.left");
            return new ModelAndView("redirect:" + path);
        }
        try {
            desk.follow(who, id);
        } catch (FollowDesk.TooMany refusal) {
            return page(who, HttpStatus.CONFLICT).addObject("refusal", refusal);
        }
        redirect.addFlashAttribute("done", "letters.follow.done");
        return new ModelAndView("redirect:" + path);
    }
}
