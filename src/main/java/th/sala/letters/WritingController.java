package th.sala.letters;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.AuthorisedPerson;
import th.sala.agencies.Authority;
import th.sala.agencies.Unit;
import th.sala.files.TooLarge;
import th.sala.law.Refusal;
import th.sala.letters.UnsavedForms.Unsaved;
import th.sala.routing.Routing;
import th.sala.routing.Step;
import th.sala.routing.Way;

/// Letters out while they are written: the form, its files, and what is done with a draft.
@Controller
@PreAuthorize(
        "hasAnyRole('OFFICIAL','AUTHORISED_PERSON','CORRESPONDENCE_OFFICER','HEAD','AUDITOR')")
class WritingController {
    /// Who may write letters; an auditor only reads them.
    static final String WRITER =
            "hasAnyRole('OFFICIAL','AUTHORISED_PERSON','CORRESPONDENCE_OFFICER','HEAD')";

    private final OutgoingDesk desk;
    private final GivenFiles given;
    private final UnitDesk units;
    private final AddresseeChoices choices;
    private final ReplyForms replies;
    private final SentPage sent;
    private final LetterDownloads downloads;
    private final LetterReading reading;
    private final Typing typing;
    private final DraftRights rights;
    private final CoveringLetters covering;
    private final TemplateDesk templates;
    private final WayDesk ways;
    private final Signers signers;
    private final AnswerLinks links;

    WritingController(
            OutgoingDesk desk,
            GivenFiles given,
            UnitDesk units,
            AddresseeChoices choices,
            ReplyForms replies,
            SentPage sent,
            LetterDownloads downloads,
            LetterReading reading,
            Typing typing,
            DraftRights rights,
            CoveringLetters covering,
            TemplateDesk templates,
            WayDesk ways,
            Signers signers,
            AnswerLinks links) {
        this.desk = desk;
        this.given = given;
        this.units = units;
        this.choices = choices;
        this.replies = replies;
        this.sent = sent;
        this.downloads = downloads;
        this.reading = reading;
        this.typing = typing;
        this.rights = rights;
        this.covering = covering;
        this.templates = templates;
        this.ways = ways;
        this.signers = signers;
        this.links = links;
    }

    @GetMapping("/letters/out/new")
    @PreAuthorize(WRITER)
    ModelAndView blank(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable UUID letter,
            @RequestParam(required = false) @Nullable UUID answer,
            @RequestParam(required = false) @Nullable UUID template,
            @RequestParam(defaultValue = "") String words) {
        var typed = letter == null ? Optional.<Unsaved>empty() : typing.find(who, letter);
        if (typed.isPresent()) {
            return form(who, typed.get().letter(), null, typed.get().form(), HttpStatus.OK)
                    .addObject("unsaved", List.of(typed.get()));
        }
        var offered = signers.offeredTo(who);
        var self =
                offered.stream()
                        .filter(person -> person.may(Authority.MAKE))
                        .filter(person -> person.official().equals(who.official()))
                        .findFirst()
                        .or(() -> offered.stream().findFirst());
        var ownUnit = units.ownUnit(who);
        var code =
                ownUnit.map(Unit::ownerCode)
                        .filter(own -> !own.isBlank())
                        .or(() -> desk.ownerCodes(who.agency()).stream().findFirst())
                        .orElse("");
        var form =
                LetterForm.blank(
                        self.map(AuthorisedPerson::official).orElse(null),
                        code,
                        self.map(LetterText::contact).orElse(""),
                        ownUnit.map(Unit::name).orElse(""));
        var from = template == null ? null : templates.begin(who, template, form);
        var first = from == null ? form : from.form();
        var begun = answer == null ? first : replies.begin(who, answer, first);
        return form(who, UUID.randomUUID(), null, begun, HttpStatus.OK)
                .addObject("unsaved", typing.homeless(who))
                .addObject("from", from)
                .addObject("words", TemplateController.sought(words))
                .addObject("offered", templates.offered(who, TemplateController.sought(words)));
    }

    /// By POST, because there may be hundreds of them.
    @RequestMapping(
            path = "/letters/addressees",
            method = {RequestMethod.GET, RequestMethod.POST})
    ModelAndView addressees(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String find,
            @RequestParam(required = false) @Nullable List<String> to,
            @RequestParam(defaultValue = "false") boolean all) {
        var page = new ModelAndView("letters/write :: addressees");
        var chosen = to == null ? List.<String>of() : to;
        return all ? choices.allOn(page, who, find, chosen) : choices.on(page, who, find, chosen);
    }

