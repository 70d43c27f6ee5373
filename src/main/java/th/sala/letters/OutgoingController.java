package th.sala.letters;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.Accounts;
import th.sala.accounts.SignedIn;
import th.sala.agencies.AuthorisedPerson;
import th.sala.agencies.Authority;
import th.sala.agencies.Organisation;
import th.sala.agencies.Registry;
import th.sala.agencies.Unit;
import th.sala.law.Refusal;
import th.sala.mail.MessageReader;
import th.sala.mail.Outbox;
import th.sala.mail.Unreadable;
import th.sala.registers.Entry;
import th.sala.registers.Registers;
import th.sala.thai.ThaiText;

/// Letters out: the board, the form, the preview, and a sent letter's page.
@Controller
@PreAuthorize(
        "hasAnyRole('OFFICIAL','AUTHORISED_PERSON','CORRESPONDENCE_OFFICER','HEAD','AUDITOR')")
class OutgoingController {
    private static final int ROWS = 50;
    private static final int FOUND = 12;
    private static final UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    /// What is typed into a letter. Saving takes nearly everything: what is missing the preview
    /// says.
    record LetterForm(
            @Nullable UUID signer,
            @Nullable Boolean circular,
            @Nullable Urgency urgency,
            @Size(max = 60) @Nullable String secrecy,
            @Size(max = 60) @Nullable String ownerCode,
            @Size(max = 500) @Nullable String subject,
            @Size(max = 300) @Nullable String salutation,
            @Size(max = 4000) @Nullable String proposal,
            @Size(max = 100_000) @Nullable String body,
            @Size(max = 4000) @Nullable String citations,
            @Size(max = 4000) @Nullable String enclosures,
            @Size(max = 500) @Nullable String contact,
            @Nullable List<String> to,
            @Nullable String find,
            @Nullable Integer version) {

        static LetterForm blank(@Nullable UUID signer, String ownerCode, String contact) {
            return new LetterForm(
                    signer,
                    false,
                    Urgency.NORMAL,
                    "",
                    ownerCode,
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    contact,
                    List.of(),
                    "",
                    0);
        }

        static LetterForm of(OutgoingLetter letter, List<Addressee> addressees) {
            var content = letter.content();
            return new LetterForm(
                    content.signer(),
                    content.circular(),
                    content.urgency(),
                    content.secrecy(),
                    content.ownerCode(),
                    content.subject(),
                    content.salutation(),
                    content.proposal(),
                    content.body(),
                    content.citations(),
                    content.enclosures(),
                    content.contact(),
                    addressees.stream().map(Addressee::address).toList(),
                    "",
                    letter.version());
        }

        Content content(UUID signer) {
            return new Content(
                    signer,
                    Boolean.TRUE.equals(circular),
                    urgency == null ? Urgency.NORMAL : urgency,
                    plain(secrecy),
                    plain(ownerCode),
                    plain(subject),
                    plain(salutation),
                    lines(proposal),
                    lines(body),
                    lines(citations),
                    lines(enclosures),
                    plain(contact));
        }

        int versionOrNone() {
            return version == null ? 0 : version;
        }

        List<String> chosen() {
            return to == null
                    ? List.of()
                    : to.stream().filter(address -> !address.isBlank()).toList();
        }

        private static String plain(@Nullable String text) {
            return text == null ? "" : ThaiText.normalise(text);
        }

        private static String lines(@Nullable String text) {
            return text == null ? "" : ThaiText.normaliseLines(text);
        }
    }

    private final OutgoingDesk desk;
    private final Dispatch dispatch;
    private final Story story;
    private final LetterDownloads downloads;
    private final Registry registry;
    private final Organisation organisation;
    private final Registers registers;
    private final Outbox outbox;
    private final Accounts accounts;
    private final Overdue overdue;
    private final Clock clock;

    OutgoingController(
            OutgoingDesk desk,
            Dispatch dispatch,
            Story story,
            LetterDownloads downloads,
            Registry registry,
            Organisation organisation,
            Registers registers,
            Outbox outbox,
            Accounts accounts,
            Overdue overdue,
            Clock clock) {
        this.desk = desk;
        this.dispatch = dispatch;
        this.story = story;
        this.downloads = downloads;
        this.registry = registry;
        this.organisation = organisation;
        this.registers = registers;
        this.outbox = outbox;
        this.accounts = accounts;
        this.overdue = overdue;
        this.clock = clock;
    }

