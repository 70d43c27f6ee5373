package th.sala.leave;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import th.sala.accounts.SignedIn;
import th.sala.files.Sheet;

/// Lists, numbers and pay, for those who keep the agency's leave; numbers also for those above.
@Controller
@PreAuthorize(LeaveController.PERSON)
class LeaveReportController {
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final int PIECE = 500;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2200;

    /// Where a request may stand, as lists are narrowed.
    enum State {
        WAITING,
        APPROVED,
        REFUSED,
        WITHDRAWN,
        CANCELLED;

        public String key() {
            return "leave.stage." + name().toLowerCase(Locale.ROOT);
        }
    }

    /// A bar of the chart, in its own units.
    record Bar(YearMonth month, int halves, int x, int y, int height) {}

    private static final int CHART_HEIGHT = 100;
    private static final int BAR = 40;

    private final LeaveReports reports;
    private final LeaveOffice office;
    private final MessageSource messages;
    private final Clock clock;

    LeaveReportController(
            LeaveReports reports, LeaveOffice office, MessageSource messages, Clock clock) {
        this.reports = reports;
        this.office = office;
        this.messages = messages;
        this.clock = clock;
    }

    /// For everybody else there is no such page.
    private void mustKeep(SignedIn who) {
        if (!office.isOfficer(who)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    @GetMapping("/leave/office")
    ModelAndView lists(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable Integer year) {
        mustKeep(who);
        return new ModelAndView("leave/office")
                .addObject("year", LeaveController.yearOf(year, clock))
                .addObject("kinds", LeaveKind.values())
                .addObject("states", State.values());
    }

    // ---- files

    @GetMapping("/leave/balances.xlsx")
    void balances(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable Integer year,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        mustKeep(who);
        var shown = LeaveController.yearOf(year, clock);
        var balances = reports.balances(who.agency(), shown);
        reports.exported(who, "balances", Integer.toString(shown.year()));
        begin(response, text("leave.office.balances", locale) + " " + shown.year());
        try (var sheet = new Sheet(response.getOutputStream(), "leave")) {
            var head = heads(locale, "leave.calendar.person", "leave.office.position");
            head.addAll(
                    heads(
                            locale,
                            "leave.calendar.unit",
                            "leave.office.given",
                            "leave.office.vacation-taken",
                            "leave.office.vacation-left"));
            for (var kind : LeaveKind.values()) {
                if (kind != LeaveKind.VACATION) {
                    head.add(text(kind.key(), locale));
                }
            }
            sheet.line(head);
            for (var one : balances) {
                sheet.line(line(one));
            }
        }
    }

    private static List<Object> line(LeaveReports.Balance one) {
        var line = new ArrayList<Object>();
        var given = one.given(LeaveKind.VACATION);
        var taken = one.taken(LeaveKind.VACATION);
        line.add(one.official().name());
        line.add(one.official().position());
        line.add(one.unit());
        line.add(days(given));
        line.add(days(taken));
        line.add(days(given - taken));
        for (var kind : LeaveKind.values()) {
            if (kind != LeaveKind.VACATION) {
                line.add(days(one.taken(kind)));
            }
        }
        return line;
    }

    private static BigDecimal days(int halves) {
        return new BigDecimal(HalfDays.text(halves));
    }

    private List<Object> heads(Locale locale, String... keys) {
        var heads = new ArrayList<Object>();
        for (var key : keys) {
            heads.add(text(key, locale));
        }
        return heads;
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }

    static void begin(HttpServletResponse response, String name) {
        response.setContentType(XLSX);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(name + ".xlsx", StandardCharsets.UTF_8)
                        .build()
                        .toString());
    }

    /// Written piece by piece, each read by itself.
    @GetMapping("/leave/requests.xlsx")
    void requests(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable LeaveKind kind,
            @RequestParam(required = false) @Nullable State state,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        mustKeep(who);
        var shown = LeaveController.yearOf(year, clock);
        reports.exported(who, "requests", Integer.toString(shown.year()));
        begin(response, text("leave.office.requests", locale) + " " + shown.year());
        try (var sheet = new Sheet(response.getOutputStream(), "leave")) {
            var head =
                    heads(locale, "leave.calendar.person", "leave.office.position", "leave.kind");
            head.addAll(heads(locale, "leave.first", "leave.from-noon", "leave.last"));
            head.addAll(heads(locale, "leave.until-noon", "leave.charged", "leave.state"));
            head.addAll(heads(locale, "leave.asked-at", "leave.office.ended-by"));
            sheet.line(head);
            var after = LeaveSums.After.BEGINNING;
            while (true) {
                var name = state == null ? null : state.name();
                var piece = reports.requests(who.agency(), shown, kind, name, after, PIECE);
                for (var one : piece) {
                    sheet.line(line(one, locale));
                }
                if (piece.size() < PIECE) {
                    return;
                }
                after = new LeaveSums.After(piece.getLast().days().first(), piece.getLast().id());
            }
        }
    }

    private List<Object> line(LeaveSums.Listed one, Locale locale) {
        var kind = text(one.kind().key(), locale);
        var line = new ArrayList<Object>();
        line.add(one.name());
        line.add(one.title());
        line.add(one.isBack() ? text("leave.back", locale) + ": " + kind : kind);
        line.add(one.days().first());
        line.add(one.days().fromNoon() ? text("leave.afternoon", locale) : "");
        line.add(one.days().last());
        line.add(one.days().untilNoon() ? text("leave.morning", locale) : "");
        line.add(days(one.charged()));
        line.add(text(State.valueOf(one.state()).key(), locale));
        line.add(one.askedAt().atZone(zone()).toLocalDate());
        line.add(one.endedBy() == null ? "" : one.endedBy());
        return line;
    }

    private ZoneId zone() {
        return clock.getZone();
    }

    // ---- numbers

    @GetMapping("/leave/statistics")
    ModelAndView statistics(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(required = false) @Nullable Integer year) {
        var shown = LeaveController.yearOf(year, clock);
        var statistics = reports.statistics(who, unit, shown);
        if (statistics == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return new ModelAndView("leave/statistics")
                .addObject("year", shown)
                .addObject("statistics", statistics)
                .addObject("bars", bars(statistics, shown));
    }

    private static List<Bar> bars(LeaveReports.Statistics statistics, FiscalYear year) {
        var highest = Math.max(1, statistics.highest());
        return IntStream.range(0, statistics.months().size())
                .mapToObj(i -> {
                    var halves = statistics.months().get(i);
                    var height = halves * CHART_HEIGHT / highest;
                    var month = YearMonth.from(year.first()).plusMonths(i);
                    return new Bar(month, halves, i * BAR, CHART_HEIGHT - height, height);
                })
                .toList();
    }

    // ---- pay

    @GetMapping("/leave/pay")
    ModelAndView pay(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "month", defaultValue = "") String typed) {
        mustKeep(who);
        var month = month(typed);
        return new ModelAndView("leave/pay")
                .addObject("month", month)
                .addObject("people", reports.pay(who.agency(), month))
                .addObject("rules", reports.payRules());
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

    @GetMapping("/leave/pay.xlsx")
    void payFile(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "month", defaultValue = "") String typed,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        mustKeep(who);
        var month = month(typed);
        var people = reports.pay(who.agency(), month);
        reports.exported(who, "pay", month.toString());
        begin(response, text("leave.pay", locale) + " " + month);
        try (var sheet = new Sheet(response.getOutputStream(), "pay")) {
            sheet.line(List.of(text("leave.pay.unchecked", locale)));
            var head = heads(locale, "leave.calendar.person", "leave.calendar.unit", "leave.kind");
            head.addAll(heads(locale, "leave.charged", "leave.pay.paid", "leave.pay.unpaid"));
            head.add(text("leave.pay.note", locale));
            sheet.line(head);
            for (var person : people) {
                for (var mark : person.marks()) {
                    var line = new ArrayList<Object>();
                    line.add(person.official().name());
                    line.add(person.unit());
                    line.add(text(mark.kind().key(), locale));
                    line.add(days(mark.charged()));
                    line.add(mark.isKnown() ? days(mark.paid()) : "");
                    line.add(mark.isKnown() ? days(mark.unpaid()) : "");
                    line.add(mark.isKnown() ? "" : text(mark.known().key(), locale));
                    sheet.line(line);
                }
            }
        }
    }
}
