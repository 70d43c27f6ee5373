package th.sala.leave;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.Accounts;
import th.sala.accounts.Confirmation;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.law.Refusal;
import th.sala.thai.TypedDay;

/// การลา: what I have, what I ask for, and what waits for me to decide.
@Controller
@PreAuthorize(LeaveController.PERSON)
class LeaveController {
    static final String PERSON =
            "hasAnyRole('OFFICIAL', 'AUTHORISED_PERSON', 'CORRESPONDENCE_OFFICER', 'HEAD')";

    static final List<LeaveKind> ELECTRONIC =
            Arrays.stream(LeaveKind.values()).filter(LeaveKind::mayBeElectronic).toList();

    static final List<LeaveKind> ON_PAPER =
            Arrays.stream(LeaveKind.values()).filter(kind -> !kind.mayBeElectronic()).toList();

    /// What somebody else may ask for.
    private static final List<LeaveKind> FOR_ANOTHER = List.of(LeaveKind.SICK, LeaveKind.INJURED);

    private static final int ROWS = 20;

    /// So far ahead people see what they have to do after a leave.
    private static final int DAYS_AHEAD = 60;

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2200;
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
    private static final UUID LAST_ID = new UUID(-1, -1);

    /// What somebody typed who asks for leave.
    ///
    /// @param last the same as the first if it is empty
    /// @param brief whether the full form follows
    /// @param insteadOf for whom somebody else asks; null for themselves
    record LeaveForm(
            @NotNull @Nullable LeaveKind kind,
            @NotNull @Nullable LocalDate first,
            @Nullable Boolean fromNoon,
            @Nullable LocalDate last,
            @Nullable Boolean untilNoon,
            @Size(max = LeaveDesk.LONGEST) String reason,
            @Size(max = LeaveDesk.LONGEST) String necessity,
            @Size(max = LeaveDesk.LONGEST) String contact,
            @Nullable Boolean brief,
            @Nullable UUID insteadOf) {
        LeaveForm {
            brief = Boolean.TRUE.equals(brief);
            fromNoon = Boolean.TRUE.equals(fromNoon);
            untilNoon = Boolean.TRUE.equals(untilNoon);
            reason = Objects.requireNonNullElse(reason, "");
            necessity = Objects.requireNonNullElse(necessity, "");
            contact = Objects.requireNonNullElse(contact, "");
        }

        static LeaveForm of(@Nullable LeaveKind kind, @Nullable UUID insteadOf) {
            return new LeaveForm(kind, null, false, null, false, "", "", "", false, insteadOf);
        }

        LeaveDesk.Filing filing() {
            return new LeaveDesk.Filing(Boolean.TRUE.equals(brief), insteadOf);
        }

        /// Null as long as the days make no run.
        @Nullable LeaveDays days() {
            var end = last == null ? first : last;
            var noon = Boolean.TRUE.equals(fromNoon);
            var lastNoon = Boolean.TRUE.equals(untilNoon);
            return first == null || end == null || !LeaveDays.isRun(first, noon, end, lastNoon)
                    ? null
                    : new LeaveDays(first, noon, end, lastNoon);
        }
    }

    /// What a person has of one kind in a fiscal year.
    ///
    /// @param halves left of vacation, or taken of another kind
    record Balance(LeaveKind kind, int halves, List<LedgerLine> lines) {}

    private final LeaveDesk desk;
    private final LeaveLedger ledger;
    private final LeaveOffice office;
    private final PaperLeaveDesk onPaper;
    private final PetitionDesk petitions;
    private final LeavePapers papers;
    private final LeavePage pages;
    private final LaterPapers debts;
    private final RecallDesk recalls;
    private final Organisation organisation;
    private final Accounts accounts;
    private final Clock clock;

    LeaveController(
            LeaveDesk desk,
            LeaveLedger ledger,
            LeaveOffice office,
            PaperLeaveDesk onPaper,
            PetitionDesk petitions,
            LeavePapers papers,
            LeavePage pages,
            LaterPapers debts,
            RecallDesk recalls,
            Organisation organisation,
            Accounts accounts,
            Clock clock) {
        this.desk = desk;
        this.ledger = ledger;
        this.office = office;
        this.onPaper = onPaper;
        this.petitions = petitions;
        this.papers = papers;
        this.pages = pages;
        this.debts = debts;
        this.recalls = recalls;
        this.organisation = organisation;
        this.accounts = accounts;
        this.clock = clock;
    }

