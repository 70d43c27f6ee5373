package th.sala.leave;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.agencies.Position;
import th.sala.law.Refusal;
import th.sala.leave.ApproverTable.Level;
import th.sala.thai.Digits;
import th.sala.thai.TypedDay;

/// What an agency sets for its leave, and the rights that its leave officers enter.
@Controller
class LeaveOfficeController {
    /// The kinds of which days may have been taken before Sala.
    private static final List<LeaveKind> BEFORE =
            List.of(LeaveKind.SICK, LeaveKind.PERSONAL, LeaveKind.VACATION);

    private static final String ADMINISTRATOR = "hasRole('ADMINISTRATOR')";
    private static final String SETTINGS = "/leave/settings";
    private static final int ROWS = 30;

    /// A position with who holds it.
    record PositionRow(Position position, List<Official> holders, @Nullable Level level) {}

    record OfficerRow(LeaveSettings.Officer officer, String name) {}

    /// What an officer typed of a person's service.
    record ServiceForm(
            String appointed,
            VacationRight.@Nullable Entry entry,
            String since,
            @Nullable Boolean hardship,
            @Nullable Boolean termHolidays,
            String left) {
        ServiceForm {
            hardship = Boolean.TRUE.equals(hardship);
            termHolidays = Boolean.TRUE.equals(termHolidays);
            appointed = Objects.requireNonNullElse(appointed, "");
            since = Objects.requireNonNullElse(since, "");
            left = Objects.requireNonNullElse(left, "");
        }
    }

    private final LeaveOffice office;
    private final LeaveLedger ledger;
    private final Organisation organisation;
    private final Clock clock;

    LeaveOfficeController(
            LeaveOffice office, LeaveLedger ledger, Organisation organisation, Clock clock) {
        this.office = office;
        this.ledger = ledger;
        this.organisation = organisation;
        this.clock = clock;
    }

    // ---- settings

    @GetMapping(SETTINGS)
    @PreAuthorize(ADMINISTRATOR)
    ModelAndView settings(@AuthenticationPrincipal SignedIn who) {
        var agency = who.agency();
        var today = LocalDate.now(clock);
        var levels = office.levels(agency, today);
        var holders = organisation.holders(agency);
        var rows = new ArrayList<PositionRow>();
        for (var position : organisation.positions(agency)) {
            var held = holders.getOrDefault(position.id(), List.of());
            rows.add(new PositionRow(position, held, levels.get(position.id())));
        }
        var officials = organisation.officials(agency);
        var names = new HashMap<UUID, String>();
        officials.forEach(one -> names.put(one.id(), one.name()));
        return new ModelAndView("leave/settings")
                .addObject("positions", rows)
                .addObject("levels", Level.values())
                .addObject("officials", officials)
                .addObject(
                        "officers",
                        office.officers(agency).stream()
                                .map(one ->
                                        new OfficerRow(
                                                one, names.getOrDefault(one.official(), "–")))
                                .toList())
                .addObject("standard", office.standard())
                .addObject("own", office.own(agency))
                .addObject("kinds", LeaveController.ELECTRONIC)
                .addObject("today", today);
    }

