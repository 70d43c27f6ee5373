package th.sala.telework;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.Accounts;
import th.sala.accounts.Confirmation;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;
import th.sala.thai.Digits;

/// การปฏิบัติราชการนอกสถานที่: what I have, what I ask for, and what waits for me.
@Controller
@PreAuthorize(TeleworkController.PERSON)
class TeleworkController {
    static final String PERSON =
            "hasAnyRole('OFFICIAL', 'AUTHORISED_PERSON', 'CORRESPONDENCE_OFFICER', 'HEAD')";

    static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
    static final UUID LAST_ID = new UUID(-1, -1);
    private static final int ROWS = 20;
    private static final int LEAST_ROWS = 4;
    private static final int LAST_DAY_OF_MONTH = 31;
    private static final Set<Integer> WEEKDAYS = new HashSet<>(List.of(1, 2, 3, 4, 5));

    /// What somebody typed of an agreement.
    ///
    /// @param of who is assigned; null for oneself
    /// @param monthDays days of the month, with commas
    record AgreementForm(
            @Nullable UUID of,
            @Nullable Integer version,
            @Size(max = AgreementDesk.LONGEST) String reasons,
            Terms.@Nullable Work work,
            @Size(max = AgreementDesk.LONGEST) String workWords,
            @NotNull @Nullable OutsideForm form,
            @Min(1) @Max(31) @Nullable Integer days,
            List<Integer> weekdays,
            String monthDays,
            @NotNull @Nullable LocalDate first,
            @NotNull @Nullable LocalDate last,
            Terms.@Nullable PlaceKind placeKind,
            @Size(max = AgreementDesk.LONGEST) String place,
            @Size(max = AgreementDesk.LONGEST) String contact,
            List<String> goal,
            List<String> delivery,
            List<String> remark) {
        AgreementForm {
            reasons = Objects.requireNonNullElse(reasons, "");
            workWords = Objects.requireNonNullElse(workWords, "");
            weekdays = new ArrayList<>(Objects.requireNonNullElse(weekdays, List.of()));
            weekdays.removeIf(one -> !WEEKDAYS.contains(one));
            monthDays = Objects.requireNonNullElse(monthDays, "");
            place = Objects.requireNonNullElse(place, "");
            contact = Objects.requireNonNullElse(contact, "");
            goal = typed(goal);
            delivery = typed(delivery);
            remark = typed(remark);
        }

        /// A form may leave places empty before one that it fills: null is nothing typed. Spring
        /// sets what has a number of its own once more.
        private static List<String> typed(@Nullable List<String> list) {
            var typed = new ArrayList<String>();
            if (list != null) {
                list.forEach(one -> typed.add(Objects.requireNonNullElse(one, "")));
            }
            return typed;
        }

        static AgreementForm empty(@Nullable UUID of) {
            return new AgreementForm(
                    of,
                    0,
                    "",
                    Terms.Work.WHOLE,
                    "",
                    OutsideForm.WEEK,
                    null,
                    List.of(),
                    "",
                    null,
                    null,
                    Terms.PlaceKind.RESIDENCE,
                    "",
                    "",
                    List.of(),
                    List.of(),
                    List.of());
        }

        static AgreementForm of(Agreement agreement, List<Goal> goals) {
            var terms = agreement.terms();
            var byWeek = terms.form() == OutsideForm.WEEK;
            return new AgreementForm(
                    null,
                    agreement.version(),
                    terms.reasons(),
                    terms.work(),
                    terms.workWords(),
                    terms.form(),
                    terms.form() == OutsideForm.RUN ? null : terms.days(),
                    byWeek ? terms.pattern() : List.of(),
                    byWeek ? "" : terms.patternText(),
                    terms.first(),
                    terms.last(),
                    terms.placeKind(),
                    terms.place(),
                    terms.contact(),
                    goals.stream().map(Goal::goal).toList(),
                    goals.stream().map(Goal::delivery).toList(),
                    goals.stream().map(Goal::remark).toList());
        }

        private static String at(List<String> list, int index) {
            return index < list.size() ? list.get(index) : "";
        }

        /// Those typed, and some empty ones.
        public List<Goal> rows() {
            var rows = new ArrayList<Goal>();
            var size = Math.max(LEAST_ROWS, Math.min(goal.size() + 1, AgreementDesk.MOST_GOALS));
            for (int i = 0; i < size; i++) {
                rows.add(new Goal(i + 1, at(goal, i), at(delivery, i), at(remark, i), "", ""));
            }
            return rows;
        }

        /// Those in which something is typed.
        List<Goal> goals() {
            var goals = new ArrayList<Goal>();
            var size = Math.max(goal.size(), Math.max(delivery.size(), remark.size()));
            for (int i = 0; i < size; i++) {
                var row = List.of(at(goal, i), at(delivery, i), at(remark, i));
                if (row.stream().anyMatch(one -> !one.isBlank())) {
                    goals.add(
                            new Goal(goals.size() + 1, row.get(0), row.get(1), row.get(2), "", ""));
                }
            }
            return goals;
        }

        /// Null if a day of the month is none.
        @Nullable List<Integer> pattern() {
            if (form != OutsideForm.MONTH) {
                return form == OutsideForm.WEEK
                        ? weekdays.stream().distinct().sorted().toList()
                        : List.of();
            }
            var typed = Digits.ARABIC.in(monthDays).split("[^0-9]+", -1);
            var days =
                    Arrays.stream(typed)
                            .filter(one -> !one.isEmpty())
                            .map(one ->
                                    one.length() > 2
                                            ? LAST_DAY_OF_MONTH + 1
                                            : Integer.parseInt(one))
                            .distinct()
                            .sorted()
                            .toList();
            return days.stream().allMatch(one -> one >= 1 && one <= LAST_DAY_OF_MONTH)
                    ? days
                    : null;
        }

        /// Null as long as something is missing.
        @Nullable Terms terms() {
            var fixed = pattern();
            if (form == null || first == null || last == null || fixed == null) {
                return null;
            }
            var count = days == null ? fixed.size() : days;
            if (form != OutsideForm.RUN && count == 0) {
                return null;
            }
            return new Terms(
                    Terms.Way.VOLUNTEERED,
                    reasons,
                    Objects.requireNonNullElse(work, Terms.Work.WHOLE),
                    workWords,
                    form,
                    Math.max(1, count),
                    fixed,
                    first,
                    last,
                    Objects.requireNonNullElse(placeKind, Terms.PlaceKind.RESIDENCE),
                    place,
                    contact);
        }
    }

