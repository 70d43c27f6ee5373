package th.sala.letters;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;
import th.sala.letters.TemplateDesk.Keeping;
import th.sala.letters.TemplateDesk.Line;
import th.sala.thai.ThaiText;

/// แบบหนังสือ: the list of templates, and the form of one, which is a letter's with a name.
@Controller
@PreAuthorize(WritingController.WRITER)
class TemplateController {
    private static final String LIST = "/letters/templates";
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_WORDS = 200;

    /// What a template has and a letter has not.
    ///
    /// @param keeping whom a new one is for; nobody asks of one that is there
    record Head(
            @NotBlank @Size(max = LONGEST_NAME) @Nullable String name, @Nullable Keeping keeping) {
        static Head named(String name) {
            return new Head(name, Keeping.MINE);
        }

        public Keeping keepingOrMine() {
            return keeping == null ? Keeping.MINE : keeping;
        }
    }

    private final TemplateDesk desk;
    private final OutgoingDesk outgoing;
    private final LetterReading reading;
    private final AddresseeChoices choices;

    TemplateController(
            TemplateDesk desk,
            OutgoingDesk outgoing,
            LetterReading reading,
            AddresseeChoices choices) {
        this.desk = desk;
        this.outgoing = outgoing;
        this.reading = reading;
        this.choices = choices;
    }