    private ModelAndView refused(SignedIn who, Refusal refusal) {
        var page = settings(who).addObject("refusal", refusal);
        page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    private static ModelAndView done(String key, RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", key);
        return new ModelAndView("redirect:" + SETTINGS);
    }

    @PostMapping(SETTINGS + "/officers")
    @PreAuthorize(ADMINISTRATOR)
    ModelAndView nameOfficer(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable UUID official,
            @RequestParam(defaultValue = "") String source,
            RedirectAttributes redirect) {
        try {
            if (official == null) {
                throw new LeaveOffice.NotToBeNamed();
            }
            office.nameOfficer(who, official, source);
            return done("leave.done.officer-named", redirect);
        } catch (Refusal refusal) {
            return refused(who, refusal)
                    .addObject("typedOfficial", official)
                    .addObject("typedOrder", source);
        }
    }

    @PostMapping(SETTINGS + "/officers/{id}/end")
    @PreAuthorize(ADMINISTRATOR)
    ModelAndView endOfficer(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes redirect) {
        office.endOfficer(who, id);
        return done("leave.done.officer-ended", redirect);
    }

    @PostMapping(SETTINGS + "/positions/{id}")
    @PreAuthorize(ADMINISTRATOR)
    ModelAndView setLevel(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Level level,
            RedirectAttributes redirect) {
        try {
            office.setLevel(who, id, level);
            return done("leave.done.level-set", redirect);
        } catch (Refusal refusal) {
            return refused(who, refusal);
        }
    }

    /// @param days empty for at discretion
    @PostMapping(SETTINGS + "/powers")
    @PreAuthorize(ADMINISTRATOR)
    ModelAndView empower(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "SECTION_HEAD") Level level,
            @RequestParam(defaultValue = "VACATION") LeaveKind kind,
            @RequestParam(defaultValue = "") String days,
            @RequestParam(defaultValue = "") String source,
            RedirectAttributes redirect) {
        try {
            office.empower(who, level, kind, number(days), source);
            return done("leave.done.empowered", redirect);
        } catch (Refusal refusal) {
            return refused(who, refusal)
                    .addObject("typedLevel", level)
                    .addObject("typedKind", kind)
                    .addObject("typedDays", days)
                    .addObject("typedSource", source);
        }
    }

    private static @Nullable Integer number(String typed) {
        if (typed.isBlank()) {
            return null;
        }
        return halves(typed)
                .filter(halves -> halves > 0 && halves % 2 == 0)
                .map(halves -> halves / 2)
                .orElseThrow(LeaveOffice.NoNumber::new);
    }

    @PostMapping(SETTINGS + "/powers/{id}/end")
    @PreAuthorize(ADMINISTRATOR)
    ModelAndView endPower(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes redirect) {
        office.endPower(who, id);
        return done("leave.done.power-ended", redirect);
    }

    // ---- rights

