package th.sala.letters;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import th.sala.accounts.SignedIn;
import th.sala.files.Csv;
import th.sala.thai.Display;

/// The monthly report of looks at the central account.
@Controller
@PreAuthorize("hasAnyRole('CORRESPONDENCE_OFFICER', 'HEAD', 'AUTHORISED_PERSON', 'AUDITOR')")
class LookController {
    private final LookDesk desk;
    private final MessageSource messages;

    LookController(LookDesk desk, MessageSource messages) {
        this.desk = desk;
        this.messages = messages;
    }

    @GetMapping("/letters/looks")
    ModelAndView month(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable YearMonth month) {
        var report = desk.month(who.agency(), month);
        return new ModelAndView("letters/looks")
                .addObject("report", report)
                .addObject("chart", new LookChart(report.days()))
                .addObject("wanted", DayOfLooks.WANTED)
                .addObject("minutes", Looks.ONE_LOOK.toMinutes());
    }

    @GetMapping("/letters/looks.csv")
    void csv(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable YearMonth month,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        var report = desk.month(who.agency(), month);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"looks-" + report.month() + ".csv\"");
        try (var csv = new Csv(response.getOutputStream())) {
            csv.line(
                    List.of(
                            text("letters.looks.day", locale),
                            text("letters.looks.times", locale),
                            text("letters.looks.enough", locale),
                            text("letters.looks.when", locale)));
            for (var day : report.days()) {
                csv.line(
                        List.of(
                                day.day(),
                                day.looks().size(),
                                text(day.key(), locale),
                                said(day, who.display())));
            }
        }
    }

    private static String said(DayOfLooks day, Display show) {
        return day.looks().stream()
                .map(look -> show.dateTime(look.at()) + " " + look.name())
                .collect(Collectors.joining(", "));
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
