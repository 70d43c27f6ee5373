package th.sala.registers;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.evidence.BundleFile;
import th.sala.evidence.Bundles;
import th.sala.evidence.Dossier;
import th.sala.files.Csv;
import th.sala.files.Sheet;

/// The books, their lines for any period, on paper and as CSV.
@Controller
@PreAuthorize(BookDesk.READERS)
class RegisterController {
    static final int ROWS = 50;
    static final int MOST_PRINTED = 2_000;

    private final Registers registers;
    private final Shelf shelf;
    private final BookDesk desk;
    private final Bundles bundles;
    private final MessageSource messages;
    private final Clock clock;

    RegisterController(
            Registers registers,
            Shelf shelf,
            BookDesk desk,
            Bundles bundles,
            MessageSource messages,
            Clock clock) {
        this.registers = registers;
        this.shelf = shelf;
        this.desk = desk;
        this.bundles = bundles;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping("/letters/registers")
    ModelAndView books(@AuthenticationPrincipal SignedIn who) {
        var page =
                new ModelAndView("registers/books")
                        .addObject("standings", registers.standings(who.agency()))
                        .addObject("year", today().getYear());
        if (isKeeper(who)) {
            page.addObject("unbegun", shelf.unbegun(who.agency()));
        }
        return page;
    }

    /// Begins a book before its first letter, so that an old register can be carried over into it.
    @PostMapping("/letters/registers")
    @PreAuthorize(BookDesk.KEEPERS)
    String begin(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String book,
            RedirectAttributes redirect) {
        var begun = shelf.begin(who.agency(), book);
        if (begun == null) {
            return "redirect:/letters/registers";
        }
        redirect.addFlashAttribute("done", "registers.begin.done");
        return "redirect:/letters/registers/" + begun.id() + "/open";
    }

    @GetMapping("/letters/registers/{book}")
    ModelAndView book(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable String book,
            @ModelAttribute("asked") Asked asked) {
        var found = desk.find(who, book);
        try {
            var selection = asked.selection(today());
            var lines =
                    registers.lines(
                            found,
                            selection,
                            asked.older().orElse(null),
                            asked.newer().orElse(null),
                            ROWS);
            return page(who, found, lines).addObject("selection", selection);
        } catch (NotAPeriod refusal) {
            var page = page(who, found, new Registers.Lines(List.of(), null, null));
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page.addObject("refusal", refusal);
        }
    }

    private ModelAndView page(SignedIn who, Book book, Registers.Lines lines) {
        return new ModelAndView("registers/book")
                .addObject("book", book)
                .addObject("lines", lines)
                .addObject("shortcuts", Shortcut.on(today()))
                .addObject("keeper", isKeeper(who));
    }

    @GetMapping("/letters/registers/{book}/print")
    ModelAndView print(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable String book,
            @ModelAttribute("asked") Asked asked) {
        var found = desk.find(who, book);
        var selection = asked.selection(today());
        var lines = registers.next(found, selection, null, MOST_PRINTED + 1);
        var isCut = lines.size() > MOST_PRINTED;
        return new ModelAndView("registers/print")
                .addObject("book", found)
                .addObject("selection", selection)
                .addObject("entries", isCut ? lines.subList(0, MOST_PRINTED) : lines)
                .addObject("cut", isCut)
                .addObject("most", MOST_PRINTED)
                .addObject("now", clock.instant());
    }

    @GetMapping("/letters/registers/{book}.csv")
    void csv(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable String book,
            @ModelAttribute("asked") Asked asked,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        var found = desk.find(who, book);
        var selection = asked.selection(today());
        response.setContentType("text/csv;charset=UTF-8");
        named(found, selection, "csv", response);
        try (var csv = new Csv(response.getOutputStream())) {
            write(found, selection, new RegisterRows(csv, messages, locale, who.display()));
        }
    }

    @GetMapping("/letters/registers/{book}.xlsx")
    void xlsx(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable String book,
            @ModelAttribute("asked") Asked asked,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        var found = desk.find(who, book);
        var selection = asked.selection(today());
        response.setContentType(OldRegisterController.SHEET);
        named(found, selection, "xlsx", response);
        try (var sheet = new Sheet(response.getOutputStream(), "ทะเบียน")) {
            write(found, selection, new RegisterRows(sheet, messages, locale, who.display()));
        }
    }

    private static void named(
            Book book, Selection selection, String ending, HttpServletResponse response) {
        var period = selection.period();
        var name = "%s %s - %s.%s".formatted(book.title(), period.from(), period.until(), ending);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, attachment(name));
    }

    /// Written piece by piece, each read in a short transaction of its own: a slow reader holds
    /// neither memory nor a connection to the database.
    private void write(Book book, Selection selection, RegisterRows register) throws IOException {
        register.heading(book);
        Registers.@Nullable Position after = null;
        while (true) {
            var piece = registers.next(book, selection, after, RegisterRows.PIECE);
            for (var entry : piece) {
                register.line(entry);
            }
            if (piece.size() < RegisterRows.PIECE) {
                return;
            }
            after = piece.getLast().position();
        }
    }

    /// The lines of the period with the evidence of each.
    @GetMapping("/letters/registers/{book}/evidence")
    void evidence(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable String book,
            @ModelAttribute("asked") Asked asked,
            HttpServletResponse response)
            throws IOException {
        var found = desk.find(who, book);
        var period = asked.selection(today()).period();
        var lines = registers.taken(found, period);
        var about = "%s %s - %s".formatted(found.title(), period.from(), period.until());
        var ids = new ArrayList<UUID>();
        ids.add(found.id());
        lines.stream().map(Entry::letter).filter(Objects::nonNull).forEach(ids::add);
        var numbers = new HashSet<String>();
        lines.forEach(line -> numbers.add(line.year() + "/" + line.number()));
        var dossier =
                new Dossier(Dossier.Kind.REGISTER, about)
                        .entriesOf(ids)
                        .only(said -> LineFields.isOf(said, found, numbers))
                        .records("register.txt", Registers.fields(found, lines));
        BundleFile.send(
                "register-" + period.from() + "-" + period.until(),
                response,
                out -> bundles.write(who.agency(), dossier, out));
    }

    static String attachment(String name) {
        var safe = name.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_");
        return ContentDisposition.attachment()
                .filename(safe, StandardCharsets.UTF_8)
                .build()
                .toString();
    }

    /// A period that is one press away.
    record Shortcut(String key, Registers.Period period) {
        static List<Shortcut> on(LocalDate today) {
            return List.of(
                    new Shortcut("registers.period.today", Registers.Period.day(today)),
                    new Shortcut("registers.period.month", Registers.Period.month(today)),
                    new Shortcut("registers.period.year", Registers.Period.calendarYear(today)),
                    new Shortcut("registers.period.fiscal", Registers.Period.fiscalYear(today)));
        }
    }

    private static boolean isKeeper(SignedIn who) {
        return who.isAny(Role.CORRESPONDENCE_OFFICER, Role.ADMINISTRATOR);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
