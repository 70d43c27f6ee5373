package th.sala.telework;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.accounts.TooManyAttempts;
import th.sala.law.Refusal;
import th.sala.thai.TypedDay;

/// A person's days outside, month by month.
@Controller
@PreAuthorize(TeleworkController.PERSON)
class TeleworkDayController {
    private static final YearMonth FIRST = YearMonth.of(2000, 1);
    private static final YearMonth LAST = YearMonth.of(2200, 1);

    private final AgreementDesk desk;
    private final DayDesk days;
    private final Clock clock;

    TeleworkDayController(AgreementDesk desk, DayDesk days, Clock clock) {
        this.desk = desk;
        this.days = days;
        this.clock = clock;
    }

    @GetMapping("/telework/{id}/days")
    ModelAndView days(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String month) {
        var sight = desk.see(who, id);
        var agreement = sight.agreement();
        var shown = month(month).orElseGet(() -> begin(agreement));
        var all = days.of(agreement);
        return new ModelAndView("telework/days")
                .addObject("sight", sight)
                .addObject("agreement", agreement)
                .addObject("terms", agreement.terms())
                .addObject("goingOn", agreement.isGoingOn(LocalDate.now(clock)))
                .addObject("sheet", days.sheet(agreement, shown))
                .addObject("days", all)
                .addObject("ahead", all.stream().filter(LocalDate.now(clock)::isBefore).toList())
                .addObject("changes", days.changes(agreement));
    }

    private YearMonth begin(Agreement agreement) {
        var now = YearMonth.now(clock);
        var first = YearMonth.from(agreement.terms().first());
        var last = YearMonth.from(agreement.terms().last());
        return now.isBefore(first) ? first : now.isAfter(last) ? last : now;
    }

    private static Optional<YearMonth> month(String text) {
        try {
            return Optional.of(YearMonth.parse(text))
                    .filter(one -> !one.isBefore(FIRST) && one.isBefore(LAST));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /// @param off empty for one day more
    @PostMapping("/telework/{id}/days")
    ModelAndView ask(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String off,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        var day = TypedDay.read(on);
        if (day.isEmpty()) {
            var page = typed(who, id, off, on, reason).addObject("wrongOn", "telework.wrong.day");
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
        }
        try {
            var givenUp = TypedDay.read(off);
            if (givenUp.isEmpty() && !off.isBlank()) {
                throw new DayDesk.NoSuchDay();
            }
            days.ask(who, id, givenUp.orElse(null), day.get(), reason);
            return done(id, day.get(), "telework.done.day-asked", redirect);
        } catch (Refusal refusal) {
            var page = typed(who, id, off, on, reason).addObject("refusal", refusal);
            page.setStatus(TooManyAttempts.statusOf(refusal));
            return page;
        }
    }

    private ModelAndView typed(SignedIn who, UUID id, String off, String on, String reason) {
        return days(who, id, "")
                .addObject("typedOff", off)
                .addObject("typedOn", on)
                .addObject("reason", reason);
    }

    private static ModelAndView done(
            UUID id, LocalDate day, String key, RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", key);
        return new ModelAndView("redirect:/telework/" + id + "/days?month=" + YearMonth.from(day));
    }

    @PostMapping("/telework/{id}/days/give-up")
    ModelAndView giveUp(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String day,
            RedirectAttributes redirect) {
        try {
            var read = TypedDay.read(day).orElseThrow(DayDesk.NoSuchDay::new);
            days.giveUp(who, id, read);
            return done(id, read, "telework.done.day-given-up", redirect);
        } catch (Refusal refusal) {
            return refused(who, id, refusal);
        }
    }

    private ModelAndView refused(SignedIn who, UUID id, Refusal refusal) {
        var page = days(who, id, "").addObject("refusal", refusal);
        page.setStatus(TooManyAttempts.statusOf(refusal));
        return page;
    }

    @PostMapping("/telework/{id}/days/{change}/withdraw")
    ModelAndView withdraw(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID change,
            RedirectAttributes redirect) {
        try {
            days.withdraw(who, id, change);
            redirect.addFlashAttribute("done", "telework.done.day-withdrawn");
            return new ModelAndView("redirect:/telework/" + id + "/days");
        } catch (Refusal refusal) {
            return refused(who, id, refusal);
        }
    }

    @PostMapping("/telework/{id}/days/{change}/decide")
    ModelAndView decide(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID change,
            @RequestParam(defaultValue = "false") boolean agrees,
            @RequestParam(defaultValue = "") String words,
            RedirectAttributes redirect) {
        try {
            days.decide(who, id, change, agrees, words);
            redirect.addFlashAttribute("done", "telework.done.day-decided");
            return new ModelAndView("redirect:/telework/" + id + "/days");
        } catch (Refusal refusal) {
            return refused(who, id, refusal);
        }
    }
}
