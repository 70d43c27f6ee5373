package th.sala.letters;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
import th.sala.accounts.SignedIn;
import th.sala.accounts.TooManyAttempts;
import th.sala.law.Refusal;
import th.sala.mail.Inbox;
import th.sala.mail.MessageDraft;
import th.sala.mail.Outbox;
import th.sala.registers.Entry;
import th.sala.routing.Routing;

/// Sending a letter: the preview, the act itself, and what is done when a mail does not get there.
@Controller
@PreAuthorize(
        "hasAnyRole('OFFICIAL','AUTHORISED_PERSON','CORRESPONDENCE_OFFICER','HEAD','AUDITOR')")
class SendingController {
    private final OutgoingDesk desk;
    private final SentPage sent;
    private final Dispatch dispatch;
    private final SetLetters set;
    private final SigningTroubles troubles;
    private final LetterDownloads downloads;
    private final LetterReading reading;
    private final Inbox inbox;
    private final Outbox outbox;
    private final Accounts accounts;
    private final PaperDesk papers;
    private final WayDesk ways;
    private final Signers signers;
    private final CoSigning signing;
    private final DraftRights rights;
    private final Colleagues colleagues;

    SendingController(
            OutgoingDesk desk,
            SentPage sent,
            Dispatch dispatch,
            SetLetters set,
            SigningTroubles troubles,
            LetterDownloads downloads,
            LetterReading reading,
            Inbox inbox,
            Outbox outbox,
            Accounts accounts,
            PaperDesk papers,
            WayDesk ways,
            Signers signers,
            CoSigning signing,
            DraftRights rights,
            Colleagues colleagues) {
        this.desk = desk;
        this.sent = sent;
        this.dispatch = dispatch;
        this.set = set;
        this.troubles = troubles;
        this.downloads = downloads;
        this.reading = reading;
        this.inbox = inbox;
        this.outbox = outbox;
        this.accounts = accounts;
        this.papers = papers;
        this.ways = ways;
        this.signers = signers;
        this.signing = signing;
        this.rights = rights;
        this.colleagues = colleagues;
    }

    @GetMapping("/letters/out/{id}/preview")
    ModelAndView preview(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        return preview(who, desk.letter(who.agency(), id), HttpStatus.OK);
    }

    ModelAndView preview(SignedIn who, OutgoingLetter letter, HttpStatus status) {
        return preview(who, letter, status, "", List.of());
    }

    ModelAndView sent(SignedIn who, OutgoingLetter letter, Refusal refusal) {
        return sent.page(who, letter, HttpStatus.CONFLICT).addObject("refusal", refusal);
    }

    /// @param find whom somebody looks for to sign the letter, too
    /// @param chosen officials that they ticked
    ModelAndView preview(
            SignedIn who,
            OutgoingLetter letter,
            HttpStatus status,
            String find,
            List<UUID> chosen) {
        letter.mustBeDraft(letter.version());
        reading.of(who, letter, "page");
        var findings =
                desk.findings(who.agency(), letter.id()).stream()
                        .collect(Collectors.partitioningBy(Finding::blocks));
        var blocking = findings.getOrDefault(true, List.of());
        var addressees = desk.addressees(who.agency(), letter.id());
        var files = desk.files(who.agency(), letter.id());
        var page =
                new ModelAndView("letters/preview", status)
                        .addObject("letter", letter)
                        .addObject("secrecy", desk.declared(letter).orElse(null))
                        .addObject("paper", papers.of(who.agency(), letter.id()).orElse(null))
                        .addObject("blocking", blocking)
                        .addObject("advice", findings.getOrDefault(false, List.of()))
                        .addObject("addressees", addressees)
                        .addObject("coSigners", signing.of(who.agency(), letter.id()))
                        .addObject("nextSigner", signing.next(letter).orElse(null))
                        .addObject("mayChange", rights.mayChange(who, letter))
                        .addObject("isSetHere", set.isToSet(letter))
                        .addObject("choosing", !find.isEmpty() || !chosen.isEmpty())
                        .addObject("sought", find)
                        .addObject(
                                "colleagues",
                                colleagues.found(who, find, chosen, signing.without(letter)))
                        .addObject("toUnits", desk.units(who.agency(), letter.id()))
                        .addObject("files", files)
                        .addObject("pages", set.pages(letter).orElse(null))
                        .addObject("handedIn", inbox.has(letter.id()))
                        .addObject("mine", desk.maySend(who, letter))
                        .addObject("blocked", !blocking.isEmpty())
                        .addObject("way", ways.way(who.agency(), letter.id()).orElse(null))
                        .addObject("elsewhere", ways.isElsewhere(who, letter))
                        .addObject("reservedForPaper", reservedForPaper(who, letter))
                        .addObject(
                                "reserved",
                                desk.reserved(who.official(), who.agency(), letter.content()));
        var signer = signers.find(who.agency(), letter.content().signer());
        if (signer.isPresent() && !addressees.isEmpty()) {
            var message = dispatch.withoutFiles(letter, addressees.getFirst());
            page.addObject("message", message).addObject("size", kilobytes(message, files));
        }
        return page;
    }

