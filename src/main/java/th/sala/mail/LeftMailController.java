package th.sala.mail;

import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;

/// Messages that were not read from mailboxes at services outside: whoever cares for the agency's
/// mail looks there and says so.
@Controller
@PreAuthorize("hasAnyRole('ADMINISTRATOR', 'CORRESPONDENCE_OFFICER')")
class LeftMailController {
    static final String PATH = MailController.PATH + "/left";

    private final OutsideMailboxSettings settings;

    LeftMailController(OutsideMailboxSettings settings) {
        this.settings = settings;
    }

    @GetMapping(PATH)
    ModelAndView page(@AuthenticationPrincipal SignedIn who) {
        var names =
                settings.all(who.agency()).stream()
                        .collect(Collectors.toMap(OutsideMailbox::id, OutsideMailbox::address));
        return new ModelAndView("mail/left")
                .addObject("left", settings.left(who.agency()))
                .addObject("names", names);
    }

    @PostMapping(PATH + "/{mailbox}/{validity}/{uid}")
    ModelAndView seen(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID mailbox,
            @PathVariable long validity,
            @PathVariable long uid,
            RedirectAttributes after) {
        if (settings.seen(who, mailbox, validity, uid)) {
            after.addFlashAttribute("done", "mail.left.done");
        }
        return new ModelAndView("redirect:" + PATH);
    }
}
