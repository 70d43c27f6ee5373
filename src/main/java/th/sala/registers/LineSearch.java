package th.sala.registers;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.search.Document;
import th.sala.search.Numbered;
import th.sala.search.Reach;
import th.sala.search.Search;
import th.sala.search.Source;

/// Lines of the books as they can be found: those without a letter, carried over or cancelled. The
/// others are found with their letters, also by the numbers that books gave them.
@Component
class LineSearch implements Reach, Numbered, Source {
    private static final String KIND = "registers.search.line";
    private static final String ALL = "registers";
    private static final UUID FIRST = new UUID(0, 0);

    private final Search search;
    private final Entries entries;

    LineSearch(Search search, Entries entries) {
        this.search = search;
        this.entries = entries;
    }

    /// Whoever reads the books, see [BookDesk#READERS].
    @Override
    public Set<String> of(SignedIn who) {
        var reads =
                who.isAny(
                        Role.CORRESPONDENCE_OFFICER,
                        Role.HEAD,
                        Role.AUDITOR,
                        Role.AUTHORISED_PERSON,
                        Role.ADMINISTRATOR);
        return reads ? Set.of(ALL) : Set.of();
    }

    @Override
    public List<UUID> having(UUID agency, int number, int most) {
        return entries.having(agency, number, most);
    }

    /// Lines that were carried over are found soon: there may be twenty thousand of them, and
    /// nobody waits at the page until the words of all are made.
    void putLater() {
        search.putLater(name());
    }

    void put(Book book, Entry line) {
        search.put(document(book, line));
    }

    private static Document document(Book book, Entry line) {
        var isOld = line.kind() == Entry.Kind.OLD;
        return document(
                book,
                line.year(),
                line.number(),
                isOld ? "registers.search.old" : "registers.search.cancelled",
                line.enteredAt(),
                line.letterNumber(),
                line.letterDate(),
                line.sender(),
                line.receiver(),
                line.subject(),
                List.of(line.action(), line.remark()));
    }

    private static Document document(
            Book book,
            int year,
            int number,
            String state,
            Instant at,
            String letterNumber,
            @Nullable LocalDate letterDate,
            String sender,
            String receiver,
            String subject,
            List<String> texts) {
        var place = "%s/%d/%d".formatted(book.id(), year, number);
        var party = book.isReceive() ? sender : receiver;
        return new Document(
                book.agency(),
                KIND,
                UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)),
                at,
                Set.of(ALL),
                book.isReceive() ? Document.IN : Document.OUT,
                "",
                state,
                List.of(party),
                book.isReceive() || letterNumber.isBlank()
                        ? number + "/" + (year + 543)
                        : letterNumber,
                letterDate,
                subject.isBlank() ? book.title() : subject,
                party,
                List.of(sender, receiver, letterNumber),
                "/letters/registers/%s?from=%d-01-01&until=%d-12-31&before=%d-%d"
                        .formatted(book.id(), year, year, year, number + 1),
                texts.stream().filter(text -> !text.isBlank()).toList());
    }

    @Override
    public String name() {
        return "registers.lines";
    }

    @Override
    public Batch next(@Nullable String after, int rows) {
        var place = after == null ? null : after.split("/", -1);
        var found =
                place == null
                        ? entries.withoutLetter(FIRST, FIRST, new Registers.Position(0, 0), rows)
                        : entries.withoutLetter(
                                UUID.fromString(place[0]),
                                UUID.fromString(place[1]),
                                new Registers.Position(
                                        Integer.parseInt(place[2]), Integer.parseInt(place[3])),
                                rows);
        var documents =
                found.stream()
                        .<Supplier<Document>>map(one -> () -> document(one.book(), one.entry()))
                        .toList();
        return new Batch(documents, found.size() < rows ? null : end(found.getLast()));
    }

    private static String end(Entries.Found last) {
        return "%s/%s/%d/%d"
                .formatted(
                        last.book().agency(),
                        last.book().id(),
                        last.entry().year(),
                        last.entry().number());
    }
}