    @GetMapping("/letters/out")
    ModelAndView board(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(required = false) @Nullable Instant before,
            @RequestParam(required = false) @Nullable UUID beforeMail) {
        var lines =
                desk.board(
                        who.agency(),
                        all,
                        before,
                        beforeMail == null ? LAST : beforeMail,
                        ROWS + 1);
        return new ModelAndView("letters/out")
                .addObject("lines", lines.stream().limit(ROWS).toList())
                .addObject("more", lines.size() > ROWS)
                .addObject("all", all)
                .addObject("overdueSince", overdue.since(who.agency()))
                .addObject("drafts", desk.drafts(who.agency()));
    }

    @GetMapping("/letters/out/new")
    ModelAndView blank(@AuthenticationPrincipal SignedIn who) {
        var signers = signers(who);
        var self =
                signers.stream()
                        .filter(person -> person.official().equals(who.official()))
                        .findFirst()
                        .or(() -> signers.stream().findFirst());
        var code = ownerCodes(who).stream().findFirst().orElse("");
        var form =
                LetterForm.blank(
                        self.map(AuthorisedPerson::official).orElse(null),
                        code,
                        self.map(person -> "โทร. " + person.telephone())
                                .filter(contact -> contact.length() > "โทร. ".length())
                                .orElse(""));
        return form(who, null, form, HttpStatus.OK);
    }

    @GetMapping("/letters/addressees")
    ModelAndView addressees(
            @RequestParam(defaultValue = "") String find,
            @RequestParam(required = false) @Nullable List<String> to) {
        return new ModelAndView("letters/write :: addressees")
                .addObject("found", found(find, to == null ? List.of() : to));
    }

    @PostMapping("/letters/out")
    ModelAndView begin(
            @AuthenticationPrincipal SignedIn who,
            @Valid @ModelAttribute("form") LetterForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable MultipartFile pdf,
            @RequestParam(required = false) @Nullable List<MultipartFile> files,
            @RequestParam(defaultValue = "save") String then,
            RedirectAttributes redirect)
            throws IOException {
        if (errors.hasErrors() || form.signer() == null || then.equals("find")) {
            return form(who, null, form, status(errors, then)).addAllObjects(bound(errors));
        }
        try {
            var id = desk.begin(who, form.content(form.signer()), form.chosen());
            attach(who, id, pdf, files);
            return saved(id, then, redirect);
        } catch (Refusal refusal) {
            return form(who, null, form, HttpStatus.UNPROCESSABLE_ENTITY)
                    .addObject("refusal", refusal);
        }
    }

    /// What the page needs to say which fields were wrong.
    private static Map<String, Object> bound(BindingResult errors) {
        return Map.of(BindingResult.MODEL_KEY_PREFIX + "form", errors);
    }

    private static HttpStatus status(BindingResult errors, String then) {
        return errors.hasErrors() || !then.equals("find")
                ? HttpStatus.UNPROCESSABLE_ENTITY
                : HttpStatus.OK;
    }

    private static ModelAndView saved(UUID id, String then, RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", "letters.saved");
        return new ModelAndView(
                "redirect:/letters/out/" + id + (then.equals("preview") ? "/preview" : ""));
    }

    private void attach(
            SignedIn who, UUID id, @Nullable MultipartFile pdf, @Nullable List<MultipartFile> files)
            throws IOException {
        if (pdf != null && isGiven(pdf)) {
            attach(who, id, true, pdf);
        }
        for (var file : files == null ? List.<MultipartFile>of() : files) {
            if (isGiven(file)) {
                attach(who, id, false, file);
            }
        }
    }

    /// A field left alone comes as a file without name and content; a chosen file may be empty.
    private static boolean isGiven(MultipartFile file) {
        var name = file.getOriginalFilename();
        return name != null && !name.isBlank();
    }

    private void attach(SignedIn who, UUID id, boolean main, MultipartFile file)
            throws IOException {
        var name = file.getOriginalFilename();
        try (var content = file.getInputStream()) {
            desk.attach(
                    who,
                    id,
                    main,
                    name == null ? "letter.pdf" : name,
                    file.getContentType() == null ? "" : file.getContentType(),
                    content);
        }
    }

    @GetMapping("/letters/out/{id}")
    ModelAndView letter(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        var letter = desk.letter(who.agency(), id);
        var addressees = desk.addressees(who.agency(), id);
        return letter.isDraft()
                ? form(who, letter, LetterForm.of(letter, addressees), HttpStatus.OK)
                : sent(who, letter, addressees);
    }

    private ModelAndView sent(SignedIn who, OutgoingLetter letter, List<Addressee> addressees) {
        return new ModelAndView("letters/sent")
                .addObject("letter", letter)
                .addObject("addressees", addressees)
                .addObject("files", desk.files(who.agency(), letter.id()))
                .addObject("story", story.of(who, letter))
                .addObject("overdueSince", overdue.since(who.agency()));
    }

