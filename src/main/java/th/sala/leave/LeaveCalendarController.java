package th.sala.leave;

import java.time.Clock;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import th.sala.accounts.SignedIn;

/// ปฏิทินการลา: who of my unit is away, and my own year.
@Controller
@PreAuthorize(LeaveController.PERSON)
class LeaveCalendarController {
    private static final int ROWS = 50;

    /// On paper, all of a unit.
    private static final int MOST_ROWS = 1_000;

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2200;

    private final LeaveCalendar calendar;
    private final LeaveLedger ledger;
    private final Clock clock;

    LeaveCalendarController(LeaveCalendar calendar, LeaveLedger ledger, Clock clock) {
        this.calendar = calendar;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// @param unit a unit's id, or [Team#NO_UNIT]
    /// @param typed the month as `2026-11`
    @GetMapping("/leave/calendar")
    ModelAndView month(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(name = "month", defaultValue = "") String typed,
            @RequestParam(defaultValue = "0") int from,
            @RequestParam(defaultValue = "false") boolean all) {
        var skip = all ? 0 : Math.max(0, from);
        var month = month(typed);
        return new ModelAndView("leave/calendar")
                .addObject("month", month)
                .addObject("shown", calendar.month(who, unit, month, skip, all ? MOST_ROWS : ROWS))
                .addObject("all", all)
                .addObject("from", skip)
                .addObject("most", ROWS);
    }

    private YearMonth month(String typed) {
        try {
            var month = YearMonth.parse(typed);
            var isPossible = month.getYear() >= FIRST_YEAR && month.getYear() <= LAST_YEAR;
            return isPossible ? month : YearMonth.now(clock);
        } catch (DateTimeParseException nothingTyped) {
            return YearMonth.now(clock);
        }
    }

    /// Who else is away, while the days of a leave are chosen.
    @GetMapping("/leave/overlap")
    ModelAndView overlap(
            @AuthenticationPrincipal SignedIn who,
            @ModelAttribute("form") LeaveController.LeaveForm form,
            BindingResult unread) {
        var days = form.days();
        return new ModelAndView("leave/overlap :: overlap")
                .addObject("overlap", days == null ? null : calendar.overlap(who, days));
    }

    @GetMapping("/leave/year")
    ModelAndView year(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable Integer year) {
        var shown = LeaveController.yearOf(year, clock);
        var official = who.official();
        var page =
                new ModelAndView("leave/year")
                        .addObject("year", shown)
                        .addObject("days", IntStream.rangeClosed(1, 31).boxed().toList());
        if (official == null) {
            return page.addObject("balances", List.of()).addObject("months", List.of());
        }
        return page.addObject(
                        "balances",
                        LeaveController.balances(ledger.lines(who.agency(), official, shown)))
                .addObject("months", calendar.year(who.agency(), official, shown));
    }
}
