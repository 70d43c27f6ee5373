package th.sala.letters;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import th.sala.accounts.Accounts;
import th.sala.accounts.Confirmation;
import th.sala.accounts.SignedIn;
import th.sala.accounts.TooManyAttempts;
import th.sala.law.Refusal;

/// The signing folder: forty letters, each glanced at, one passkey.
@Controller
@PreAuthorize(WritingController.WRITER)
class FolderController {
    /// Refusal: nothing was chosen.
    static final class NothingChosen extends Refusal {
        NothingChosen() {
            super("letters.folder.nothing");
        }
    }

    private final SigningFolder folder;
    private final Accounts accounts;

    FolderController(SigningFolder folder, Accounts accounts) {
        this.folder = folder;
        this.accounts = accounts;
    }

    @GetMapping("/letters/sign")
    ModelAndView folder(@AuthenticationPrincipal SignedIn who) {
        return page(who, HttpStatus.OK, List.of());
    }

    private ModelAndView page(SignedIn who, HttpStatus status, List<String> ticked) {
        return new ModelAndView("letters/folder", status)
                .addObject("papers", folder.of(who))
                .addObject("ticked", ticked)
                .addObject("outcomes", List.of());
    }

    /// Shows what became of each; a page that is sent twice signs nothing twice.
    @PostMapping("/letters/sign")
    ModelAndView sign(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") List<String> letter,
            Confirmation confirmation) {
        // a box without a value
        var ticked = letter.stream().filter(Objects::nonNull).distinct().toList();
        var chosen =
                ticked.stream().map(SigningFolder.Chosen::of).flatMap(Optional::stream).toList();
        try {
            if (chosen.isEmpty()) {
                throw new NothingChosen();
            }
            var known = accounts.confirm(who, confirmation);
            var outcomes = folder.sign(known, chosen);
            return page(who, HttpStatus.OK, List.of()).addObject("outcomes", outcomes);
        } catch (Refusal refusal) {
            return page(who, TooManyAttempts.statusOf(refusal), ticked)
                    .addObject("refusal", refusal);
        }
    }
}
