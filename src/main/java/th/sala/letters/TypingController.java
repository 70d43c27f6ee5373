package th.sala.letters;

import jakarta.validation.Valid;
import java.time.Clock;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import th.sala.accounts.SignedIn;

/// What is typed into a letter, kept a moment later; the form's script sends it here.
@Controller
@PreAuthorize(WritingController.WRITER)
class TypingController {
    private final Typing typing;
    private final Clock clock;

    TypingController(Typing typing, Clock clock) {
        this.typing = typing;
        this.clock = clock;
    }

    @PostMapping("/letters/out/unsaved")
    ModelAndView keep(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam UUID letter,
            @Valid @ModelAttribute("form") LetterForm form,
            BindingResult errors) {
        return errors.hasErrors()
                ? new ModelAndView("letters/unsaved :: state").addObject("tooLong", true)
                : state(typing.keep(who, letter, form));
    }

    @PostMapping("/letters/out/unsaved/opened")
    ModelAndView open(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam UUID letter,
            @RequestParam int version) {
        return state(typing.open(who, letter, version));
    }

    private ModelAndView state(Typing.State state) {
        return new ModelAndView("letters/unsaved :: state")
                .addObject("state", state)
                .addObject("now", clock.instant());
    }

    @PostMapping("/letters/out/unsaved/forget")
    String forget(@AuthenticationPrincipal SignedIn who, @RequestParam UUID letter) {
        typing.forget(who, letter);
        return "redirect:/letters/out/" + (typing.isBegun(who, letter) ? letter : "new");
    }
}