    private final AgreementDesk desk;
    private final DayDesk days;
    private final TeleworkPolicyDesk policies;
    private final OrderDesk orders;
    private final BreachDesk breaches;
    private final ResultDesk results;
    private final EvaluationDesk evaluations;
    private final FollowUpDesk followUps;
    private final AgreementPage page;
    private final TeleworkPdfs pdfs;
    private final Accounts accounts;
    private final Clock clock;

    TeleworkController(
            AgreementDesk desk,
            DayDesk days,
            TeleworkPolicyDesk policies,
            OrderDesk orders,
            BreachDesk breaches,
            ResultDesk results,
            EvaluationDesk evaluations,
            FollowUpDesk followUps,
            AgreementPage page,
            TeleworkPdfs pdfs,
            Accounts accounts,
            Clock clock) {
        this.desk = desk;
        this.days = days;
        this.policies = policies;
        this.orders = orders;
        this.breaches = breaches;
        this.results = results;
        this.evaluations = evaluations;
        this.followUps = followUps;
        this.page = page;
        this.pdfs = pdfs;
        this.accounts = accounts;
        this.clock = clock;
    }

    @GetMapping("/telework")
    ModelAndView mine(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable Instant before,
            @RequestParam(required = false) @Nullable UUID beforeId) {
        var found =
                desk.mine(who, clamped(before), beforeId == null ? LAST_ID : beforeId, ROWS + 1);
        return new ModelAndView("telework/telework")
                .addObject("policy", policies.inForce(who.agency(), LocalDate.now(clock)))
                .addObject("agreements", found.stream().limit(ROWS).toList())
                .addObject("more", found.size() > ROWS)
                .addObject("waiting", desk.waiting(who))
                .addObject("changes", days.waiting(who))
                .addObject("toOrder", desk.toOrder(who).size())
                .addObject("breaches", breaches.toDecide(who))
                .addObject("toAssess", results.toAssess(who))
                .addObject("surveys", evaluations.surveysFor(who))
                .addObject("below", desk.below(who))
                .addObject("lends", followUps.lends(who))
                .addObject("seesAll", orders.seesAll(who));
    }

    /// What the database can say.
    private static Instant clamped(@Nullable Instant before) {
        return before == null || before.isAfter(LAST)
                ? LAST
                : before.isBefore(Instant.EPOCH) ? Instant.EPOCH : before;
    }

    @GetMapping("/telework/new")
    ModelAndView begin(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable UUID of) {
        var form = AgreementForm.empty(of);
        return form(who, form, HttpStatus.OK).addObject("form", form);
    }

    /// Without the form itself: one that was typed is in the model already, with its errors.
    private ModelAndView form(SignedIn who, AgreementForm form, HttpStatus status) {
        var day = form.first() == null ? LocalDate.now(clock) : form.first();
        return new ModelAndView("telework/new", status)
                .addObject("typed", form)
                .addObject("policy", policies.inForce(who.agency(), day))
                .addObject(
                        "assigned",
                        desk.below(who).stream()
                                .filter(one -> one.id().equals(form.of()))
                                .findFirst())
                .addObject("forms", OutsideForm.values())
                .addObject("works", Terms.Work.values())
                .addObject("placeKinds", Terms.PlaceKind.values())
                .addObject("path", "/telework/new");
    }