    /// @param letter under which it was typed, see [Typing#idOf]
    @PostMapping("/letters/out")
    @PreAuthorize(WRITER)
    ModelAndView begin(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable UUID letter,
            @Valid @ModelAttribute("form") LetterForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable MultipartFile pdf,
            @RequestParam(required = false) @Nullable List<MultipartFile> files,
            @RequestParam(required = false) @Nullable MultipartFile word,
            @RequestParam(defaultValue = "save") String then,
            RedirectAttributes redirect)
            throws IOException {
        var key = letter == null ? UUID.randomUUID() : letter;
        var id = Typing.idOf(who, key);
        if (desk.isThere(who.agency(), id)) {
            // saved before, and the browser came back to the page from before that
            return change(who, id, form, errors, pdf, files, word, then, "", redirect);
        }
        if (then.equals("word")) {
            return withText(who, key, null, form, word);
        }
        if (errors.hasErrors() || form.signer() == null || isLooking(then)) {
            return looked(who, key, null, form, errors, then);
        }
        var content = form.content(form.signer());
        try {
            try {
                begin(who, id, form, content, kept(pdf, files));
                typing.forget(who, key);
                return saved(id, then, redirect);
            } catch (TooLarge | TooManyBytes refusal) {
                // the words are kept without the files, or a second try would be a second letter
                begin(who, id, form, content, List.of());
                var begun = desk.letter(who.agency(), id);
                return refused(who, key, begun, form.withVersion(begun.version()), refusal);
            }
        } catch (ReplyForms.NotToAnswer refusal) {
            return refused(who, key, null, form.answeringNothing(), refusal);
        } catch (Refusal refusal) {
            return refused(who, key, null, form, refusal);
        }
    }

    private void begin(
            SignedIn who, UUID id, LetterForm form, Content content, List<LetterFile> given) {
        var template = form.template();
        if (template == null) {
            beginOrAnswer(who, id, form, content, given);
        } else {
            templates.begun(who, id, template, () -> beginOrAnswer(who, id, form, content, given));
        }
    }

    private void beginOrAnswer(
            SignedIn who, UUID id, LetterForm form, Content content, List<LetterFile> given) {
        var answered = form.answers();
        if (answered == null) {
            desk.begin(who, id, content, form.chosen(), given);
        } else {
            replies.mustBeAnswerable(who, answered);
            desk.begin(who, id, content, form.chosen(), given, answered);
        }
    }

    /// The form with the text of a word processor's file below what was typed. Nothing is kept.
    private ModelAndView withText(
            SignedIn who,
            UUID key,
            @Nullable OutgoingLetter letter,
            LetterForm form,
            @Nullable MultipartFile word)
            throws IOException {
        if (word == null || !isGiven(word)) {
            return form(who, key, letter, form, HttpStatus.OK);
        }
        try (var file = word.getInputStream()) {
            int room =
                    LetterForm.LONGEST_BODY - (form.body() == null ? 0 : form.body().length() + 1);
            var more = WordText.read(file, room);
            return form(who, key, letter, form.withMoreText(more), HttpStatus.OK)
                    .addObject("wordIsIn", true);
        } catch (Refusal refusal) {
            return refused(who, key, letter, form, refusal);
        }
    }

    private ModelAndView refused(
            SignedIn who,
            UUID key,
            @Nullable OutgoingLetter letter,
            LetterForm form,
            Refusal refusal) {
        var status =
                refusal instanceof LetterMovedOn || refusal instanceof Routing.NotWithYou
                        ? HttpStatus.CONFLICT
                        : HttpStatus.UNPROCESSABLE_ENTITY;
        return form(who, key, letter, form, status).addObject("refusal", refusal);
    }

    /// What the page needs to say which fields were wrong.
    private static Map<String, Object> bound(BindingResult errors) {
        return Map.of(BindingResult.MODEL_KEY_PREFIX + "form", errors);
    }

    /// Whether nothing is to be saved yet: addressees are looked for.
    private static boolean isLooking(String then) {
        return then.equals("find") || then.equals("all");
    }

    /// The form with what is wrong, or with addressees that were looked for: all of them chosen, if
    /// that was asked for and they are not too many.
    private ModelAndView looked(
            SignedIn who,
            UUID key,
            @Nullable OutgoingLetter letter,
            LetterForm form,
            BindingResult errors,
            String then) {
        var isAll = then.equals("all");
        var all = isAll ? choices.withAll(who, form.sought(), form.chosen()) : form.chosen();
        var areTooMany = isAll && all.size() > OutgoingDesk.MOST_ADDRESSEES;
        var shown = isAll && !areTooMany ? form.withAddressees(all) : form;
        return form(who, key, letter, shown, status(errors, then))
                .addAllObjects(bound(errors))
                .addObject("tooMany", areTooMany ? OutgoingDesk.MOST_ADDRESSEES : null);
    }

