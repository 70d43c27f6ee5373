package th.sala.timekeeping;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.accounts.TooManyAttempts;
import th.sala.agencies.Official;
import th.sala.law.Refusal;

/// การลงเวลา: a person marks that they come and go, and sees what their days say.
@Controller
@PreAuthorize(TimekeepingController.PERSON)
class TimekeepingController {
    static final String PERSON =
            "hasAnyRole('OFFICIAL', 'AUTHORISED_PERSON', 'CORRESPONDENCE_OFFICER', 'HEAD')";

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2200;

    private final CheckIn checkIn;
    private final Timesheets timesheets;
    private final TimekeepingOffice office;
    private final Clock clock;

    TimekeepingController(
            CheckIn checkIn, Timesheets timesheets, TimekeepingOffice office, Clock clock) {
        this.checkIn = checkIn;
        this.timesheets = timesheets;
        this.office = office;
        this.clock = clock;
    }

    @GetMapping("/timekeeping")
    ModelAndView own(
            @AuthenticationPrincipal SignedIn who, @RequestParam(defaultValue = "") String month) {
        return own(who, month, HttpStatus.OK);
    }

    private ModelAndView own(SignedIn who, String month, HttpStatus status) {
        var official = who.official();
        var shown = monthOf(month, clock);
        var page =
                new ModelAndView("timekeeping/timekeeping", status)
                        .addObject("registered", official != null)
                        .addObject("rules", office.rulesToday(who.agency()).orElse(null))
                        .addObject("now", clock.instant())
                        .addObject("month", shown)
                        .addObject("keeper", office.isKeeper(who))
                        .addObject("ordered", checkIn.orderedToday(who).orElse(null));
        return official == null
                ? page.addObject("day", null).addObject("days", List.of())
                : page.addObject("day", timesheets.today(who.agency(), official))
                        .addObject("days", days(who.agency(), official, shown));
    }

    private List<WorkDay> days(UUID agency, UUID official, YearMonth month) {
        return Objects.requireNonNull(
                timesheets
                        .days(agency, List.of(official), month.atDay(1), month.atEndOfMonth())
                        .get(official));
    }

    /// As typed in an address: `2026-11`; this month for everything else.
    static YearMonth monthOf(String typed, Clock clock) {
        try {
            var month = YearMonth.parse(typed);
            var isPossible = month.getYear() >= FIRST_YEAR && month.getYear() <= LAST_YEAR;
            return isPossible ? month : YearMonth.now(clock);
        } catch (DateTimeException unread) {
            return YearMonth.now(clock);
        }
    }

    /// @param sense `ARRIVAL`, or anything else for a departure
    @PostMapping("/timekeeping/marks")
    ModelAndView mark(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String sense,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        try {
            var wanted =
                    sense.equals(Mark.Sense.ARRIVAL.name())
                            ? Mark.Sense.ARRIVAL
                            : Mark.Sense.DEPARTURE;
            var marked = checkIn.mark(who, wanted, request.getRemoteAddr());
            return marked(who, marked, redirect);
        } catch (Refusal refusal) {
            return own(who, "", TooManyAttempts.statusOf(refusal)).addObject("refusal", refusal);
        }
    }

    /// @param agrees to say their position, this time
    @PostMapping("/timekeeping/marks/outside")
    ModelAndView markOutside(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String sense,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "") String agrees,
            @RequestParam(defaultValue = "") String latitude,
            @RequestParam(defaultValue = "") String longitude,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        try {
            var wanted =
                    sense.equals(Mark.Sense.ARRIVAL.name())
                            ? Mark.Sense.ARRIVAL
                            : Mark.Sense.DEPARTURE;
            var declared =
                    new CheckIn.Declared(
                            place, agrees.equals("true"), position(latitude, longitude));
            var marked = checkIn.markOutside(who, wanted, declared, request.getRemoteAddr());
            return marked(who, marked, redirect);
        } catch (Refusal refusal) {
            return own(who, "", TooManyAttempts.statusOf(refusal))
                    .addObject("refusal", refusal)
                    .addObject("typedPlace", place)
                    .addObject("typedAgrees", agrees.equals("true"));
        }
    }

    private static @Nullable GeoPosition position(String latitude, String longitude) {
        if (latitude.isBlank() && longitude.isBlank()) {
            return null;
        }
        return GeoPosition.read(latitude.strip(), longitude.strip())
                .orElseThrow(CheckIn.NoPosition::new);
    }

    private static ModelAndView marked(
            SignedIn who, CheckIn.Marked marked, RedirectAttributes redirect) {
        var key =
                switch (marked.sense()) {
                    case ARRIVAL ->
                            marked.isNew()
                                    ? "timekeeping.done.arrived"
                                    : "timekeeping.done.arrived-before";
                    case DEPARTURE, EITHER ->
                            marked.isNew()
                                    ? "timekeeping.done.left"
                                    : "timekeeping.done.left-before";
                };
        redirect.addFlashAttribute("done", key);
        redirect.addFlashAttribute("doneWith", new Object[] {who.display().time(marked.at())});
        return new ModelAndView("redirect:/timekeeping");
    }

    /// Another person's month, for who may see it.
    @GetMapping("/timekeeping/people/{official}")
    ModelAndView person(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID official,
            @RequestParam(defaultValue = "") String month) {
        var shown = monthOf(month, clock);
        var seen = timesheets.seenBy(who, shown.atDay(1), shown.atEndOfMonth());
        var person = find(seen, official);
        var days =
                days(who.agency(), official, shown).stream()
                        .map(day -> seen.of(official, day))
                        .toList();
        return new ModelAndView("timekeeping/person")
                .addObject("person", person)
                .addObject("month", shown)
                .addObject("days", days);
    }

    /// For everybody else there is no such page.
    private static Official find(Timesheets.Seen seen, UUID official) {
        return seen.people().stream()
                .filter(one -> one.id().equals(official))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
