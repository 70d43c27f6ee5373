package th.sala.timekeeping;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import th.sala.accounts.SignedIn;
import th.sala.files.Csv;
import th.sala.files.Rows;
import th.sala.files.Sheet;

/// สรุปการลงเวลาประจำเดือน, on the screen and as a table.
@Controller
@PreAuthorize(TimekeepingController.PERSON)
class SummaryController {
    private static final String SUMMARY = "/timekeeping/summary";
    private static final String XLSX =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final List<String> COLUMNS =
            List.of(
                    "timekeeping.column.number",
                    "timekeeping.column.name",
                    "timekeeping.summary.expected",
                    "timekeeping.summary.present",
                    "timekeeping.summary.late",
                    "timekeeping.summary.late-minutes",
                    "timekeeping.summary.early",
                    "timekeeping.summary.leave",
                    "timekeeping.summary.duty",
                    "timekeeping.summary.outside",
                    "timekeeping.summary.lacking",
                    "timekeeping.summary.absent");

    private final Summary summary;
    private final MessageSource messages;
    private final Clock clock;

    SummaryController(Summary summary, MessageSource messages, Clock clock) {
        this.summary = summary;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping(SUMMARY)
    ModelAndView page(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String month) {
        var shown = TimekeepingController.monthOf(month, clock);
        return new ModelAndView("timekeeping/summary")
                .addObject("summary", summary.of(who, TimeRegisterController.unit(unit), shown));
    }

    @GetMapping(SUMMARY + ".csv")
    void csv(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String month,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        var found = export(who, unit, month, "csv");
        response.setContentType("text/csv;charset=UTF-8");
        named(found, "csv", response);
        try (var rows = new Csv(response.getOutputStream())) {
            write(found, rows, locale);
        }
    }

    @GetMapping(SUMMARY + ".xlsx")
    void xlsx(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String month,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        var found = export(who, unit, month, "xlsx");
        response.setContentType(XLSX);
        named(found, "xlsx", response);
        try (var rows = new Sheet(response.getOutputStream(), found.month().toString())) {
            write(found, rows, locale);
        }
    }

    private Summary.Month export(SignedIn who, String unit, String month, String form) {
        var shown = TimekeepingController.monthOf(month, clock);
        return summary.export(who, TimeRegisterController.unit(unit), shown, form);
    }

    /// Days in numbers, so that spreadsheets can count with them.
    private void write(Summary.Month found, Rows rows, Locale locale) throws IOException {
        rows.line(COLUMNS.stream().map(key -> messages.getMessage(key, null, locale)).toList());
        for (var line : found.lines()) {
            var count = line.count();
            rows.line(
                    Stream.<Object>of(
                                    line.number(),
                                    line.official().name(),
                                    count.expected(),
                                    count.presentHalves() / 2.0,
                                    count.late(),
                                    count.lateMinutes(),
                                    count.early(),
                                    count.leaveHalves() / 2.0,
                                    count.dutyHalves() / 2.0,
                                    count.outside(),
                                    count.lacking(),
                                    count.absentHalves() / 2.0)
                            .toList());
        }
    }

    private static void named(Summary.Month found, String ending, HttpServletResponse response) {
        var unit = found.unit() == null ? "" : " " + found.unit().name();
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(
                                "สรุปการลงเวลา%s %s.%s".formatted(unit, found.month(), ending),
                                StandardCharsets.UTF_8)
                        .build()
                        .toString());
    }
}
