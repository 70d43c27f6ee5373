package th.sala.letters;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
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
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.files.FileStore;
import th.sala.law.Refusal;
import th.sala.mail.FileNames;
import th.sala.mail.Inbox;
import th.sala.mail.OriginLooks;
import th.sala.tasks.Tasks;
import th.sala.thai.Digits;
import th.sala.thai.ThaiText;

/// Letters in: the central account's pile, the registering page, a registered letter's page, and
/// the counter.
@Controller
@PreAuthorize(
        "hasAnyRole('CORRESPONDENCE_OFFICER','HEAD','AUTHORISED_PERSON','OFFICIAL','AUDITOR')")
class IncomingController {
    private static final int ROWS = 50;
    private static final int LOOKS = 6;
    private static final int MOST_WAITING = 200;
    private static final UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    /// What the register will say; proposed from the mail, confirmed or corrected by the officer.
    record HeadForm(
            @Size(max = 300) @Nullable String senderAgency,
            @Size(max = 100) @Nullable String number,
            @Nullable LocalDate date,
            @Size(max = 300) @Nullable String receiver,
            @NotBlank @Size(max = 500) @Nullable String subject,
            @Nullable Urgency urgency,
            IncomingLetter.@Nullable Channel channel) {

        static HeadForm of(IncomingLetter letter) {
            var head = letter.head();
            return new HeadForm(
                    letter.sender().agency().isBlank()
                            ? letter.sender().name()
                            : letter.sender().agency(),
                    head.number(),
                    head.date(),
                    head.receiver(),
                    head.subject(),
                    head.urgency(),
                    letter.channel());
        }

        static final HeadForm BLANK =
                new HeadForm("", "", null, "", "", Urgency.NORMAL, IncomingLetter.Channel.COUNTER);

        IncomingLetter.Head head() {
            return new IncomingLetter.Head(
                    Digits.ARABIC.in(plain(number)),
                    date,
                    plain(receiver),
                    plain(subject),
                    urgency == null ? Urgency.NORMAL : urgency);
        }

        String sender() {
            return plain(senderAgency);
        }

        private static String plain(@Nullable String text) {
            return text == null ? "" : ThaiText.normalise(text);
        }
    }

    private final IncomingDesk desk;
    private final LookDesk lookDesk;
    private final IncomingPage page;
    private final Tasks tasks;
    private final LetterDownloads downloads;
    private final UnitDesk units;
    private final Inbox inbox;
    private final OriginLooks origins;
    private final FileStore store;
    private final PdfReading pdfs;
    private final LetterReading reading;
    private final Clock clock;

    IncomingController(
            IncomingDesk desk,
            LookDesk lookDesk,
            IncomingPage page,
            Tasks tasks,
            LetterDownloads downloads,
            UnitDesk units,
            Inbox inbox,
            OriginLooks origins,
            FileStore store,
            PdfReading pdfs,
            LetterReading reading,
            Clock clock) {
        this.desk = desk;
        this.lookDesk = lookDesk;
        this.page = page;
        this.tasks = tasks;
        this.downloads = downloads;
        this.units = units;
        this.inbox = inbox;
        this.origins = origins;
        this.store = store;
        this.pdfs = pdfs;
        this.reading = reading;
        this.clock = clock;
    }

    @GetMapping("/letters")
    String letters(@AuthenticationPrincipal SignedIn who) {
        return UnitDesk.mayReadAll(who) ? "redirect:/letters/in" : "redirect:/letters/unit";
    }

    @GetMapping("/letters/in")
    ModelAndView pile(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable Instant before,
            @RequestParam(required = false) @Nullable UUID beforeId) {
        mustReadAll(who);
        if (who.is(Role.CORRESPONDENCE_OFFICER)) {
            desk.looked(who);
        }
        var done = desk.done(who.agency(), before, beforeId == null ? LAST : beforeId, ROWS + 1);
        var waiting = desk.waiting(who.agency(), ROWS);
        return new ModelAndView("letters/in")
                .addObject("waiting", waiting)
                .addObject("origins", origins.of(mails(waiting)))
                .addObject("count", desk.countWaiting(who.agency()))
                .addObject("dealtWith", done.stream().limit(ROWS).toList())
                .addObject("more", done.size() > ROWS)
                .addObject("older", before != null)
                .addObject("unsorted", desk.unsorted(who.agency()).size())
                .addObject("looks", desk.looks(who.agency(), LOOKS))
                .addObject("today", lookDesk.today(who.agency()).orElse(null))
                .addObject("wanted", DayOfLooks.WANTED);
    }

    private static List<UUID> mails(List<IncomingLetter> letters) {
        return letters.stream().map(IncomingLetter::mail).filter(Objects::nonNull).toList();
    }

