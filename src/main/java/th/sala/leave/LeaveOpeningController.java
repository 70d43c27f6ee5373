package th.sala.leave;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
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
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.files.Sheet;
import th.sala.files.Spreadsheet;
import th.sala.law.Refusal;
import th.sala.thai.ThaiText;

/// ยอดยกมา: an officer brings in what people have and took before Sala, from a sheet.
@Controller
@PreAuthorize(LeaveController.PERSON)
class LeaveOpeningController {
    private static final String PAGE = "/leave/opening";
    private static final int MOST_SHOWN = 100;
    private static final int FIRST_SHOWN = 5;
    private static final int LONGEST_NAME = 150;

    private final LeaveOpenings openings;
    private final LeaveOffice office;
    private final Clock clock;

    LeaveOpeningController(LeaveOpenings openings, LeaveOffice office, Clock clock) {
        this.openings = openings;
        this.office = office;
        this.clock = clock;
    }

    /// Refusal: no file was chosen.
    static final class NoFile extends Refusal {
        private NoFile() {
            super("leave.opening.no-file");
        }
    }

    /// For everybody else there is no such page.
    private void mustKeep(SignedIn who) {
        if (!office.isOfficer(who)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    @GetMapping(PAGE)
    ModelAndView upload(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable Integer year) {
        mustKeep(who);
        return new ModelAndView("leave/opening")
                .addObject("year", LeaveController.yearOf(year, clock))
                .addObject("entered", openings.entered(who.agency()))
                .addObject("ways", VacationRight.Entry.values())
                .addObject("most", OpeningSheet.MOST_LINES)
                .addObject("mostBytes", Spreadsheet.LARGEST);
    }

    /// The sheet to fill, with its headings only.
    @GetMapping(PAGE + "/template.xlsx")
    void template(@AuthenticationPrincipal SignedIn who, HttpServletResponse response)
            throws IOException {
        mustKeep(who);
        LeaveReportController.begin(response, "แบบยอดวันลายกมา");
        try (var sheet = new Sheet(response.getOutputStream(), "leave")) {
            sheet.line(Arrays.stream(OpeningColumn.values()).map(OpeningColumn::heading).toList());
        }
    }

    /// Keeps the file if it can be read at all; what is wrong in its rows the next page says.
    @PostMapping(PAGE)
    ModelAndView receive(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        mustKeep(who);
        try {
            if (file == null || file.isEmpty()) {
                throw new NoFile();
            }
            var isTooLarge = file.getSize() > Spreadsheet.LARGEST;
            var content = isTooLarge ? new byte[(int) Spreadsheet.LARGEST + 1] : file.getBytes();
            var shown = LeaveController.yearOf(year, clock);
            var id = openings.keep(who, shown, name(file), content);
            return new ModelAndView("redirect:" + PAGE + "/" + id);
        } catch (Refusal refusal) {
            var page = upload(who, year).addObject("refusal", refusal);
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
        }
    }

    private static String name(MultipartFile file) {
        var sent = file.getOriginalFilename();
        var name = ThaiText.normalise(sent == null ? "" : sent);
        if (name.isEmpty()) {
            return "-";
        }
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    /// Read again each time: people and rights may have changed since.
    @GetMapping(PAGE + "/{file}")
    ModelAndView tryOut(@AuthenticationPrincipal SignedIn who, @PathVariable UUID file) {
        mustKeep(who);
        var kept = openings.file(who, file).orElse(null);
        return kept == null || kept.content() == null
                ? new ModelAndView("redirect:" + PAGE)
                : tried(who, kept, kept.content());
    }

    private ModelAndView tried(SignedIn who, OpeningFiles.OpeningFile kept, byte[] content) {
        var run = openings.tryOut(who, new FiscalYear(kept.year()), content);
        return new ModelAndView("leave/opening-try")
                .addObject("file", kept)
                .addObject("year", new FiscalYear(kept.year()))
                .addObject("run", run)
                .addObject("wrong", run.wrong().stream().limit(MOST_SHOWN).toList())
                .addObject("first", run.lines().stream().limit(FIRST_SHOWN).toList());
    }

    @PostMapping(PAGE + "/{file}")
    ModelAndView enter(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID file,
            RedirectAttributes redirect) {
        mustKeep(who);
        var kept = openings.file(who, file).orElse(null);
        if (kept == null || kept.content() == null) {
            return new ModelAndView("redirect:" + PAGE);
        }
        try {
            var count = openings.enter(who, kept);
            redirect.addFlashAttribute("done", "leave.done.opening");
            redirect.addFlashAttribute("doneWith", new Object[] {who.display().number(count)});
            return new ModelAndView("redirect:" + PAGE);
        } catch (Refusal refusal) {
            var page = tried(who, kept, kept.content()).addObject("refusal", refusal);
            page.setStatus(HttpStatus.CONFLICT);
            return page;
        }
    }
}