    @GetMapping("/leave")
    ModelAndView leave(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable Instant before,
            @RequestParam(required = false) @Nullable UUID beforeId) {
        var found =
                desk.mine(
                        who,
                        before == null ? LAST : before,
                        beforeId == null ? LAST_ID : beforeId,
                        ROWS + 1);
        var shown = yearOf(year, clock);
        return new ModelAndView("leave/leave")
                .addObject("year", shown)
                .addObject("balances", balances(who, shown))
                .addObject("requests", found.stream().limit(ROWS).toList())
                .addObject("more", found.size() > ROWS)
                .addObject("waiting", desk.waiting(who))
                .addObject("duties", onPaper.open(who, false, DAYS_AHEAD, ROWS))
                .addObject("petitions", petitions.mine(who, ROWS))
                .addObject("toDecide", petitions.waiting(who))
                .addObject("today", LocalDate.now(clock))
                .addObject("debts", debts.owedBy(who))
                .addObject("below", recalls.below(who))
                .addObject("officer", office.isOfficer(who));
    }

    static FiscalYear yearOf(@Nullable Integer year, Clock clock) {
        return year == null || year < FIRST_YEAR || year > LAST_YEAR
                ? FiscalYear.of(LocalDate.now(clock))
                : new FiscalYear(year);
    }

    private List<Balance> balances(SignedIn who, FiscalYear year) {
        var official = who.official();
        return official == null ? List.of() : balances(ledger.lines(who.agency(), official, year));
    }

    static List<Balance> balances(List<LedgerLine> lines) {
        var balances = new ArrayList<Balance>();
        for (var kind : LeaveKind.values()) {
            var own = lines.stream().filter(line -> line.kind() == kind).toList();
            if (!own.isEmpty() || kind == LeaveKind.VACATION) {
                var sum = LeaveLedger.sum(own, kind);
                balances.add(new Balance(kind, kind == LeaveKind.VACATION ? sum : -sum, own));
            }
        }
        return balances;
    }

    @GetMapping("/leave/new")
    ModelAndView begin(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable LeaveKind kind,
            @RequestParam(required = false) @Nullable UUID insteadOf) {
        var form = LeaveForm.of(kind, insteadOf);
        return form(who, form, HttpStatus.OK).addObject("form", form);
    }

    /// Without the form itself: one that was typed is in the model already, with its errors.
    private ModelAndView form(SignedIn who, LeaveForm form, HttpStatus status) {
        return with(new ModelAndView("leave/new", status), who, form)
                .addObject("typed", form)
                .addObject("other", other(who, form.insteadOf()))
                .addObject("kinds", form.insteadOf() == null ? ELECTRONIC : FOR_ANOTHER)
                .addObject("onPaper", ON_PAPER)
                .addObject("mostBytes", LeavePapers.MOST_BYTES);
    }