    @GetMapping("/letters/in/{id}")
    ModelAndView letter(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        var letter = desk.letter(who.agency(), id);
        return page.of(who, letter, HeadForm.of(letter), HttpStatus.OK);
    }

    private static void mustReadAll(SignedIn who) {
        if (!UnitDesk.mayReadAll(who)) {
            throw new AccessDeniedException("not this role");
        }
    }

    /// What was passed to the own unit: what it has to stamp, and its register.
    @GetMapping("/letters/unit")
    ModelAndView unit(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable Instant before,
            @RequestParam(required = false) @Nullable UUID beforeId) {
        var stamped = units.stamped(who, before, beforeId == null ? LAST : beforeId, ROWS + 1);
        var open = tasks.ofOwnUnit(who, MOST_WAITING);
        return new ModelAndView("letters/unit")
                .addObject("unit", units.ownUnit(who).orElse(null))
                .addObject("waiting", units.waiting(who, MOST_WAITING))
                .addObject("tasks", open)
                .addObject("holders", tasks.holders(who.agency(), open))
                .addObject("today", LocalDate.now(clock))
                .addObject("stamped", stamped.stream().limit(ROWS).toList())
                .addObject("more", stamped.size() > ROWS)
                .addObject("older", before != null);
    }

    @PostMapping("/letters/in/{id}/register")
    @PreAuthorize("hasRole('CORRESPONDENCE_OFFICER')")
    ModelAndView register(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") HeadForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        if (errors.hasErrors()) {
            return page.of(
                            who,
                            desk.letter(who.agency(), id),
                            form,
                            HttpStatus.UNPROCESSABLE_ENTITY)
                    .addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        }
        try {
            var stamp = desk.register(who, id, form.sender(), form.head());
            var isReplied = desk.replyMail(who.agency(), id).isPresent();
            redirect.addFlashAttribute(
                    "done", isReplied ? "letters.registered.replying" : "letters.registered.done");
            redirect.addFlashAttribute(
                    "doneWith",
                    new Object[] {
                        who.display().number(stamp.number()),
                        desk.letter(who.agency(), id).sender().address()
                    });
            return new ModelAndView("redirect:/letters/in/" + id);
        } catch (IncomingDesk.DatedAhead refusal) {
            errors.rejectValue("date", refusal.key());
            return page.of(
                            who,
                            desk.letter(who.agency(), id),
                            form,
                            HttpStatus.UNPROCESSABLE_ENTITY)
                    .addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        } catch (Refusal refusal) {
            var head = form.head();
            return withTyped(
                    page.refused(who, id, form, refusal),
                    refusal,
                    form.sender(),
                    head.number(),
                    who.display().date(head.date()),
                    head.receiver(),
                    head.subject());
        }
    }

    /// Somebody was first, so the page has no form any more that would keep what was typed.
    private static ModelAndView withTyped(ModelAndView page, Refusal refusal, String... typed) {
        var lines = java.util.stream.Stream.of(typed).filter(line -> !line.isBlank()).toList();
        return refusal instanceof LetterMovedOn ? page.addObject("typed", lines) : page;
    }

    @PostMapping("/letters/in/{id}/unit")
    @PreAuthorize(WritingController.WRITER)
    ModelAndView registerInUnit(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam UUID unit,
            RedirectAttributes redirect) {
        var letter = desk.letter(who.agency(), id);
        units.mustRead(who, id, desk.stamps(who, id));
        var may = who.is(Role.CORRESPONDENCE_OFFICER) ? units.units(who) : page.unitsOf(who, id);
        var chosen =
                may.stream()
                        .filter(own -> own.id().equals(unit))
                        .findFirst()
                        .orElseThrow(() -> new AccessDeniedException("another unit"));
        try {
            var stamp = desk.registerInUnit(who, id, chosen);
            redirect.addFlashAttribute("done", "letters.registered-in-unit.done");
            redirect.addFlashAttribute(
                    "doneWith", new Object[] {chosen.name(), who.display().number(stamp.number())});
            return new ModelAndView("redirect:/letters/in/" + id);
        } catch (Refusal refusal) {
            return page.refused(who, id, HeadForm.of(letter), refusal);
        }
    }

    @PostMapping("/letters/in/{id}/return")
    @PreAuthorize("hasRole('CORRESPONDENCE_OFFICER')")
    ModelAndView returnToSender(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String central,
            RedirectAttributes redirect) {
        return away(
                who,
                id,
                reason,
                central,
                redirect,
                plain -> desk.returnToSender(who, id, plain),
                "returned");
    }

    @PostMapping("/letters/in/{id}/forward")
    @PreAuthorize("hasRole('CORRESPONDENCE_OFFICER')")
    ModelAndView forward(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String central,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        return away(
                who,
                id,
                reason,
                central,
                redirect,
                plain -> desk.forward(who, id, central.strip(), plain),
                "forwarded");
    }

    private ModelAndView away(
            SignedIn who,
            UUID id,
            String reason,
            String central,
            RedirectAttributes redirect,
            java.util.function.Consumer<String> act,
            String what) {
        var letter = desk.letter(who.agency(), id);
        var plain = ThaiText.normaliseLines(reason);
        try {
            if (plain.isBlank() || plain.length() > 2000) {
                throw new NoReason();
            }
            act.accept(plain);
            redirect.addFlashAttribute("done", "letters." + what + ".done");
            return new ModelAndView("redirect:/letters/in/" + id);
        } catch (Refusal refusal) {
            var again =
                    page.refused(who, id, HeadForm.of(letter), refusal)
                            .addObject("typedReason", reason)
                            .addObject("typedCentral", central);
            return withTyped(again, refusal, reason, central);
        }
    }

    @GetMapping("/letters/in/{id}/files/{position}")
    void file(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable int position,
            HttpServletResponse response)
            throws IOException {
        units.mustRead(who, id, desk.stamps(who, id));
        var file = desk.file(who.agency(), id, position);
        reading.of(who, desk.letter(who.agency(), id), "file " + (position + 1));
        downloads.send(file, response);
    }

    @GetMapping("/letters/in/{id}/mail")
    void mail(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            HttpServletResponse response)
            throws IOException {
        units.mustRead(who, id, desk.stamps(who, id));
        var letter = desk.letter(who.agency(), id);
        var mail = letter.mail();
        if (mail == null) {
            throw new NoSuchLetter(id);
        }
        var raw = inbox.raw(mail);
        reading.of(who, letter, "mail");
        downloads.sendMail(raw, mail, response);
    }

    @GetMapping("/letters/in/new")
    @PreAuthorize("hasRole('CORRESPONDENCE_OFFICER')")
    ModelAndView counter() {
        return counter(HeadForm.BLANK, HttpStatus.OK);
    }

    private static ModelAndView counter(HeadForm form, HttpStatus status) {
        return new ModelAndView("letters/counter", status)
                .addObject("form", form)
                .addObject("mostBytes", OutgoingDesk.MOST_BYTES)
                .addObject("urgencies", Urgency.values())
                .addObject(
                        "channels",
                        List.of(IncomingLetter.Channel.COUNTER, IncomingLetter.Channel.POST));
    }

    @PostMapping("/letters/in")
    @PreAuthorize("hasRole('CORRESPONDENCE_OFFICER')")
    ModelAndView enterPaper(
            @AuthenticationPrincipal SignedIn who,
            @Valid @ModelAttribute("form") HeadForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable MultipartFile scan,
            RedirectAttributes redirect)
            throws IOException {
        if (errors.hasErrors()) {
            return counter(form, HttpStatus.UNPROCESSABLE_ENTITY)
                    .addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        }
        var channel =
                form.channel() == IncomingLetter.Channel.POST
                        ? IncomingLetter.Channel.POST
                        : IncomingLetter.Channel.COUNTER;
        try {
            var id = desk.enterPaper(who, channel, form.sender(), form.head(), kept(scan));
            redirect.addFlashAttribute("done", "letters.entered.done");
            return new ModelAndView("redirect:/letters/in/" + id);
        } catch (IncomingDesk.DatedAhead refusal) {
            errors.rejectValue("date", refusal.key());
            return counter(form, HttpStatus.UNPROCESSABLE_ENTITY)
                    .addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        } catch (Refusal refusal) {
            return counter(form, HttpStatus.UNPROCESSABLE_ENTITY).addObject("refusal", refusal);
        }
    }

    private @Nullable LetterFile kept(@Nullable MultipartFile scan) throws IOException {
        var name = scan == null ? null : scan.getOriginalFilename();
        if (scan == null || name == null || name.isBlank()) {
            return null;
        }
        try (var content = scan.getInputStream()) {
            var file = store.keep(content, OutgoingDesk.MOST_BYTES);
            var looked = pdfs.look(file.sha256(), true);
            if (!looked.verdict().equals(LetterFile.READABLE)) {
                throw new NotAReadablePdf(looked.verdict());
            }
            return new LetterFile(
                    0,
                    true,
                    FileNames.safe(name, "letter.pdf"),
                    "application/pdf",
                    file.sha256(),
                    file.size(),
                    looked.verdict(),
                    looked.pages(),
                    looked.firstPage());
        }
    }

    /// Refusal: nobody would know why the letter came back.
    static final class NoReason extends Refusal {
        NoReason() {
            super("letters.no-reason");
        }
    }

    /// Refusal: the scan cannot be read as a PDF.
    static final class NotAReadablePdf extends Refusal {
        NotAReadablePdf(String verdict) {
            super(LetterFile.troubleKey(verdict));
        }
    }
}