    @PostMapping("/letters/out/{id}")
    ModelAndView change(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") LetterForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable MultipartFile pdf,
            @RequestParam(required = false) @Nullable List<MultipartFile> files,
            @RequestParam(defaultValue = "save") String then,
            RedirectAttributes redirect)
            throws IOException {
        var letter = desk.letter(who.agency(), id);
        if (errors.hasErrors() || form.signer() == null || then.equals("find")) {
            return form(who, letter, form, status(errors, then)).addAllObjects(bound(errors));
        }
        try {
            desk.change(who, id, form.versionOrNone(), form.content(form.signer()), form.chosen());
            attach(who, id, pdf, files);
            return saved(id, then, redirect);
        } catch (LetterMovedOn first) {
            return form(who, letter, form, HttpStatus.CONFLICT).addObject("refusal", first);
        } catch (Refusal refusal) {
            var now = desk.letter(who.agency(), id);
            return form(who, now, withVersion(form, now.version()), HttpStatus.UNPROCESSABLE_ENTITY)
                    .addObject("refusal", refusal);
        }
    }

    private static LetterForm withVersion(LetterForm form, int version) {
        return new LetterForm(
                form.signer(),
                form.circular(),
                form.urgency(),
                form.secrecy(),
                form.ownerCode(),
                form.subject(),
                form.salutation(),
                form.proposal(),
                form.body(),
                form.citations(),
                form.enclosures(),
                form.contact(),
                form.to(),
                form.find(),
                version);
    }

    private ModelAndView form(
            SignedIn who, @Nullable OutgoingLetter letter, LetterForm form, HttpStatus status) {
        var find = form.find() == null ? "" : form.find();
        return new ModelAndView("letters/write", status)
                .addObject("letter", letter)
                .addObject("form", form)
                .addObject("signers", signers(who))
                .addObject("ownerCodes", ownerCodes(who))
                .addObject("urgencies", Urgency.values())
                .addObject("found", found(find, form.chosen()))
                .addObject(
                        "files",
                        letter == null ? List.of() : desk.files(who.agency(), letter.id()));
    }

    private List<AuthorisedPerson> signers(SignedIn who) {
        return registry.authorisedOf(who.agency(), LocalDate.now(clock)).stream()
                .filter(person -> person.may(Authority.MAKE))
                .toList();
    }

    private List<String> ownerCodes(SignedIn who) {
        var codes = new LinkedHashSet<String>(desk.ownerCodes(who.agency()));
        organisation.units(who.agency()).stream()
                .map(Unit::ownerCode)
                .filter(code -> !code.isBlank())
                .forEach(codes::add);
        registry.agency(who.agency()).ifPresent(agency -> codes.add(agency.code()));
        return List.copyOf(codes);
    }

    /// A person who can be ticked as addressee.
    public record Choice(AuthorisedPerson person, boolean chosen) {}

    /// The chosen first, then whom the words find.
    private List<Choice> found(String find, List<String> chosen) {
        var today = LocalDate.now(clock);
        var choices = new ArrayList<Choice>();
        for (var address : chosen) {
            registry.authorised(address, today)
                    .ifPresent(person -> choices.add(new Choice(person, true)));
        }
        if (!find.isBlank() && find.length() <= 200) {
            registry.search(find, today, FOUND + chosen.size()).stream()
                    .filter(person -> person.may(Authority.DIRECT))
                    .filter(person -> !chosen.contains(person.mail()))
                    .limit(FOUND)
                    .forEach(person -> choices.add(new Choice(person, false)));
        }
        return choices;
    }

    @PostMapping("/letters/out/{id}/files/{position}/remove")
    String removeFile(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable int position) {
        desk.detach(who, id, position);
        return "redirect:/letters/out/" + id;
    }

    @GetMapping("/letters/out/{id}/files/{position}")
    void file(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable int position,
            HttpServletResponse response)
            throws IOException {
        downloads.send(desk.file(who.agency(), id, position), response);
    }

    @GetMapping("/letters/out/{id}/preview")
    ModelAndView preview(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        return preview(who, desk.letter(who.agency(), id), HttpStatus.OK);
    }