    @GetMapping(LIST)
    ModelAndView list(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "false") boolean away,
            @RequestParam(defaultValue = "0") int from) {
        var sought = sought(words);
        return new ModelAndView("letters/templates")
                .addObject("page", desk.page(who, sought, away, Math.max(0, from)))
                .addObject("words", sought)
                .addObject("away", away);
    }

    /// For whoever begins a letter.
    ///
    /// @param answer the letter in that it shall answer
    @GetMapping(LIST + "/offered")
    ModelAndView offered(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(required = false) @Nullable UUID answer) {
        var sought = sought(words);
        return new ModelAndView("letters/templates :: offered")
                .addObject("offered", desk.offered(who, sought))
                .addObject("words", sought)
                .addObject("answer", answer);
    }

    static String sought(String words) {
        var sought = ThaiText.normalise(words);
        return sought.substring(0, Math.min(LONGEST_WORDS, sought.length()));
    }

    /// A blank one, or with what a letter or another template says.
    @GetMapping(LIST + "/new")
    ModelAndView blank(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable UUID letter,
            @RequestParam(required = false) @Nullable UUID template) {
        if (letter != null) {
            var found = outgoing.letter(who.agency(), letter);
            reading.of(who, found, "page");
            var to = outgoing.to(who.agency(), letter);
            var beginning = TemplateDesk.asBeginning(found.content(), "");
            var name = found.content().subject();
            return page(who, null, form(beginning, to), Head.named(shortened(name)));
        }
        if (template != null) {
            var found = desk.read(who, template).template();
            return page(who, null, form(found.content(), found.to()), Head.named(""));
        }
        return page(who, null, LetterForm.blank(null, "", "", ""), Head.named(""));
    }

    private static LetterForm form(Content content, List<String> to) {
        return LetterForm.of(content, to, LetterForm.FIRST_VERSION);
    }

    private static String shortened(String name) {
        return name.substring(0, Math.min(LONGEST_NAME, name.length()));
    }

    /// @param then `save`; else addressees are looked for, and nothing is saved
    @PostMapping(LIST)
    ModelAndView keep(
            @AuthenticationPrincipal SignedIn who,
            @Valid @ModelAttribute("form") LetterForm form,
            BindingResult errors,
            @Valid @ModelAttribute("head") Head head,
            BindingResult headErrors,
            @RequestParam(defaultValue = "save") String then,
            RedirectAttributes redirect) {
        var name = name(head, headErrors);
        if (errors.hasErrors() || headErrors.hasErrors() || !then.equals("save")) {
            return looked(who, null, form, errors, head, headErrors, then);
        }
        try {
            var id = desk.keep(who, name, head.keepingOrMine(), content(form), form.chosen());
            redirect.addFlashAttribute("done", "letters.template.kept");
            return new ModelAndView("redirect:" + LIST + "/" + id);
        } catch (Refusal refusal) {
            return refused(who, null, form, head, refusal);
        }
    }

    @GetMapping(LIST + "/{id}")
    ModelAndView template(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        var line = desk.read(who, id);
        var template = line.template();
        var form = LetterForm.of(template.content(), template.to(), template.version());
        return page(who, line, form, Head.named(template.name()));
    }

    /// @param over a newer version that shall be overwritten; 0 for none
    /// @param then `save`; else addressees are looked for, and nothing is saved
    @PostMapping(LIST + "/{id}")
    ModelAndView change(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") LetterForm form,
            BindingResult errors,
            @Valid @ModelAttribute("head") Head head,
            BindingResult headErrors,
            @RequestParam(defaultValue = "0") int over,
            @RequestParam(defaultValue = "save") String then,
            RedirectAttributes redirect) {
        var line = desk.line(who, id);
        var name = name(head, headErrors);
        if (errors.hasErrors() || headErrors.hasErrors() || !then.equals("save")) {
            return looked(who, line, form, errors, head, headErrors, then);
        }
        try {
            var version = over > 0 ? over : form.versionOrNone();
            desk.change(who, id, version, name, content(form), form.chosen());
            redirect.addFlashAttribute("done", "letters.template.changed");
            return new ModelAndView("redirect:" + LIST + "/" + id);
        } catch (TemplateDesk.MovedOn refusal) {
            var newer = desk.line(who, id);
            return refused(who, newer, form, head, refusal).addObject("newer", newer.template());
        } catch (Refusal refusal) {
            return refused(who, line, form, head, refusal);
        }
    }

    private static Content content(LetterForm form) {
        return form.content(Content.NOBODY);
    }

    /// What is left of the name when signs that nobody sees are gone.
    private static String name(Head head, BindingResult errors) {
        var name = head.name() == null ? "" : ThaiText.normalise(head.name());
        if (name.isEmpty() && !errors.hasErrors()) {
            errors.rejectValue("name", "NotBlank");
        }
        return name;
    }

    @PostMapping(LIST + "/{id}/put-away")
    String putAway(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int version,
            RedirectAttributes redirect) {
        desk.putAway(who, id, version);
        redirect.addFlashAttribute("done", "letters.template.put-away");
        return "redirect:" + LIST;
    }

    @PostMapping(LIST + "/{id}/restore")
    String restore(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int version,
            RedirectAttributes redirect) {
        desk.restore(who, id, version);
        redirect.addFlashAttribute("done", "letters.template.restored");
        return "redirect:" + LIST + "/" + id;
    }

    /// The form with what is wrong, or with addressees that were looked for: all of them chosen, if
    /// that was asked for and they are not too many.
    private ModelAndView looked(
            SignedIn who,
            @Nullable Line line,
            LetterForm form,
            BindingResult errors,
            Head head,
            BindingResult headErrors,
            String then) {
        var all =
                then.equals("all")
                        ? choices.withAll(who, form.sought(), form.chosen())
                        : form.chosen();
        var areTooMany = all.size() > OutgoingDesk.MOST_ADDRESSEES;
        var isLooking = !then.equals("save") && !errors.hasErrors();
        var page = page(who, line, areTooMany ? form : form.withAddressees(all), head);
        page.setStatus(isLooking ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        // who only looks for addressees may not have thought of a name yet
        var ofHead = isLooking ? new BeanPropertyBindingResult(head, "head") : headErrors;
        return page.addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors)
                .addObject(BindingResult.MODEL_KEY_PREFIX + "head", ofHead)
                .addObject("tooMany", areTooMany ? OutgoingDesk.MOST_ADDRESSEES : null);
    }

    private ModelAndView refused(
            SignedIn who, @Nullable Line line, LetterForm form, Head head, Refusal refusal) {
        var isTaken =
                refusal instanceof TemplateDesk.MovedOn
                        || refusal instanceof TemplateDesk.NameTaken;
        var page = page(who, line, form, head).addObject("refusal", refusal);
        page.setStatus(isTaken ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    /// @param line null for a new one
    private ModelAndView page(SignedIn who, @Nullable Line line, LetterForm form, Head head) {
        var page = new ModelAndView("letters/template");
        return choices.on(page, who, form.sought(), form.chosen())
                .addObject("line", line)
                .addObject("form", form)
                .addObject("head", head)
                .addObject("keepings", desk.keepings(who))
                .addObject("ownerCodes", outgoing.ownerCodes(who.agency()))
                .addObject("kinds", LetterKind.values())
                .addObject("urgencies", Urgency.values())
                .addObject("closings", Closing.values());
    }
}