    @PostMapping("/telework/new")
    ModelAndView begin(
            @AuthenticationPrincipal SignedIn who,
            @Valid @ModelAttribute("form") AgreementForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        var terms = read(form, errors);
        if (terms == null) {
            return form(who, form, HttpStatus.UNPROCESSABLE_ENTITY);
        }
        try {
            var id = desk.begin(who, form.of(), terms, form.goals());
            redirect.addFlashAttribute("done", "telework.done.begun");
            return new ModelAndView("redirect:/telework/" + id);
        } catch (Refusal refusal) {
            return form(who, form, HttpStatus.UNPROCESSABLE_ENTITY).addObject("refusal", refusal);
        }
    }

    private static @Nullable Terms read(AgreementForm form, BindingResult errors) {
        if (errors.hasErrors()) {
            return null;
        }
        if (form.pattern() == null) {
            errors.rejectValue("monthDays", "telework.wrong.month-days");
            return null;
        }
        var terms = form.terms();
        if (terms == null) {
            errors.rejectValue("days", "telework.wrong.days");
        }
        return terms;
    }

    @GetMapping("/telework/{id}")
    ModelAndView agreement(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        return page.of(who, id);
    }

    private ModelAndView refused(SignedIn who, UUID id, Refusal refusal) {
        return page.refused(who, id, refusal);
    }

    private static ModelAndView done(UUID id, String key, RedirectAttributes redirect) {
        return AgreementPage.done(id, key, redirect);
    }

    @GetMapping("/telework/{id}/edit")
    ModelAndView edit(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        var sight = desk.read(who, id);
        if (!sight.mayEdit()) {
            return new ModelAndView("redirect:/telework/" + id);
        }
        var form = AgreementForm.of(sight.agreement(), sight.goals());
        return form(who, form, HttpStatus.OK)
                .addObject("form", form)
                .addObject("agreement", sight.agreement())
                .addObject("path", "/telework/" + id + "/edit");
    }

    @PostMapping("/telework/{id}/edit")
    ModelAndView edit(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") AgreementForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        var terms = read(form, errors);
        if (terms == null) {
            return editing(who, id, form);
        }
        try {
            desk.change(who, id, version(form.version()), terms, form.goals());
            return done(id, "telework.done.changed", redirect);
        } catch (Refusal refusal) {
            return editing(who, id, form).addObject("refusal", refusal);
        }
    }

    private ModelAndView editing(SignedIn who, UUID id, AgreementForm form) {
        return form(who, form, HttpStatus.UNPROCESSABLE_ENTITY)
                .addObject("agreement", desk.read(who, id).agreement())
                .addObject("path", "/telework/" + id + "/edit");
    }

    private static int version(@Nullable Integer version) {
        return version == null ? 0 : version;
    }

    @PostMapping("/telework/{id}/confirm")
    ModelAndView confirm(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int version,
            Confirmation confirmation,
            RedirectAttributes redirect) {
        try {
            desk.confirm(accounts.confirm(who, confirmation), id, version);
            return done(id, "telework.done.confirmed", redirect);
        } catch (Refusal refusal) {
            return refused(who, id, refusal);
        }
    }

    @PostMapping("/telework/{id}/decide")
    ModelAndView decide(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = "false") boolean agrees,
            @RequestParam(defaultValue = "false") boolean suits,
            @RequestParam(defaultValue = "") String words,
            Confirmation confirmation,
            RedirectAttributes redirect) {
        try {
            var answer = new AgreementDesk.Answer(agrees, suits, words);
            desk.decide(accounts.confirm(who, confirmation), id, version, answer);
            return done(id, "telework.done.decided", redirect);
        } catch (Refusal refusal) {
            return refused(who, id, refusal)
                    .addObject("agrees", agrees)
                    .addObject("suits", suits)
                    .addObject("words", words);
        }
    }

    @PostMapping("/telework/{id}/withdraw")
    ModelAndView withdraw(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes redirect) {
        try {
            desk.withdraw(who, id);
            return done(id, "telework.done.withdrawn", redirect);
        } catch (Refusal refusal) {
            return refused(who, id, refusal);
        }
    }

    @GetMapping("/telework/{id}/agreement.pdf")
    void pdf(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            HttpServletResponse response)
            throws IOException {
        var sight = desk.read(who, id);
        var sheet = TeleworkSheets.agreement(sight, who.agencyName());
        pdfs.write(sheet, "ข้อตกลงการปฏิบัติราชการนอกสถานที่.pdf", response);
    }
}