    /// What the mail will have about; files grow by a third, as mail carries them.
    private static long kilobytes(MessageDraft message, List<LetterFile> files) {
        var bytes = files.stream().mapToLong(LetterFile::size).sum();
        return (bytes * 4 / 3 + message.text().length() * 4L) / 1024;
    }

    /// An officer may use what is set aside for themselves or for the signer.
    private List<Entry> reservedForPaper(SignedIn who, OutgoingLetter letter) {
        return Stream.concat(
                        Stream.ofNullable(who.official()), Stream.of(letter.content().signer()))
                .distinct()
                .flatMap(owner -> desk.reserved(owner, who.agency(), letter.content()).stream())
                .toList();
    }

    @PostMapping("/letters/out/{id}/send")
    @PreAuthorize(WritingController.WRITER)
    ModelAndView send(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam int version,
            Confirmation confirmation,
            @RequestParam(defaultValue = "") String number,
            RedirectAttributes redirect) {
        var letter = desk.letter(who.agency(), id);
        if (!letter.isDraft()) {
            return refusedToSend(who, letter, new LetterMovedOn(letter.changedBy()));
        }
        try {
            var known = accounts.confirm(who, confirmation);
            var given = desk.send(known, id, version, reservedNumber(number));
            redirect.addFlashAttribute("done", doneWith(letter.content().kind()));
            redirect.addFlashAttribute("doneWith", new Object[] {who.display().text(given)});
            return new ModelAndView("redirect:/letters/out/" + id);
        } catch (Refusal refusal) {
            return refusedToSend(who, desk.letter(who.agency(), id), refusal);
        }
    }

    private static String doneWith(LetterKind kind) {
        if (kind == LetterKind.MINUTES) {
            return "letters.minutes.done";
        }
        return kind.isLetter() ? "letters.sent.done" : "letters.issued.done";
    }

    private ModelAndView refusedToSend(SignedIn who, OutgoingLetter letter, Refusal refusal) {
        if (!letter.isDraft()) {
            return sent(who, letter, refusal);
        }
        var status =
                switch (refusal) {
                    case LetterMovedOn _, Routing.NotWithYou _ -> HttpStatus.CONFLICT;
                    case TooManyAttempts _ -> HttpStatus.TOO_MANY_REQUESTS;
                    default -> HttpStatus.UNPROCESSABLE_ENTITY;
                };
        return preview(who, letter, status).addObject("refusal", refusal);
    }

