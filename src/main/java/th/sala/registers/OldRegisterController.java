package th.sala.registers;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.files.Csv;
import th.sala.files.Spreadsheet;
import th.sala.law.Refusal;
import th.sala.thai.Digits;
import th.sala.thai.ThaiText;

/// Carrying over a register kept before Sala: its last number, and its lines from a sheet.
@Controller
@PreAuthorize(BookDesk.KEEPERS)
class OldRegisterController {
    private static final int MOST_SHOWN = 100;
    private static final int FIRST_SHOWN = 5;
    private static final int LONGEST_NAME = 150;
    private static final Pattern LAST_NUMBER = Pattern.compile("[0-9]{1,6}");
    static final String SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Registers registers;
    private final OldRegisters olds;
    private final BookDesk desk;
    private final MessageSource messages;
    private final Clock clock;

    OldRegisterController(
            Registers registers,
            OldRegisters olds,
            BookDesk desk,
            MessageSource messages,
            Clock clock) {
        this.registers = registers;
        this.olds = olds;
        this.desk = desk;
        this.messages = messages;
        this.clock = clock;
    }

    /// Refusal: what was typed is no number that a register can end with.
    static final class NotALastNumber extends Refusal {
        private NotALastNumber() {
            super("registers.open.not-a-number");
        }
    }

    @GetMapping("/letters/registers/{book}/open")
    ModelAndView opening(@AuthenticationPrincipal SignedIn who, @PathVariable String book) {
        return opening(desk.find(who, book), null);
    }

    private ModelAndView opening(Book book, @Nullable String typed) {
        var year = Year.now(clock).getValue();
        var series = registers.series(book, year);
        var opening = series.map(Registers.Series::opening).orElse(0);
        return new ModelAndView("registers/open")
                .addObject("book", book)
                .addObject("year", year)
                .addObject("begun", series.map(Registers.Series::isBegun).orElse(false))
                .addObject("opening", opening)
                .addObject("last", typed != null ? typed : Integer.toString(opening));
    }

    @PostMapping("/letters/registers/{book}/open")
    ModelAndView open(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable String book,
            @RequestParam(defaultValue = "") String last,
            RedirectAttributes redirect) {
        var found = desk.find(who, book);
        try {
            var number = lastNumber(last);
            registers.openAt(
                    found,
                    Year.now(clock).getValue(),
                    number,
                    who.actor(Role.CORRESPONDENCE_OFFICER, Role.ADMINISTRATOR));
            var next = who.display().number(number + 1L);
            done(redirect, "registers.open.done", next);
            return new ModelAndView("redirect:/letters/registers/" + found.id());
        } catch (NotALastNumber | OldLinesGoFurther refusal) {
            return refused(opening(found, last), refusal, HttpStatus.UNPROCESSABLE_ENTITY);
        } catch (BookAlreadyBegun refusal) {
            return refused(opening(found, last), refusal, HttpStatus.CONFLICT);
        }
    }

    private static int lastNumber(String typed) {
        var digits = Digits.ARABIC.in(typed).strip();
        if (!LAST_NUMBER.matcher(digits).matches()) {
            throw new NotALastNumber();
        }
        return Integer.parseInt(digits);
    }

    private static ModelAndView refused(ModelAndView page, Refusal refusal, HttpStatus status) {
        page.setStatus(status);
        return page.addObject("refusal", refusal);
    }

    @GetMapping("/letters/registers/{book}/import")
    ModelAndView upload(@AuthenticationPrincipal SignedIn who, @PathVariable String book) {
        return upload(desk.find(who, book));
    }

    private ModelAndView upload(Book book) {
        return new ModelAndView("registers/import")
                .addObject("book", book)
                .addObject("entered", olds.entered(book))
                .addObject("most", OldSheet.MOST_LINES)
                .addObject("mostBytes", Spreadsheet.LARGEST);
    }