    private ModelAndView preview(SignedIn who, OutgoingLetter letter, HttpStatus status) {
        letter.mustBeDraft(letter.version());
        var findings = desk.findings(who.agency(), letter.id());
        var addressees = desk.addressees(who.agency(), letter.id());
        var page =
                new ModelAndView("letters/preview", status)
                        .addObject("letter", letter)
                        .addObject("findings", findings)
                        .addObject("addressees", addressees)
                        .addObject("files", desk.files(who.agency(), letter.id()))
                        .addObject("mine", letter.content().signer().equals(who.official()))
                        .addObject("blocked", findings.stream().anyMatch(Finding::blocks))
                        .addObject("reserved", reserved(who, letter));
        var isSendable = desk.signer(who.agency(), letter.content().signer(), LocalDate.now(clock));
        if (isSendable.isPresent() && !addressees.isEmpty()) {
            var mail = dispatch.mail(letter, addressees.getFirst());
            try {
                page.addObject("message", MessageReader.read(mail.raw()));
                page.addObject("size", mail.raw().length / 1024);
            } catch (Unreadable impossible) {
                throw new IllegalStateException("our own mail", impossible);
            }
        }
        return page;
    }

    private List<Entry> reserved(SignedIn who, OutgoingLetter letter) {
        if (who.official() == null) {
            return List.of();
        }
        var book =
                registers.sending(
                        who.agency(), letter.content().ownerCode(), letter.content().circular());
        return registers.reservedFor(who.agency(), who.official()).stream()
                .filter(entry -> entry.book().equals(book.id()))
                .toList();
    }

    @PostMapping("/letters/out/{id}/send")
    @PreAuthorize("hasRole('AUTHORISED_PERSON')")
    ModelAndView send(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String number,
            RedirectAttributes redirect) {
        var letter = desk.letter(who.agency(), id);
        if (!letter.isDraft()) {
            return refusedToSend(who, letter, new LetterMovedOn(letter.changedBy()));
        }
        try {
            if (!accounts.passwordIs(who.account(), password)) {
                return refusedToSend(who, letter, new WrongPassword());
            }
            var given = desk.send(who, id, version, reservedNumber(number));
            redirect.addFlashAttribute("done", "letters.sent.done");
            redirect.addFlashAttribute("doneWith", new Object[] {who.display().text(given.text())});
            return new ModelAndView("redirect:/letters/out/" + id);
        } catch (Refusal refusal) {
            return refusedToSend(who, desk.letter(who.agency(), id), refusal);
        }
    }

    private ModelAndView refusedToSend(SignedIn who, OutgoingLetter letter, Refusal refusal) {
        if (!letter.isDraft()) {
            var page = sent(who, letter, desk.addressees(who.agency(), letter.id()));
            page.setStatus(HttpStatus.CONFLICT);
            return page.addObject("refusal", refusal);
        }
        var status =
                refusal instanceof LetterMovedOn
                        ? HttpStatus.CONFLICT
                        : HttpStatus.UNPROCESSABLE_ENTITY;
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
            RedirectAttributes redirect) {
        try {
            var given = desk.sendOnPaper(who, id, version, null);
            redirect.addFlashAttribute("done", "letters.paper.done");
            redirect.addFlashAttribute("doneWith", new Object[] {who.display().text(given.text())});
            return new ModelAndView("redirect:/letters/out/" + id);
        } catch (Refusal refusal) {
            return refusedToSend(who, desk.letter(who.agency(), id), refusal);
        }
    }

    @PostMapping("/letters/out/{id}/discard")
    String discard(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam int version,
            RedirectAttributes redirect) {
        desk.discard(who, id, version);
        redirect.addFlashAttribute("done", "letters.discarded");
        return "redirect:/letters/out";
    }

    @PostMapping("/letters/out/{id}/copy")
    String copy(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", "letters.copied");
        return "redirect:/letters/out/" + desk.copy(who, id);
    }

    @GetMapping("/letters/out/{id}/mails/{mail}")
    void raw(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID mail,
            HttpServletResponse response)
            throws IOException {
        var isOfLetter =
                desk.addressees(who.agency(), id).stream()
                        .anyMatch(addressee -> addressee.mail().equals(mail));
        if (!isOfLetter) {
            throw new NoSuchLetter(mail);
        }
        downloads.sendMail(outbox.raw(mail), mail, response);
    }

    @PostMapping("/letters/out/{id}/mails/{mail}/again")
    @PreAuthorize("hasAnyRole('CORRESPONDENCE_OFFICER','AUTHORISED_PERSON')")
    ModelAndView again(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID mail,
            RedirectAttributes redirect) {
        desk.sendAgain(who, id, mail);
        redirect.addFlashAttribute("done", "letters.again.done");
        return new ModelAndView("redirect:/letters/out/" + id);
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
            var page = sent(who, letter, desk.addressees(who.agency(), id));
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page.addObject("refusal", refusal)
                    .addObject("typed", address)
                    .addObject("typedFor", mail);
        }
    }
}
