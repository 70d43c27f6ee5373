package th.sala.worktime;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Year;
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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.InstallationRights;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;
import th.sala.thai.ThaiText;

/// The year's holidays: everybody may look; they hold for all agencies here, so the administrators
/// of the installation keep them.
@Controller
class HolidayController {
    /// Years outside of these are typing errors.
    private static final int FIRST_YEAR = 2000;

    private static final int LAST_YEAR = 2200;

    record HolidayForm(
            @NotNull @Nullable LocalDate day,
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 500) String source,
            @Nullable LocalDate substitutes) {
        HolidayForm {
            name = ThaiText.normalise(Objects.requireNonNullElse(name, ""));
            source = ThaiText.normalise(Objects.requireNonNullElse(source, ""));
        }

        static final HolidayForm EMPTY = new HolidayForm(null, "", "", null);
    }

    record SourceForm(@NotBlank @Size(max = 500) String source) {
        SourceForm {
            source = ThaiText.normalise(Objects.requireNonNullElse(source, ""));
        }

        static final SourceForm EMPTY = new SourceForm("");
    }

    record ReasonForm(@NotBlank @Size(max = 500) String reason) {
        ReasonForm {
            reason = ThaiText.normalise(Objects.requireNonNullElse(reason, ""));
        }

        static final ReasonForm EMPTY = new ReasonForm("");
    }

    private final HolidayTable holidays;
    private final Clock clock;

    HolidayController(HolidayTable holidays, Clock clock) {
        this.holidays = holidays;
        this.clock = clock;
    }

    @GetMapping("/people/holidays")
    ModelAndView year(@RequestParam(required = false) @Nullable Integer year) {
        if (year != null && !isKept(year)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return page(year == null ? Year.now(clock) : Year.of(year))
                .addObject("form", HolidayForm.EMPTY);
    }

    @PostMapping("/people/holidays")
    @PreAuthorize(InstallationRights.HOLDER)
    ModelAndView declare(
            @Valid @ModelAttribute("form") HolidayForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedIn who,
            RedirectAttributes flash) {
        var day = form.day();
        if (day == null || errors.hasErrors()) {
            return refused(form, null);
        }
        if (!isKept(day.getYear())) {
            errors.rejectValue("day", "worktime.no-such-year");
            return refused(form, null);
        }
        try {
            holidays.declare(day, form.name(), form.source(), form.substitutes(), who);
        } catch (AlreadyHoliday | NothingToSubstitute refusal) {
            return refused(form, refusal);
        }
        flash.addFlashAttribute("done", "worktime.holidays.declared");
        return new ModelAndView("redirect:/people/holidays?year=" + day.getYear());
    }

    @GetMapping("/people/holidays/{id}")
    ModelAndView holiday(@PathVariable UUID id) {
        return page(find(id), SourceForm.EMPTY, ReasonForm.EMPTY);
    }

    @PostMapping("/people/holidays/{id}/confirm")
    @PreAuthorize(InstallationRights.HOLDER)
    ModelAndView confirm(
            @PathVariable UUID id,
            @Valid @ModelAttribute("confirmation") SourceForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedIn who,
            RedirectAttributes flash) {
        var holiday = find(id);
        if (errors.hasErrors()) {
            return unprocessable(page(holiday, form, ReasonForm.EMPTY));
        }
        holidays.confirm(id, form.source(), who);
        flash.addFlashAttribute("done", "worktime.holidays.confirmed");
        return new ModelAndView("redirect:/people/holidays?year=" + holiday.day().getYear());
    }

    @PostMapping("/people/holidays/{id}/withdraw")
    @PreAuthorize(InstallationRights.HOLDER)
    ModelAndView withdraw(
            @PathVariable UUID id,
            @Valid @ModelAttribute("withdrawal") ReasonForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedIn who,
            RedirectAttributes flash) {
        var holiday = find(id);
        if (errors.hasErrors()) {
            return unprocessable(page(holiday, SourceForm.EMPTY, form));
        }
        holidays.withdraw(id, form.reason(), who);
        flash.addFlashAttribute("done", "worktime.holidays.withdrawn");
        return new ModelAndView("redirect:/people/holidays?year=" + holiday.day().getYear());
    }

    private Holiday find(UUID id) {
        return holidays.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private ModelAndView refused(HolidayForm form, @Nullable Refusal refusal) {
        var day = form.day();
        var shown = day != null && isKept(day.getYear()) ? Year.of(day.getYear()) : Year.now(clock);
        var page = page(shown);
        return unprocessable(page.addObject("refusal", refusal));
    }

    private static boolean isKept(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }

    private static ModelAndView unprocessable(ModelAndView page) {
        page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    /// Without the form: a refused one is in the model already, with its errors.
    private ModelAndView page(Year year) {
        var days = holidays.of(year);
        return new ModelAndView("worktime/holidays")
                .addObject("year", year.getValue())
                .addObject("holidays", days)
                .addObject("unchecked", days.stream().filter(day -> !day.checked()).count())
                .addObject("withdrawn", holidays.withdrawn(year));
    }

    private static ModelAndView page(
            Holiday holiday, SourceForm confirmation, ReasonForm withdrawal) {
        return new ModelAndView("worktime/holiday")
                .addObject("holiday", holiday)
                .addObject("confirmation", confirmation)
                .addObject("withdrawal", withdrawal);
    }
}
