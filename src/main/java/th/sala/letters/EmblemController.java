package th.sala.letters;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.files.FileStore;
import th.sala.law.Refusal;

/// The emblem on the agency's letters: everybody may look, administrators give it.
@Controller
class EmblemController {
    static final String PATH = "/letters/emblem";

    private static final Duration KEPT = Duration.ofDays(30);

    private final EmblemDesk desk;
    private final SetLetters letters;
    private final FileStore store;

    EmblemController(EmblemDesk desk, SetLetters letters, FileStore store) {
        this.desk = desk;
        this.letters = letters;
        this.store = store;
    }

    /// @param look a picture that was given, and stands on no letter yet
    @GetMapping(PATH)
    ModelAndView emblem(
            @AuthenticationPrincipal SignedIn who, @RequestParam(defaultValue = "") String look) {
        return page(who, desk.isGiven(who.agency(), look) ? look : null);
    }

    private ModelAndView page(SignedIn who, @Nullable String looked) {
        var history = desk.history(who.agency());
        var current = history.isEmpty() ? null : history.getFirst().sha256();
        var isNew = looked != null && !looked.equals(current);
        var shown = isNew ? looked : current;
        return new ModelAndView("letters/emblem")
                .addObject("history", history)
                .addObject("current", current)
                .addObject("looked", isNew ? looked : null)
                .addObject("letter", first(who.agency(), LetterKind.EXTERNAL, shown))
                .addObject("memo", first(who.agency(), LetterKind.INTERNAL, shown))
                .addObject("mostBytes", EmblemDesk.MOST_BYTES);
    }

    private java.util.List<th.sala.pdf.ScreenPage> first(
            UUID agency, LetterKind kind, @Nullable String emblem) {
        return letters.sample(agency, kind, emblem).subList(0, 1);
    }

    @PostMapping(PATH + "/pictures")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    ModelAndView give(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable MultipartFile picture)
            throws IOException {
        if (picture == null || picture.isEmpty()) {
            return new ModelAndView("redirect:" + PATH);
        }
        try (var file = picture.getInputStream()) {
            return new ModelAndView("redirect:" + PATH).addObject("look", desk.give(who, file));
        } catch (Refusal refusal) {
            return refused(who, refusal);
        }
    }

    private ModelAndView refused(SignedIn who, Refusal refusal) {
        var page = page(who, null).addObject("refusal", refusal);
        page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    @PostMapping(PATH)
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    ModelAndView use(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String picture,
            RedirectAttributes redirect) {
        try {
            desk.use(who, picture);
        } catch (EmblemDesk.NoEmblem refusal) {
            return refused(who, refusal);
        }
        redirect.addFlashAttribute("done", "letters.emblem.used");
        return new ModelAndView("redirect:" + PATH);
    }

    @PostMapping(PATH + "/remove")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    ModelAndView remove(@AuthenticationPrincipal SignedIn who, RedirectAttributes redirect) {
        desk.remove(who);
        redirect.addFlashAttribute("done", "letters.emblem.removed");
        return new ModelAndView("redirect:" + PATH);
    }

    /// @throws NoSuchLetter unless the agency has such a picture
    @GetMapping(PATH + "/{sha256}")
    void picture(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable String sha256,
            HttpServletResponse response)
            throws IOException {
        if (!desk.isGiven(who.agency(), sha256)) {
            throw new NoSuchLetter(new UUID(0, 0));
        }
        response.setContentType(MediaType.IMAGE_PNG_VALUE);
        // another picture has another name
        response.setHeader(
                HttpHeaders.CACHE_CONTROL,
                CacheControl.maxAge(KEPT).cachePrivate().getHeaderValue());
        store.copy(sha256, response.getOutputStream());
    }
}
