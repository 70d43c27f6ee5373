package th.sala.timekeeping;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
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
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Organisation;
import th.sala.law.Refusal;
import th.sala.thai.ThaiText;
import th.sala.worktime.OfficeHours;
import th.sala.worktime.WorkCalendars;

/// What an agency sets for its register.
@Controller
@PreAuthorize("hasRole('ADMINISTRATOR')")
class TimekeepingOfficeController {
    private static final String SETTINGS = "/timekeeping/settings";

    /// What was typed of rules.
    record RulesForm(
            @NotNull @Nullable LocalDate from,
            @NotNull @Min(0) @Max(TimeRules.MOST_GRACE) @Nullable Integer grace,
            @Nullable Boolean fromOpening,
            @NotNull @Nullable LocalTime morningUntil,
            @NotNull @Nullable LocalTime afternoonFrom,
            @Nullable Boolean asksPosition,
            @NotBlank @Size(max = TimekeepingOffice.LONGEST) String source) {
        RulesForm {
            fromOpening = Boolean.TRUE.equals(fromOpening);
            asksPosition = Boolean.TRUE.equals(asksPosition);
            source = ThaiText.normalise(Objects.requireNonNullElse(source, ""));
        }
    }

    record NamedRow(TimekeepingSettings.Named named, String name) {}

    private final TimekeepingOffice office;
    private final Organisation organisation;
    private final WorkCalendars calendars;
    private final Clock clock;

    TimekeepingOfficeController(
            TimekeepingOffice office,
            Organisation organisation,
            WorkCalendars calendars,
            Clock clock) {
        this.office = office;
        this.organisation = organisation;
        this.calendars = calendars;
        this.clock = clock;
    }

    @GetMapping(SETTINGS)
    ModelAndView settings(@AuthenticationPrincipal SignedIn who) {
        var known = office.rules(who.agency()).lastEntry();
        var form =
                known == null
                        ? new RulesForm(null, null, false, null, null, false, "")
                        : again(known.getValue());
        return page(who, form, HttpStatus.OK).addObject("form", form);
    }

    private static RulesForm again(TimeRules rules) {
        return new RulesForm(
                null,
                rules.grace(),
                rules.fromOpening(),
                rules.morningUntil(),
                rules.afternoonFrom(),
                rules.asksPosition(),
                "");
    }

    /// Without the form: a refused one is in the model already, with its errors.
    private ModelAndView page(SignedIn who, RulesForm form, HttpStatus status) {
        var agency = who.agency();
        var today = LocalDate.now(clock);
        var officials = organisation.officials(agency);
        var names = new HashMap<UUID, String>();
        officials.forEach(one -> names.put(one.id(), one.name()));
        return new ModelAndView("timekeeping/settings", status)
                .addObject("typed", form)
                .addObject("hours", hours(agency, today))
                .addObject("rules", office.rules(agency).descendingMap().values())
                .addObject("networks", office.networks(agency))
                .addObject("officials", officials)
                .addObject(
                        "named",
                        office.named(agency).stream()
                                .map(one ->
                                        new NamedRow(one, names.getOrDefault(one.official(), "–")))
                                .toList())
                .addObject("most", TimekeepingOffice.LONGEST);
    }

    private OfficeHours hours(UUID agency, LocalDate day) {
        return calendars.of(agency, day).hoursOn(day);
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

    @PostMapping(SETTINGS + "/rules")
    ModelAndView decide(
            @AuthenticationPrincipal SignedIn who,
            @Valid @ModelAttribute("form") RulesForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        var from = form.from();
        var grace = form.grace();
        var morning = form.morningUntil();
        var afternoon = form.afternoonFrom();
        if (from == null
                || grace == null
                || morning == null
                || afternoon == null
                || errors.hasErrors()) {
            return page(who, form, HttpStatus.UNPROCESSABLE_ENTITY);
        }
        try {
            office.decide(
                    who,
                    from,
                    grace,
                    Boolean.TRUE.equals(form.fromOpening()),
                    morning,
                    afternoon,
                    Boolean.TRUE.equals(form.asksPosition()),
                    form.source());
            return done("timekeeping.done.rules", redirect);
        } catch (Refusal refusal) {
            return page(who, form, HttpStatus.UNPROCESSABLE_ENTITY).addObject("refusal", refusal);
        }
    }

    @PostMapping(SETTINGS + "/networks")
    ModelAndView addNetwork(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String range,
            RedirectAttributes redirect) {
        try {
            office.addNetwork(who, name, range);
            return done("timekeeping.done.network", redirect);
        } catch (Refusal refusal) {
            return refused(who, refusal)
                    .addObject("typedNetwork", name)
                    .addObject("typedRange", range);
        }
    }

    @PostMapping(SETTINGS + "/networks/{id}/end")
    ModelAndView endNetwork(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes redirect) {
        office.endNetwork(who, id);
        return done("timekeeping.done.network-ended", redirect);
    }

    /// @param role `FREE`, or anything else for who keeps the register
    @PostMapping(SETTINGS + "/named")
    ModelAndView name(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable UUID official,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String source,
            RedirectAttributes redirect) {
        var isFree = role.equals(Naming.FREE.name());
        try {
            if (official == null) {
                throw new TimekeepingOffice.NotToBeNamed();
            }
            if (isFree) {
                office.free(who, official, source);
            } else {
                office.nameKeeper(who, official, source);
            }
            return done("timekeeping.done.named", redirect);
        } catch (Refusal refusal) {
            return refused(who, refusal)
                    .addObject("typedOfficial", official)
                    .addObject("typedFree", isFree)
                    .addObject("typedOrder", source);
        }
    }

    @PostMapping(SETTINGS + "/named/{id}/end")
    ModelAndView endNamed(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes redirect) {
        office.endNamed(who, id);
        return done("timekeeping.done.named-ended", redirect);
    }
}