    private static HttpStatus status(BindingResult errors, String then) {
        return errors.hasErrors() || !isLooking(then)
                ? HttpStatus.UNPROCESSABLE_ENTITY
                : HttpStatus.OK;
    }

    private static ModelAndView saved(UUID id, String then, RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", "letters.saved");
        var page = List.of("preview", "way").contains(then) ? "/" + then : "";
        return new ModelAndView("redirect:/letters/out/" + id + page);
    }

    private List<LetterFile> kept(
            @Nullable MultipartFile pdf, @Nullable List<MultipartFile> enclosures)
            throws IOException {
        var kept = new ArrayList<LetterFile>();
        if (pdf != null && isGiven(pdf)) {
            kept.add(kept(pdf, true));
        }
        for (var file : enclosures == null ? List.<MultipartFile>of() : enclosures) {
            if (isGiven(file)) {
                kept.add(kept(file, false));
            }
        }
        return kept;
    }

    /// A field left alone comes as a file without name and content; a chosen file may be empty.
    private static boolean isGiven(MultipartFile file) {
        var name = file.getOriginalFilename();
        return name != null && !name.isBlank();
    }

    private LetterFile kept(MultipartFile file, boolean main) throws IOException {
        try (var content = file.getInputStream()) {
            var name = Objects.requireNonNull(file.getOriginalFilename());
            return given.keep(main, name, file.getContentType(), content);
        }
    }

    /// Says that a letter does not answer what it was said to answer.
    @PostMapping("/letters/out/{id}/answered/take-back")
    @PreAuthorize(WRITER)
    ModelAndView answersNothing(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes redirect) {
        try {
            links.takeBack(who, id);
            redirect.addFlashAttribute("done", "letters.answered.taken-back");
        } catch (AnswerLinks.AnswersNothing | AnswerLinks.FinishedWithIt refusal) {
            var page = letter(who, id, false, 0, null, 0).addObject("refusal", refusal);
            page.setStatus(HttpStatus.CONFLICT);
            return page;
        }
        return new ModelAndView("redirect:/letters/out/" + id);
    }

    @GetMapping("/letters/out/{id}")
    ModelAndView letter(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean over,
            @RequestParam(defaultValue = "0") int look,
            @RequestParam(required = false) Sendings.@Nullable Standing only,
            @RequestParam(defaultValue = "0") int from) {
        var letter = desk.letter(who.agency(), id);
        if (!letter.isDraft()) {
            return sent.page(who, letter, look, only, from);
        }
        reading.of(who, letter, "page");
        var typed = isTheirs(who, letter) ? typing.of(who, letter) : Optional.<Unsaved>empty();
        if (typed.isPresent()) {
            var kept = typed.get().form();
            var movedOn = kept.versionOrNone() != letter.version();
            var form = movedOn && over ? kept.withVersion(letter.version()) : kept;
            return form(who, id, letter, form, HttpStatus.OK)
                    .addObject("unsaved", List.of(typed.get()))
                    .addObject("movedOn", movedOn && !over)
                    .addObject("over", movedOn && over);
        }
        var form = LetterForm.of(letter, desk.to(who.agency(), id));
        return form(who, id, letter, form, HttpStatus.OK);
    }

    @PostMapping("/letters/out/{id}")
    @PreAuthorize(WRITER)
    ModelAndView change(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") LetterForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable MultipartFile pdf,
            @RequestParam(required = false) @Nullable List<MultipartFile> files,
            @RequestParam(required = false) @Nullable MultipartFile word,
            @RequestParam(defaultValue = "save") String then,
            @RequestParam(defaultValue = "") String changes,
            RedirectAttributes redirect)
            throws IOException {
        var letter = desk.letter(who.agency(), id);
        if (then.equals("word")) {
            return withText(who, id, letter, form, word).addObject("changes", changes);
        }
        if (errors.hasErrors() || form.signer() == null || isLooking(then)) {
            return looked(who, id, letter, form, errors, then).addObject("changes", changes);
        }
        try {
            var there = desk.files(who.agency(), id);
            var added = kept(pdf, files).stream().filter(file -> isNew(file, there)).toList();
            var changed = new OutgoingDesk.FileChange(added, removed(then));
            desk.change(
                    who,
                    id,
                    form.versionOrNone(),
                    form.content(form.signer()),
                    form.chosen(),
                    changed,
                    changes);
            typing.forget(who, id);
            return current(who, letter) == null
                    ? saved(id, then, redirect)
                    : saved(id, "way", redirect);
        } catch (Refusal refusal) {
            return refused(who, id, letter, form, refusal).addObject("changes", changes);
        }
    }

