package th.sala.letters;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
import th.sala.accounts.Accounts;
import th.sala.accounts.Confirmation;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.evidence.Actor;
import th.sala.law.Refusal;
import th.sala.mail.Contents;
import th.sala.mail.Inbox;
import th.sala.mail.Message;
import th.sala.mail.MessageReader;
import th.sala.mail.OriginLooks;
import th.sala.mail.Unreadable;
import th.sala.thai.ThaiText;

/// What came and was not understood, each with its reason, until an officer has settled it.
@Controller
@PreAuthorize("hasRole('CORRESPONDENCE_OFFICER')")
class UnsortedController {
    private static final Logger LOG = LoggerFactory.getLogger(UnsortedController.class);

    private static final int LONGEST_REASON = 2000;

    private final Accounts accounts;
    private final IncomingDesk desk;
    private final AnswerDesk answers;
    private final MailFiles files;
    private final Sorting sorting;
    private final Inbox inbox;
    private final OriginLooks origins;
    private final LetterDownloads downloads;

    UnsortedController(
            Accounts accounts,
            IncomingDesk desk,
            AnswerDesk answers,
            MailFiles files,
            Sorting sorting,
            Inbox inbox,
            OriginLooks origins,
            LetterDownloads downloads) {
        this.accounts = accounts;
        this.desk = desk;
        this.answers = answers;
        this.files = files;
        this.sorting = sorting;
        this.inbox = inbox;
        this.origins = origins;
        this.downloads = downloads;
    }

    @GetMapping("/letters/unsorted")
    ModelAndView list(@AuthenticationPrincipal SignedIn who) {
        return new ModelAndView("letters/unsorted")
                .addObject("piles", desk.piles(who.agency()))
                .addObject("open", desk.singleUnsorted(who.agency()))
                .addObject("settled", desk.settled(who.agency()));
    }

    /// What one sender sent too often, for one reason.
    @GetMapping("/letters/unsorted/alike")
    ModelAndView alike(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam String reason,
            @RequestParam String sender) {
        var mails =
                desk.alike(who.agency(), ThaiText.normalise(reason), ThaiText.normalise(sender));
        return new ModelAndView("letters/unsorted-alike")
                .addObject(
                        "newest",
                        mails.stream()
                                .map(UnsortedMails.Unsorted::arrivedAt)
                                .max(Comparator.naturalOrder())
                                .orElse(Instant.EPOCH))
                .addObject("reason", reason)
                .addObject("sender", sender)
                .addObject("mails", mails);
    }

    @PostMapping("/letters/unsorted/alike/note")
    String noteAlike(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam String reason,
            @RequestParam String sender,
            @RequestParam Instant seen,
            RedirectAttributes redirect) {
        desk.noteAlike(who, ThaiText.normalise(reason), ThaiText.normalise(sender), seen);
        redirect.addFlashAttribute("done", "letters.noted.done");
        return "redirect:/letters/unsorted";
    }

    @GetMapping("/letters/unsorted/{mail}")
    ModelAndView one(@AuthenticationPrincipal SignedIn who, @PathVariable UUID mail) {
        var unsorted = desk.unsorted(who.agency(), mail);
        var page =
                new ModelAndView("letters/unsorted-mail")
                        .addObject("unsorted", unsorted)
                        .addObject("received", inbox.find(mail))
                        .addObject("origin", origins.of(mail).orElse(null))
                        .addObject("proposed", answers.ofMail(who.agency(), mail).orElse(null))
                        .addObject("isClassified", isClassified(unsorted));
        if (!isClassified(unsorted)) {
            try {
                page.addObject("message", read(mail));
            } catch (Unreadable unreadable) {
                page.addObject("unreadable", unreadable);
            } catch (UncheckedIOException lost) {
                // perhaps why it could not be sorted; what is known of it shows all the same
                LOG.error("mail {}, reference {}, is lost", mail, unsorted.reference(), lost);
            }
        }
        return page;
    }

    /// Lets a mail out of quarantine whose marking was none: it becomes a letter that waits. Who
    /// answers for that types the reason and proves once more who they are.
    @PostMapping("/letters/unsorted/{mail}/release")
    ModelAndView release(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID mail,
            @RequestParam(defaultValue = "") String reason,
            Confirmation confirmation) {
        var unsorted = desk.unsorted(who.agency(), mail);
        IncomingDesk.mustWait(unsorted);
        if (!isClassified(unsorted)) {
            throw new NoSuchLetter(mail);
        }
        var plain = ThaiText.normaliseLines(reason);
        try {
            if (plain.isBlank() || plain.length() > LONGEST_REASON) {
                throw new IncomingController.NoReason();
            }
            var known = accounts.confirm(who, confirmation);
            var message = read(mail);
            var kept = files.ofTaken(files.keep(message));
            var letter = sorting.release(inbox.find(mail), message, kept, officer(known), plain);
            return new ModelAndView("redirect:/letters/in/" + letter);
        } catch (Refusal refusal) {
            var page = one(who, mail);
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page.addObject("refusal", refusal).addObject("typedReason", reason);
        }
    }

    private static boolean isClassified(UnsortedMails.Unsorted unsorted) {
        return unsorted.reason().equals(Sorting.Reason.SECRECY.key());
    }

    @PostMapping("/letters/unsorted/{mail}/note")
    String note(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID mail,
            RedirectAttributes redirect) {
        desk.note(who, mail);
        redirect.addFlashAttribute("done", "letters.noted.done");
        return "redirect:/letters/unsorted";
    }

    @PostMapping("/letters/unsorted/{mail}/unnote")
    String unnote(@AuthenticationPrincipal SignedIn who, @PathVariable UUID mail) {
        desk.unnote(who, mail);
        return "redirect:/letters/unsorted/" + mail;
    }

    @PostMapping("/letters/unsorted/{mail}/letter")
    String takeAsLetter(@AuthenticationPrincipal SignedIn who, @PathVariable UUID mail)
            throws Unreadable {
        var unsorted = desk.unsorted(who.agency(), mail);
        if (isClassified(unsorted)) {
            throw new IncomingDesk.Classified(SecrecyClass.CONFIDENTIAL);
        }
        IncomingDesk.mustWait(unsorted);
        var read = read(mail);
        // the id it claims is the first letter's
        var message =
                unsorted.reason().equals(Sorting.Reason.SECOND_OF_ID.key())
                        ? read.withId("<" + mail + "@second.invalid>")
                        : read;
        var kept = files.ofTaken(files.keep(message));
        var letter = sorting.takeAsLetter(inbox.find(mail), message, kept, officer(who));
        return "redirect:/letters/in/" + letter;
    }

    @GetMapping("/letters/unsorted/{mail}/mail")
    void raw(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID mail,
            HttpServletResponse response)
            throws IOException {
        if (isClassified(desk.unsorted(who.agency(), mail))) {
            throw new IncomingDesk.Classified(SecrecyClass.CONFIDENTIAL);
        }
        downloads.sendMail(inbox.raw(mail), mail, response);
    }

    private Message read(UUID mail) {
        return Contents.opened(MessageReader.read(inbox.raw(mail)));
    }

    private static Actor officer(SignedIn who) {
        return who.actor(Role.CORRESPONDENCE_OFFICER);
    }
}
