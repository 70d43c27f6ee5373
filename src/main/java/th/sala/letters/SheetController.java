package th.sala.letters;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import th.sala.accounts.SignedIn;
import th.sala.pdf.CannotBeSet;

/// Letters out as Sala sets them on paper: beside the form while they are written, and as PDF.
@Controller
@PreAuthorize(
        "hasAnyRole('OFFICIAL','AUTHORISED_PERSON','CORRESPONDENCE_OFFICER','HEAD','AUDITOR')")
class SheetController {
    private final OutgoingDesk desk;
    private final SetLetters letters;
    private final LetterDownloads downloads;
    private final LetterReading reading;

    SheetController(
            OutgoingDesk desk,
            SetLetters letters,
            LetterDownloads downloads,
            LetterReading reading) {
        this.desk = desk;
        this.letters = letters;
        this.downloads = downloads;
        this.reading = reading;
    }

    /// What is being written, as it would stand on paper. Nothing is kept.
    @PostMapping("/letters/out/sheet")
    @PreAuthorize(WritingController.WRITER)
    ModelAndView sheet(
            @AuthenticationPrincipal SignedIn who,
            @Valid @ModelAttribute("form") LetterForm form,
            BindingResult errors) {
        var view = new ModelAndView("letters/sheet :: pages");
        if (errors.hasErrors()) {
            return view.addObject("tooLong", true);
        }
        var signer = form.signer();
        try {
            var content = form.content(signer == null ? Content.NOBODY : signer);
            return view.addObject("pages", letters.show(who.agency(), content, signer));
        } catch (CannotBeSet refusal) {
            return view.addObject("refusal", refusal);
        }
    }

    /// The first pages of a draft that Sala sets, to be glanced at in the signing folder.
    ///
    /// @throws NoSuchLetter if somebody is to give its PDF
    @GetMapping("/letters/out/{id}/glance")
    ModelAndView glance(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        var letter = desk.letter(who.agency(), id);
        letter.mustBeDraft(letter.version());
        var pages = letters.pages(letter).orElseThrow(() -> new NoSuchLetter(id));
        reading.of(who, letter, "sheet");
        return new ModelAndView("letters/sheet :: pages").addObject("pages", pages);
    }

    /// The PDF of a letter that Sala sets: the one that it has, or as it stands.
    ///
    /// @throws NoSuchLetter if somebody is to give its PDF, or it has its number and is not signed
    ///   yet
    @GetMapping("/letters/out/{id}/sheet.pdf")
    void pdf(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            HttpServletResponse response)
            throws IOException {
        var letter = desk.letter(who.agency(), id);
        var given = letters.given(letter);
        var waitsForSignature = !letter.isDraft() && !letter.isPaper();
        if (given.isEmpty() && (waitsForSignature || !letter.content().typeset())) {
            throw new NoSuchLetter(id);
        }
        var pdf = given.isEmpty() ? letters.set(letter).bytes() : new byte[0];
        reading.of(who, letter, "sheet");
        if (given.isPresent()) {
            downloads.send(given.get(), response);
            return;
        }
        downloads.sendPdf(pdf, SetLetters.name(letter), response);
    }

    /// A letter that left without a timestamp, with the one that came later.
    ///
    /// @throws NoSuchLetter if none came
    @GetMapping("/letters/out/{id}/stamped.pdf")
    void stamped(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            HttpServletResponse response)
            throws IOException {
        var letter = desk.letter(who.agency(), id);
        var pdf = letters.stampedLater(letter).orElseThrow(() -> new NoSuchLetter(id));
        reading.of(who, letter, "sheet");
        downloads.sendPdf(pdf, SetLetters.name(letter), response);
    }
}
