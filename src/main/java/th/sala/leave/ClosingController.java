package th.sala.leave;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.Accounts;
import th.sala.accounts.Confirmation;
import th.sala.accounts.SignedIn;
import th.sala.accounts.TooManyAttempts;
import th.sala.law.Refusal;

/// The page on which a leave officer sees what closing a fiscal year would do, and has it done.
@Controller
@PreAuthorize(LeaveController.PERSON)
class ClosingController {
    private static final int ROWS = 50;

    private final YearlyClosing closing;
    private final LeaveOffice office;
    private final Accounts accounts;
    private final Clock clock;

    ClosingController(YearlyClosing closing, LeaveOffice office, Accounts accounts, Clock clock) {
        this.closing = closing;
        this.office = office;
        this.accounts = accounts;
        this.clock = clock;
    }

    @GetMapping("/leave/closing")
    ModelAndView look(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(defaultValue = "0") int from) {
        return page(who, shown(year), Math.max(0, from), HttpStatus.OK);
    }

    /// The year that ended last, if none is asked for.
    private FiscalYear shown(@Nullable Integer year) {
        return year == null
                ? new FiscalYear(FiscalYear.of(LocalDate.now(clock)).year() - 1)
                : LeaveController.yearOf(year, clock);
    }

    private ModelAndView page(SignedIn who, FiscalYear year, int from, HttpStatus status) {
        if (!office.isOfficer(who)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        var underWay = closing.underWay(who.agency()).orElse(null);
        var page =
                new ModelAndView("leave/closing", status)
                        .addObject("year", year)
                        .addObject("underWay", underWay);
        if (underWay != null) {
            return page;
        }
        var outlook = closing.look(who.agency(), year);
        return page.addObject("latest", closing.latest(who.agency(), year).orElse(null))
                .addObject("later", closing.latest(who.agency(), year.next()).isPresent())
                .addObject("isOver", year.last().isBefore(LocalDate.now(clock)))
                .addObject("outlook", outlook)
                .addObject("changed", outlook.changed().stream().limit(ROWS).toList())
                .addObject("from", from)
                .addObject("rows", ROWS)
                .addObject("left", outlook.left().stream().skip(from).limit(ROWS).toList());
    }

    /// How far it is; once it is over, the page is loaded again.
    @GetMapping("/leave/closing/progress")
    ModelAndView progress(@AuthenticationPrincipal SignedIn who, HttpServletResponse response) {
        if (!office.isOfficer(who)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        var underWay = closing.underWay(who.agency()).orElse(null);
        if (underWay == null) {
            response.setHeader("HX-Refresh", "true");
        }
        return new ModelAndView("leave/closing :: progress").addObject("underWay", underWay);
    }

    @PostMapping("/leave/closing")
    ModelAndView begin(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable Integer year,
            Confirmation confirmation,
            RedirectAttributes redirect) {
        var closed = shown(year);
        if (!office.isOfficer(who)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        try {
            closing.begin(accounts.confirm(who, confirmation), closed);
        } catch (Refusal refusal) {
            return page(who, closed, 0, TooManyAttempts.statusOf(refusal))
                    .addObject("refusal", refusal);
        }
        redirect.addFlashAttribute("done", "leave.done.closing-begun");
        return new ModelAndView("redirect:/leave/closing?year=" + closed.year());
    }
}