    /// The sheet to fill, with its headings only.
    @GetMapping("/letters/registers/{book}/import/template.xlsx")
    void template(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable String book,
            HttpServletResponse response)
            throws IOException {
        var found = desk.find(who, book);
        response.setContentType(SHEET);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                RegisterController.attachment(found.title() + " แบบนำเข้า.xlsx"));
        try (var workbook = new Workbook(response.getOutputStream(), "Sala", "1.0")) {
            var sheet = workbook.newWorksheet("ทะเบียน");
            for (var column : OldColumn.values()) {
                sheet.value(0, column.ordinal(), column.heading());
                sheet.style(0, column.ordinal()).bold().set();
                sheet.width(column.ordinal(), column == OldColumn.SUBJECT ? 50 : 18);
            }
            sheet.freezePane(0, 1);
        }
    }

    /// Keeps the file if it can be read at all; what is wrong in its rows the next page says.
    @PostMapping("/letters/registers/{book}/import")
    ModelAndView receive(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable String book,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        var found = desk.find(who, book);
        try {
            if (file == null || file.isEmpty()) {
                throw new NoFile();
            }
            var content = file.getSize() > Spreadsheet.LARGEST ? tooMuch() : file.getBytes();
            OldSheet.read(content, LocalDate.now(clock));
            var id = olds.keep(found, name(file), content, who.account(), who.name());
            return new ModelAndView(
                    "redirect:/letters/registers/%s/import/%s".formatted(found.id(), id));
        } catch (NoFile | Spreadsheet.NotReadable | OldSheet.NoLines refusal) {
            return refused(upload(found), refusal, HttpStatus.UNPROCESSABLE_ENTITY);
        }
    }

    /// Refusal: no file was chosen.
    static final class NoFile extends Refusal {
        private NoFile() {
            super("registers.import.no-file");
        }
    }

    private static byte[] tooMuch() {
        return new byte[(int) Spreadsheet.LARGEST + 1];
    }

    private static String name(MultipartFile file) {
        var sent = file.getOriginalFilename();
        var name = ThaiText.normalise(sent == null ? "" : sent);
        if (name.isEmpty()) {
            return "-";
        }
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    @GetMapping("/letters/registers/{book}/import/{file}")
    ModelAndView tryOut(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable String book,
            @PathVariable String file) {
        var found = desk.find(who, book);
        var kept = olds.file(found, BookDesk.uuid(file)).orElseThrow(() -> new NoSuchBook(file));
        if (kept.content() == null) {
            return new ModelAndView("redirect:/letters/registers/" + found.id() + "/import");
        }
        return tried(found, kept, run(found, kept.content()));
    }

    private ModelAndView tried(Book book, OldFiles.OldFile file, DryRun run) {
        return new ModelAndView("registers/import-try")
                .addObject("book", book)
                .addObject("file", file)
                .addObject("run", run)
                .addObject("wrong", run.wrong().stream().limit(MOST_SHOWN).toList())
                .addObject("more", run.wrong().size() > MOST_SHOWN)
                .addObject("first", run.lines().stream().limit(FIRST_SHOWN).toList());
    }

    /// Read again each time: the book may have changed since.
    private DryRun run(Book book, byte[] content) {
        return olds.tryOut(book, OldSheet.read(content, LocalDate.now(clock)));
    }

    @GetMapping("/letters/registers/{book}/import/{file}/errors.csv")
    void errors(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable String book,
            @PathVariable String file,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        var found = desk.find(who, book);
        var kept = olds.file(found, BookDesk.uuid(file)).orElseThrow(() -> new NoSuchBook(file));
        if (kept.content() == null) {
            throw new NoSuchBook(file);
        }
        var wrong = run(found, kept.content()).wrong();
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                RegisterController.attachment(kept.name() + " - ที่ต้องแก้ไข.csv"));
        try (var csv = new Csv(response.getOutputStream())) {
            csv.line(
                    List.of(
                            text("registers.import.row", locale),
                            text("registers.import.column", locale),
                            text("registers.import.value", locale),
                            text("registers.import.reason", locale)));
            for (var one : wrong) {
                var reason = text(one.reason(), locale, one.arguments().toArray());
                csv.line(List.of(one.row(), text(one.column(), locale), one.value(), reason));
            }
        }
    }

    private String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    @PostMapping("/letters/registers/{book}/import/{file}")
    ModelAndView enter(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable String book,
            @PathVariable String file,
            RedirectAttributes redirect) {
        var found = desk.find(who, book);
        UUID id = BookDesk.uuid(file);
        var kept = olds.file(found, id).orElseThrow(() -> new NoSuchBook(file));
        if (kept.content() == null) {
            return new ModelAndView("redirect:/letters/registers/" + found.id() + "/import");
        }
        var run = run(found, kept.content());
        if (!run.canBeEntered()) {
            var page = tried(found, kept, run);
            page.setStatus(HttpStatus.CONFLICT);
            return page;
        }
        try {
            var lines =
                    olds.enter(
                            found,
                            id,
                            run,
                            who.actor(Role.CORRESPONDENCE_OFFICER, Role.ADMINISTRATOR));
            done(redirect, "registers.import.done", who.display().number(lines));
            return new ModelAndView("redirect:/letters/registers/" + found.id() + "/import");
        } catch (NumberTakenHere | OldRegisters.NotThere refusal) {
            var page = tried(found, kept, run(found, kept.content()));
            return refused(page, refusal, HttpStatus.CONFLICT);
        }
    }

    private static void done(RedirectAttributes redirect, String key, Object... with) {
        redirect.addFlashAttribute("done", key);
        redirect.addFlashAttribute("doneWith", with);
    }
}
