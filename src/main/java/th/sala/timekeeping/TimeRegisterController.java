package th.sala.timekeeping;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import th.sala.accounts.SignedIn;
import th.sala.files.Csv;
import th.sala.thai.TypedDay;

/// บัญชีลงเวลา of a day and a unit: on the screen, on paper, as a table.
@Controller
@PreAuthorize(TimekeepingController.PERSON)
class TimeRegisterController {
    private static final String REGISTER = "/timekeeping/register";
    private static final int ROWS = 100;

    private final Register register;
    private final RegisterPaper paper;
    private final MessageSource messages;
    private final Clock clock;

    TimeRegisterController(
            Register register, RegisterPaper paper, MessageSource messages, Clock clock) {
        this.register = register;
        this.paper = paper;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping(REGISTER)
    ModelAndView register(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "0") String from) {
        var read = TypedDay.read(day);
        var wrong = !day.isBlank() && read.isEmpty();
        var sheet = register.of(who, unit(unit), read.orElse(LocalDate.now(clock)));
        var first = Math.clamp(number(from), 0, Math.max(0, sheet.lines().size() - 1));
        var last = Math.min(first + ROWS, sheet.lines().size());
        var page =
                new ModelAndView(
                        "timekeeping/register",
                        wrong ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.OK);
        return page.addObject("sheet", sheet)
                .addObject("lines", sheet.lines().subList(first, last))
                .addObject("from", first)
                .addObject("rows", ROWS)
                .addObject("typedDay", wrong ? day : who.display().typed(sheet.day()))
                .addObject("wrongDay", wrong ? "timekeeping.unread" : null);
    }

    static @Nullable UUID unit(String typed) {
        try {
            return typed.isEmpty() ? null : UUID.fromString(typed);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    private static int number(String typed) {
        try {
            return Integer.parseInt(typed);
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    @GetMapping(REGISTER + ".csv")
    void csv(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String day,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        var on = TypedDay.read(day).orElse(LocalDate.now(clock));
        var sheet = register.of(who, unit(unit), on);
        register.exported(who, sheet, "csv");
        response.setContentType("text/csv;charset=UTF-8");
        named(sheet, "csv", response);
        var form = new RegisterForm(messages, locale, who.display());
        try (var csv = new Csv(response.getOutputStream())) {
            csv.line(form.heading());
            for (var line : sheet.lines()) {
                csv.line(form.line(line.number(), line.official().name(), line.day()));
            }
        }
    }

    @GetMapping(REGISTER + ".pdf")
    void pdf(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String day,
            HttpServletResponse response)
            throws IOException {
        var on = TypedDay.read(day).orElse(LocalDate.now(clock));
        var sheet = register.of(who, unit(unit), on);
        var bytes = paper.pdf(sheet, who, clock.instant());
        register.exported(who, sheet, "pdf");
        response.setContentType(MediaType.APPLICATION_PDF_VALUE);
        named(sheet, "pdf", response);
        response.getOutputStream().write(bytes);
    }

    private static void named(Register.Sheet sheet, String ending, HttpServletResponse response) {
        var unit = sheet.unit() == null ? "" : " " + sheet.unit().name();
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(
                                "บัญชีลงเวลา%s %s.%s".formatted(unit, sheet.day(), ending),
                                StandardCharsets.UTF_8)
                        .build()
                        .toString());
    }
}