    /// A page that is sent twice does not enclose everything twice.
    private static boolean isNew(LetterFile file, List<LetterFile> there) {
        return there.stream()
                .noneMatch(other ->
                        other.sha256().equals(file.sha256())
                                && other.name().equals(file.name())
                                && other.main() == file.main());
    }

    /// `remove:2` takes the file at place 2 out.
    private static List<Integer> removed(String then) {
        return then.matches("remove:[0-9]{1,9}")
                ? List.of(Integer.parseInt(then.substring("remove:".length())))
                : List.of();
    }

    private @Nullable Step current(SignedIn who, @Nullable OutgoingLetter letter) {
        return letter == null
                ? null
                : ways.way(who.agency(), letter.id()).map(Way::current).orElse(null);
    }

    private AnsweringLetters.@Nullable Answered answered(
            SignedIn who, @Nullable OutgoingLetter letter, LetterForm form) {
        if (letter != null) {
            return replies.answeredBy(who, letter.id()).orElse(null);
        }
        return form.answers() == null ? null : replies.answered(who, form.answers()).orElse(null);
    }

    /// @param key under which it is typed; not asked of one that is begun
    private ModelAndView form(
            SignedIn who,
            UUID key,
            @Nullable OutgoingLetter letter,
            LetterForm form,
            HttpStatus status) {
        var page = new ModelAndView("letters/write", status);
        return choices.on(page, who, form.sought(), form.chosen())
                .addObject("letter", letter)
                .addObject("key", letter == null ? key : letter.id())
                .addObject("answered", answered(who, letter, form))
                .addObject("unlinks", letter != null && links.mayTakeBack(who, letter))
                .addObject(
                        "template",
                        letter == null ? null : templates.of(who, letter.id()).orElse(null))
                .addObject("theirs", isTheirs(who, letter))
                .addObject("current", current(who, letter))
                .addObject("form", form)
                .addObject("signers", signers(who, form))
                .addObject("ownerCodes", desk.ownerCodes(who.agency()))
                .addObject("kinds", LetterKind.values())
                .addObject("urgencies", Urgency.values())
                .addObject("closings", Closing.values())
                .addObject("mostBytes", OutgoingDesk.MOST_BYTES)
                .addObject(
                        "files",
                        letter == null ? List.of() : desk.files(who.agency(), letter.id()));
    }

    /// Who is offered, and who was chosen by somebody to whom others are offered.
    private List<AuthorisedPerson> signers(SignedIn who, LetterForm form) {
        var offered = signers.offeredTo(who);
        var chosen = form.signer();
        return chosen == null
                        || offered.stream().anyMatch(person -> person.official().equals(chosen))
                ? offered
                : Stream.concat(
                                offered.stream(),
                                signers.of(who.agency(), form.content(chosen)).stream())
                        .toList();
    }

    /// Whether the page has the buttons; decided again on the server.
    private boolean isTheirs(SignedIn who, @Nullable OutgoingLetter letter) {
        return isWriter(who) && (letter == null || rights.mayChange(who, letter));
    }

    /// [#WRITER], for pages.
    static boolean isWriter(SignedIn who) {
        return who.isAny(
                Role.OFFICIAL, Role.AUTHORISED_PERSON, Role.CORRESPONDENCE_OFFICER, Role.HEAD);
    }

    @GetMapping("/letters/out/{id}/files/{position}")
    void file(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable int position,
            HttpServletResponse response)
            throws IOException {
        var file = desk.file(who.agency(), id, position);
        reading.ofOutgoing(who, id, "file " + (position + 1));
        downloads.send(file, response);
    }

    @PostMapping("/letters/out/{id}/discard")
    @PreAuthorize(WRITER)
    String discard(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam int version,
            RedirectAttributes redirect) {
        desk.discard(who, id, version);
        typing.forget(who, id);
        redirect.addFlashAttribute("done", "letters.discarded");
        return "redirect:/letters/out";
    }

    @PostMapping("/letters/out/{id}/copy")
    @PreAuthorize(WRITER)
    String copy(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", "letters.copied");
        return "redirect:/letters/out/" + desk.copy(who, id);
    }

    @PostMapping("/letters/out/{id}/cover")
    @PreAuthorize(WRITER)
    String cover(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes redirect) {
        var letter = covering.begin(who, id);
        redirect.addFlashAttribute("done", "letters.covering");
        return "redirect:/letters/out/" + letter;
    }
}
