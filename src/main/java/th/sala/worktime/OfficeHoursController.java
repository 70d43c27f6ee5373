package th.sala.worktime;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;
import th.sala.thai.ThaiText;

/// The agency's office hours: everybody may look, administrators keep them.
@Controller
class OfficeHoursController {
    record HoursForm(
            @NotNull @Nullable LocalDate firstDay,
            @NotNull @Nullable LocalTime opening,
            @NotNull @Nullable LocalTime closing,
            @NotBlank @Size(max = 500) String source) {
        HoursForm {
            source = ThaiText.normalise(Objects.requireNonNullElse(source, ""));
        }

        static final HoursForm USUAL =
                new HoursForm(null, OfficeHours.USUAL.opening(), OfficeHours.USUAL.closing(), "");
    }

    private final OfficeHoursTable table;
    private final WorkCalendars calendars;
    private final Clock clock;

    OfficeHoursController(OfficeHoursTable table, WorkCalendars calendars, Clock clock) {
        this.table = table;
        this.calendars = calendars;
        this.clock = clock;
    }

    @GetMapping("/people/office-hours")
    ModelAndView hours(@AuthenticationPrincipal SignedIn who) {
        return page(who).addObject("form", HoursForm.USUAL);
    }

    @PostMapping("/people/office-hours")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    ModelAndView decide(
            @Valid @ModelAttribute("form") HoursForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedIn who,
            RedirectAttributes flash) {
        var firstDay = form.firstDay();
        var opening = form.opening();
        var closing = form.closing();
        if (firstDay == null || opening == null || closing == null || errors.hasErrors()) {
            return refused(who, null);
        }
        try {
            table.decide(firstDay, opening, closing, form.source(), who);
        } catch (FarAhead | ClosesBeforeOpening | AlreadyDecided refusal) {
            return refused(who, refusal);
        }
        flash.addFlashAttribute("done", "worktime.hours.decided");
        return new ModelAndView("redirect:/people/office-hours");
    }

    @GetMapping("/people/office-hours/{id}")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    ModelAndView change(@PathVariable UUID id, @AuthenticationPrincipal SignedIn who) {
        return page(find(id, who), HolidayController.ReasonForm.EMPTY);
    }

    @PostMapping("/people/office-hours/{id}/withdraw")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    ModelAndView withdraw(
            @PathVariable UUID id,
            @Valid @ModelAttribute("withdrawal") HolidayController.ReasonForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedIn who,
            RedirectAttributes flash) {
        if (errors.hasErrors()) {
            var page = page(find(id, who), form);
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
        }
        table.withdraw(id, form.reason(), who);
        flash.addFlashAttribute("done", "worktime.hours.withdrawn");
        return new ModelAndView("redirect:/people/office-hours");
    }

    private OfficeHoursChange find(UUID id, SignedIn who) {
        return table.of(who.agency()).stream()
                .filter(change -> change.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private ModelAndView refused(SignedIn who, @Nullable Refusal refusal) {
        var page = page(who).addObject("refusal", refusal);
        page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    /// Without the form: a refused one is in the model already, with its errors.
    private ModelAndView page(SignedIn who) {
        var today = LocalDate.now(clock);
        return new ModelAndView("worktime/office-hours")
                .addObject("now", calendars.of(who.agency(), today).hoursOn(today))
                .addObject("changes", table.of(who.agency()))
                .addObject("withdrawn", table.withdrawn(who.agency()));
    }

    private static ModelAndView page(
            OfficeHoursChange change, HolidayController.ReasonForm withdrawal) {
        return new ModelAndView("worktime/office-hours-change")
                .addObject("change", change)
                .addObject("withdrawal", withdrawal);
    }
}