    /// For whom somebody asks; null for themselves.
    private @Nullable Official other(SignedIn who, @Nullable UUID insteadOf) {
        return insteadOf == null
                ? null
                : organisation
                        .official(insteadOf)
                        .filter(one -> one.agency().equals(who.agency()))
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private ModelAndView with(ModelAndView page, SignedIn who, LeaveForm form) {
        var days = form.days();
        // what another person has taken is not for who asks in their name
        if (form.kind() == null || days == null || form.insteadOf() != null) {
            return page.addObject("outlook", null);
        }
        try {
            return page.addObject("outlook", desk.look(who, form.kind(), days));
        } catch (LeaveDesk.TooFar refusal) {
            return page.addObject("outlook", null).addObject("tooFar", refusal);
        }
    }

    /// What the leave would come to, while its days are chosen.
    @GetMapping("/leave/look")
    ModelAndView look(
            @AuthenticationPrincipal SignedIn who,
            @ModelAttribute("form") LeaveForm form,
            BindingResult errors) {
        return with(new ModelAndView("leave/outlook :: outlook"), who, form)
                .addObject("unread", errors.hasErrors());
    }

    /// @param then `look` to see what it would come to, without JavaScript
    @PostMapping("/leave/new")
    ModelAndView ask(
            @AuthenticationPrincipal SignedIn who,
            @Valid @ModelAttribute("form") LeaveForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable MultipartFile paper,
            @RequestParam(defaultValue = "") String then,
            RedirectAttributes redirect)
            throws IOException {
        var days = form.days();
        if (!errors.hasErrors() && days == null) {
            errors.rejectValue("last", "leave.ends-before");
        }
        if (form.kind() == null || days == null || errors.hasErrors()) {
            return form(who, form, HttpStatus.UNPROCESSABLE_ENTITY);
        }
        if (then.equals("look")) {
            return form(who, form, HttpStatus.OK);
        }
        try {
            var wish =
                    new LeaveDesk.Wish(
                            form.kind(),
                            days,
                            form.reason(),
                            form.necessity(),
                            form.contact(),
                            papers.keep(paper));
            var id = desk.ask(who, wish, form.filing());
            redirect.addFlashAttribute("done", "leave.done.asked");
            return new ModelAndView(
                    form.insteadOf() == null ? "redirect:/leave/" + id : "redirect:/leave");
        } catch (Refusal refusal) {
            return form(who, form, HttpStatus.UNPROCESSABLE_ENTITY).addObject("refusal", refusal);
        }
    }

    @GetMapping("/leave/{id}")
    ModelAndView request(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        if (onPaper.holds(who.agency(), id)) {
            return new ModelAndView("redirect:/leave/papers/" + id);
        }
        return pages.of(who, id, HttpStatus.OK);
    }

    @PostMapping("/leave/{id}/withdraw")
    ModelAndView withdraw(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes redirect) {
        try {
            desk.withdraw(who, id);
            return LeavePage.done(id, "leave.done.withdrawn", redirect);
        } catch (Refusal refusal) {
            return pages.refused(who, id, refusal);
        }
    }

    /// @param from the first of the days that are taken back
    @PostMapping("/leave/{id}/back")
    ModelAndView askBack(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        var day = TypedDay.read(from);
        if (day.isEmpty()) {
            return pages.of(who, id, HttpStatus.UNPROCESSABLE_ENTITY)
                    .addObject("wrongFrom", "leave.unread")
                    .addObject("typedFrom", from)
                    .addObject("reason", reason);
        }
        try {
            var back = desk.askBack(who, id, day.get(), reason);
            return LeavePage.done(back, "leave.done.back-asked", redirect);
        } catch (Refusal refusal) {
            return pages.refused(who, id, refusal)
                    .addObject("typedFrom", from)
                    .addObject("reason", reason);
        }
    }

    @PostMapping("/leave/{id}/decide")
    ModelAndView decide(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "-1") int opinions,
            @RequestParam(defaultValue = "false") boolean decides,
            @RequestParam(defaultValue = "false") boolean agrees,
            @RequestParam(defaultValue = "") String words,
            Confirmation confirmation,
            RedirectAttributes redirect) {
        try {
            var known = accounts.confirm(who, confirmation);
            var seen = new LeaveDesk.Seen(opinions, decides);
            desk.decide(known, id, seen, agrees, words);
            return LeavePage.done(id, "leave.done.decided", redirect);
        } catch (Refusal refusal) {
            return pages.refused(who, id, refusal)
                    .addObject("agrees", agrees)
                    .addObject("words", words);
        }
    }

    @GetMapping("/leave/{id}/paper")
    void paper(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            HttpServletResponse response)
            throws IOException {
        papers.send(desk.paper(who, id), response);
    }

    // ---- for somebody who cannot sign

    /// For whom somebody asks.
    @GetMapping("/leave/for")
    ModelAndView forWhom(
            @AuthenticationPrincipal SignedIn who, @RequestParam(defaultValue = "") String name) {
        var found =
                name.isBlank()
                        ? List.<Official>of()
                        : organisation.officials(who.agency(), name, ROWS, 0);
        return new ModelAndView("leave/for")
                .addObject("name", name)
                .addObject(
                        "people",
                        found.stream().filter(one -> !one.id().equals(who.official())).toList());
    }
}