    @GetMapping("/leave/balances")
    @PreAuthorize(LeaveController.PERSON)
    ModelAndView balances(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "0") int from) {
        mustKeep(who);
        var shown = LeaveController.yearOf(year, clock);
        var skip = Math.max(0, from);
        var found = organisation.officials(who.agency(), name, ROWS, skip);
        return new ModelAndView("leave/balances")
                .addObject("year", shown)
                .addObject("name", name)
                .addObject("from", skip)
                .addObject("rows", ROWS)
                .addObject("count", organisation.countOfficials(who.agency(), name))
                .addObject("people", found.stream().map(one -> row(who, one, shown)).toList());
    }

    /// @param left half days of vacation; null if nothing was entered
    record PersonRow(Official official, @Nullable Integer left) {}

    private PersonRow row(SignedIn who, Official official, FiscalYear year) {
        var isEntered = ledger.entered(who.agency(), official.id(), year).isPresent();
        var lines = ledger.lines(who.agency(), official.id(), year);
        return new PersonRow(
                official, isEntered ? LeaveLedger.sum(lines, LeaveKind.VACATION) : null);
    }

    /// For everybody else there is no such page.
    private void mustKeep(SignedIn who) {
        if (!office.isOfficer(who)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    @GetMapping("/leave/balances/{official}")
    @PreAuthorize(LeaveController.PERSON)
    ModelAndView person(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID official,
            @RequestParam(required = false) @Nullable Integer year) {
        mustKeep(who);
        var shown = LeaveController.yearOf(year, clock);
        var form =
                ledger.entered(who.agency(), official, shown)
                        .map(one ->
                                new ServiceForm(
                                        who.display().typed(one.service().appointed()),
                                        one.service().entry(),
                                        who.display().typed(one.service().since()),
                                        one.service().hardship(),
                                        one.service().termHolidays(),
                                        HalfDays.text(one.left())))
                        .orElseGet(() -> new ServiceForm("", null, "", false, false, ""));
        return page(who, official, shown, form, HttpStatus.OK);
    }

    private ModelAndView page(
            SignedIn who, UUID official, FiscalYear year, ServiceForm form, HttpStatus status) {
        var person =
                organisation
                        .official(official)
                        .filter(one -> one.agency().equals(who.agency()))
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return new ModelAndView("leave/right", status)
                .addObject("person", person)
                .addObject("year", year)
                .addObject("form", form)
                .addObject("entries", VacationRight.Entry.values())
                .addObject("kindsBefore", BEFORE)
                .addObject(
                        "right",
                        ledger.entered(who.agency(), official, year)
                                .map(one -> LeaveLedger.right(one.service(), year, one.left()))
                                .orElse(null))
                .addObject(
                        "balances",
                        LeaveController.balances(ledger.lines(who.agency(), official, year)));
    }

    @PostMapping("/leave/balances/{official}")
    @PreAuthorize(LeaveController.PERSON)
    ModelAndView enter(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID official,
            @RequestParam(required = false) @Nullable Integer year,
            @ModelAttribute("form") ServiceForm form,
            RedirectAttributes redirect) {
        mustKeep(who);
        var shown = LeaveController.yearOf(year, clock);
        var appointed = TypedDay.read(form.appointed());
        var since = form.since().isBlank() ? appointed : TypedDay.read(form.since());
        var left = form.left().isBlank() ? Optional.of(0) : halves(form.left());
        if (appointed.isEmpty() || since.isEmpty() || left.isEmpty()) {
            return page(who, official, shown, form, HttpStatus.UNPROCESSABLE_ENTITY)
                    .addObject("wrongAppointed", appointed.isEmpty() ? "leave.unread" : null)
                    .addObject(
                            "wrongSince",
                            appointed.isPresent() && since.isEmpty() ? "leave.unread" : null)
                    .addObject("wrongLeft", left.isEmpty() ? "leave.unread-days" : null);
        }
        try {
            var entry = Objects.requireNonNullElse(form.entry(), VacationRight.Entry.OTHER);
            var service =
                    new VacationRight.Service(
                            appointed.get(),
                            entry,
                            since.get(),
                            Boolean.TRUE.equals(form.hardship()),
                            Boolean.TRUE.equals(form.termHolidays()));
            ledger.enter(who, official, shown, service, left.get());
        } catch (Refusal refusal) {
            return page(who, official, shown, form, HttpStatus.UNPROCESSABLE_ENTITY)
                    .addObject("refusal", refusal);
        }
        redirect.addFlashAttribute("done", "leave.done.right-entered");
        return new ModelAndView("redirect:/leave/balances/" + official + "?year=" + shown.year());
    }

    /// What was taken before Sala, as it is typed.
    ///
    /// @param kind null: none was chosen
    record BeforeForm(@Nullable LeaveKind kind, String days, String ground) {
        BeforeForm {
            days = Objects.requireNonNullElse(days, "");
            ground = Objects.requireNonNullElse(ground, "");
        }
    }

    @PostMapping("/leave/balances/{official}/before")
    @PreAuthorize(LeaveController.PERSON)
    ModelAndView enterBefore(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID official,
            @RequestParam(required = false) @Nullable Integer year,
            @ModelAttribute("before") BeforeForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        mustKeep(who);
        var shown = LeaveController.yearOf(year, clock);
        var kind = form.kind();
        var days = halves(form.days());
        if (errors.hasErrors() || kind == null || !BEFORE.contains(kind) || days.isEmpty()) {
            var page = person(who, official, year).addObject("wrongDays", "leave.unread-days");
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
        }
        try {
            ledger.enterBefore(who, official, shown, kind, days.get(), form.ground());
        } catch (Refusal refusal) {
            var page = person(who, official, year).addObject("refusal", refusal);
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
        }
        redirect.addFlashAttribute("done", "leave.done.before-entered");
        return new ModelAndView("redirect:/leave/balances/" + official + "?year=" + shown.year());
    }

    /// Days as they are typed, to the half: `12`, `๑๒.๕`.
    private static Optional<Integer> halves(String typed) {
        var text = Digits.ARABIC.in(typed).strip();
        if (!text.matches("[0-9]{1,4}(\\.[05])?")) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(text).multiply(BigDecimal.TWO).intValueExact());
    }
}