    /// `2569/12` as the page offers it; anything else is the next number.
    private static OutgoingDesk.@Nullable Reserved reservedNumber(String number) {
        if (!number.matches("[0-9]{4}/[0-9]{1,9}")) {
            return null;
        }
        var parts = number.split("/", 2);
        return new OutgoingDesk.Reserved(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    @PostMapping("/letters/out/{id}/paper")
    @PreAuthorize("hasRole('CORRESPONDENCE_OFFICER')")
    ModelAndView paper(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String number,
            RedirectAttributes redirect) {
        try {
            var given = desk.sendOnPaper(who, id, version, reservedNumber(number));
            var kind = desk.letter(who.agency(), id).content().kind();
            redirect.addFlashAttribute(
                    "done",
                    kind == LetterKind.MINUTES
                            ? "letters.minutes.paper.done"
                            : "letters.paper.done");
            redirect.addFlashAttribute("doneWith", new Object[] {who.display().text(given)});
            return new ModelAndView("redirect:/letters/out/" + id);
        } catch (Refusal refusal) {
            return refusedToSend(who, desk.letter(who.agency(), id), refusal);
        }
    }

    @GetMapping("/letters/out/{id}/mails/{mail}")
    void raw(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID mail,
            HttpServletResponse response)
            throws IOException {
        var isOfLetter =
                Stream.concat(
                                desk.addressees(who.agency(), id).stream().map(Addressee::mail),
                                desk.former(who.agency(), id).stream().map(Addressee.Former::mail))
                        .anyMatch(mail::equals);
        if (!isOfLetter) {
            throw new NoSuchLetter(mail);
        }
        var raw = outbox.raw(mail);
        reading.ofOutgoing(who, id, "mail");
        downloads.sendMail(raw, mail, response);
    }

    /// The mail by which a person handed the letter in.
    @GetMapping("/letters/out/{id}/handed-in")
    void handedIn(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            HttpServletResponse response)
            throws IOException {
        var letter = desk.letter(who.agency(), id);
        var raw = inbox.raw(letter.id());
        reading.of(who, letter, "mail");
        downloads.sendMail(raw, id, response);
    }

    @PostMapping("/letters/out/{id}/mails/{mail}/again")
    @PreAuthorize("hasAnyRole('CORRESPONDENCE_OFFICER','AUTHORISED_PERSON')")
    ModelAndView again(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID mail,
            RedirectAttributes redirect) {
        try {
            desk.sendAgain(who, id, mail);
            redirect.addFlashAttribute("done", "letters.again.done");
            return new ModelAndView("redirect:/letters/out/" + id);
        } catch (AllHaveIt refusal) {
            return sent.page(who, desk.letter(who.agency(), id), HttpStatus.UNPROCESSABLE_ENTITY)
                    .addObject("refusal", refusal);
        }
    }

    /// Tries once more what could not be signed.
    @PostMapping("/letters/out/{id}/sign-again")
    @PreAuthorize(WritingController.WRITER)
    String signAgain(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes redirect) {
        troubles.again(who, desk.letter(who.agency(), id).id());
        redirect.addFlashAttribute("done", "letters.sent.sign-again.done");
        return "redirect:/letters/out/" + id;
    }

    @PostMapping("/letters/out/{id}/mails/{mail}/correct")
    @PreAuthorize("hasAnyRole('CORRESPONDENCE_OFFICER','AUTHORISED_PERSON')")
    ModelAndView correct(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID mail,
            @RequestParam @Size(max = 254) String address,
            RedirectAttributes redirect) {
        try {
            desk.correct(who, id, mail, address);
            redirect.addFlashAttribute("done", "letters.corrected.done");
            redirect.addFlashAttribute("doneWith", new Object[] {address});
            return new ModelAndView("redirect:/letters/out/" + id);
        } catch (Refusal refusal) {
            var letter = desk.letter(who.agency(), id);
            return sent.page(who, letter, HttpStatus.UNPROCESSABLE_ENTITY, mail)
                    .addObject("refusal", refusal)
                    .addObject("typed", address)
                    .addObject("typedFor", mail);
        }
    }
}
