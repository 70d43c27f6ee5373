package th.sala.registers;

import static th.sala.accounts.Role.ADMINISTRATOR;
import static th.sala.accounts.Role.AUDITOR;
import static th.sala.accounts.Role.AUTHORISED_PERSON;
import static th.sala.accounts.Role.CORRESPONDENCE_OFFICER;
import static th.sala.accounts.Role.HEAD;
import static th.sala.accounts.TokenScope.REGISTERS_READ;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import th.sala.accounts.SignedIn;
import th.sala.api.ApiCall;
import th.sala.api.Cursor;
import th.sala.api.Listing;
import th.sala.api.Version;

/// The books and their lines for programs.
@RestController
@RequestMapping(path = "/api/v1/registers", produces = MediaType.APPLICATION_JSON_VALUE)
class RegisterProgramController {
    /// A book as it stands today.
    ///
    /// @param series what it counts
    /// @param of whose it is: a unit's name, or the owner code of a send register
    /// @param lastNumber of this calendar year; 0 if there is none
    record BookView(
            UUID id,
            Book.Direction direction,
            boolean circular,
            Book.Series series,
            @Nullable UUID unit,
            String of,
            String title,
            int lastNumber) {
        static BookView of(Registers.Standing standing) {
            var book = standing.book();
            return new BookView(
                    book.id(),
                    book.direction(),
                    book.isCircular(),
                    book.series(),
                    book.unit(),
                    book.of(),
                    book.title(),
                    standing.lastNumber());
        }
    }

    /// A line of a book.
    record EntryView(
            int year,
            int number,
            Entry.Kind kind,
            @Nullable UUID letter,
            OffsetDateTime enteredAt,
            String enteredBy,
            @Nullable OffsetDateTime received,
            String letterNumber,
            @Nullable LocalDate letterDate,
            String sender,
            String receiver,
            String subject,
            String action,
            String remark) {
        static EntryView of(Entry entry) {
            return new EntryView(
                    entry.year(),
                    entry.number(),
                    entry.kind(),
                    entry.letter(),
                    Version.at(entry.enteredAt()),
                    entry.enteredBy(),
                    Version.atOrNull(entry.received()),
                    entry.letterNumber(),
                    entry.letterDate(),
                    entry.sender(),
                    entry.receiver(),
                    entry.subject(),
                    entry.action(),
                    entry.remark());
        }
    }

    private final Registers registers;
    private final BookDesk desk;
    private final Clock clock;

    RegisterProgramController(Registers registers, BookDesk desk, Clock clock) {
        this.registers = registers;
        this.desk = desk;
        this.clock = clock;
    }

    @GetMapping
    @ApiCall(
            scope = REGISTERS_READ,
            roles = {AUTHORISED_PERSON, CORRESPONDENCE_OFFICER, HEAD, ADMINISTRATOR, AUDITOR},
            says = "The agency's books.")
    List<BookView> books(@AuthenticationPrincipal SignedIn who) {
        return registers.standings(who.agency()).stream().map(BookView::of).toList();
    }

    @GetMapping("/{book}/entries")
    @ApiCall(
            scope = REGISTERS_READ,
            roles = {AUTHORISED_PERSON, CORRESPONDENCE_OFFICER, HEAD, ADMINISTRATOR, AUDITOR},
            says =
                    "A book's lines entered on these days, lowest number first; without days those of"
                            + " this calendar year.")
    Listing<EntryView> entries(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID book,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String until,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        var rows = Cursor.limit(limit) + 1;
        var found = desk.find(who, book.toString());
        var after = Cursor.read(cursor).orElse(null);
        var asked = new Asked(from, until, text, after, null);
        var place = asked.older();
        if (after != null && place.isEmpty()) {
            throw Cursor.wrong("cursor");
        }
        var selection = asked.selection(LocalDate.now(clock));
        var lines = registers.next(found, selection, place.orElse(null), rows);
        return Listing.of(lines, limit, entry -> entry.position().toString(), EntryView::of);
    }
}
