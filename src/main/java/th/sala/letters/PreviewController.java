package th.sala.letters;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import th.sala.accounts.SignedIn;
import th.sala.files.FileStore;
import th.sala.files.Preview;
import th.sala.files.Previews;

/// The pages of a letter's PDFs as pictures. Whoever may have the file may see them, nobody else.
@Controller
@PreAuthorize(
        "hasAnyRole('CORRESPONDENCE_OFFICER','HEAD','AUTHORISED_PERSON','OFFICIAL','AUDITOR')")
class PreviewController {
    private static final String IN = "/letters/in/{id}/files/{position}/pages";
    private static final String OUT = "/letters/out/{id}/files/{position}/pages";

    private final IncomingDesk incoming;
    private final OutgoingDesk outgoing;
    private final UnitDesk units;
    private final LetterReading reading;
    private final Previews previews;
    private final FileStore store;

    PreviewController(
            IncomingDesk incoming,
            OutgoingDesk outgoing,
            UnitDesk units,
            LetterReading reading,
            Previews previews,
            FileStore store) {
        this.incoming = incoming;
        this.outgoing = outgoing;
        this.units = units;
        this.reading = reading;
        this.previews = previews;
        this.store = store;
    }

    @GetMapping(IN)
    ModelAndView pagesIn(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable int position,
            @RequestParam(defaultValue = "1") int from) {
        var file = fileIn(who, id, position);
        var preview = previews.of(who.agency(), file.sha256(), from);
        if (preview.showsSomething()) {
            readIn(who, id, position);
        }
        return pages("/letters/in/" + id, file, preview);
    }

    @GetMapping(OUT)
    ModelAndView pagesOut(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable int position,
            @RequestParam(defaultValue = "1") int from) {
        var file = fileOut(who, id, position);
        var preview = previews.of(who.agency(), file.sha256(), from);
        if (preview.showsSomething()) {
            readOut(who, id, position);
        }
        return pages("/letters/out/" + id, file, preview);
    }

    private static ModelAndView pages(String letter, LetterFile file, Preview preview) {
        return new ModelAndView("letters/file")
                .addObject("letterPath", letter)
                .addObject("file", file)
                .addObject("preview", preview);
    }

    @GetMapping(IN + "/{page}")
    void pictureIn(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable int position,
            @PathVariable int page,
            HttpServletResponse response)
            throws IOException {
        var picture = picture(who, id, fileIn(who, id, position), page);
        readIn(who, id, position);
        send(picture, response);
    }

    @GetMapping(OUT + "/{page}")
    void pictureOut(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable int position,
            @PathVariable int page,
            HttpServletResponse response)
            throws IOException {
        var picture = picture(who, id, fileOut(who, id, position), page);
        readOut(who, id, position);
        send(picture, response);
    }

    private String picture(SignedIn who, UUID letter, LetterFile file, int page) {
        return previews.picture(who.agency(), file.sha256(), page)
                .orElseThrow(() -> new NoSuchLetter(letter));
    }

    private void send(String picture, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.IMAGE_PNG_VALUE);
        store.copy(picture, response.getOutputStream());
    }

    @PostMapping(IN + "/again")
    @PreAuthorize(WritingController.WRITER)
    String againIn(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable int position) {
        previews.again(who.agency(), fileIn(who, id, position).sha256());
        return "redirect:/letters/in/%s/files/%d/pages".formatted(id, position);
    }

    @PostMapping(OUT + "/again")
    @PreAuthorize(WritingController.WRITER)
    String againOut(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable int position) {
        previews.again(who.agency(), fileOut(who, id, position).sha256());
        return "redirect:/letters/out/%s/files/%d/pages".formatted(id, position);
    }

    private LetterFile fileIn(SignedIn who, UUID id, int position) {
        units.mustRead(who, id, incoming.stamps(who, id));
        return pdf(id, incoming.file(who.agency(), id, position));
    }

    private LetterFile fileOut(SignedIn who, UUID id, int position) {
        return pdf(id, outgoing.file(who.agency(), id, position));
    }

    private void readIn(SignedIn who, UUID id, int position) {
        reading.of(who, incoming.letter(who.agency(), id), "file " + (position + 1));
    }

    private void readOut(SignedIn who, UUID id, int position) {
        reading.ofOutgoing(who, id, "file " + (position + 1));
    }

    private static LetterFile pdf(UUID letter, LetterFile file) {
        if (!file.isPdf()) {
            throw new NoSuchLetter(letter);
        }
        return file;
    }
}
