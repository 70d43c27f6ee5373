package th.sala.registers;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import th.sala.proof.Fields;

/// A line of a register as evidence says it: when it is made, and when somebody asks how it stands.
final class LineFields {
    private LineFields() {}

    /// What is known before the number is: the database adds the letter's number and its own.
    static Fields taken(Book book, int year, Entry.Line line, Instant now, String by) {
        return Fields.none()
                .with(place(book, year))
                .with("kind", Entry.Kind.USED)
                .with("letter", line.letter())
                .with(entered(now, by))
                .with("received-at", text(line.received()))
                .with("letter-date", text(line.letterDate()))
                .with("sender", line.sender())
                .with("receiver", line.receiver())
                .with("subject", line.subject())
                .with("action", line.action())
                .with("remark", line.remark());
    }

    static Fields reserved(Book book, int year, Instant now, String by, Instant until) {
        return Fields.none()
                .with(place(book, year))
                .with("kind", Entry.Kind.RESERVED)
                .with(entered(now, by))
                .with("expires-at", text(until));
    }

    static Fields cancelled(Book book, int year, Instant now, String by) {
        return Fields.none()
                .with(place(book, year))
                .with("kind", Entry.Kind.CANCELLED)
                .with("cancelled-at", text(now))
                .with("cancelled-by", by);
    }

    /// The line as it stands now.
    static Fields now(Book book, Entry line) {
        return Fields.none()
                .with(place(book, line.year()))
                .with("kind", line.kind())
                .with("letter", text(line.letter()))
                .with(entered(line.enteredAt(), line.enteredBy()))
                .with("received-at", text(line.received()))
                .with("letter-date", text(line.letterDate()))
                .with("sender", line.sender())
                .with("receiver", line.receiver())
                .with("subject", line.subject())
                .with("action", line.action())
                .with("remark", line.remark())
                .with("expires-at", text(line.expiresAt()))
                .with("cancelled-at", text(line.cancelledAt()))
                .with("cancelled-by", text(line.cancelledBy()))
                .with("letter-number", line.letterNumber())
                .with("number", line.number());
    }

    static Fields place(Book book, int year) {
        return Fields.none().with("book", book.id()).with("title", book.title()).with("year", year);
    }

    /// Whether evidence is of a line of this book that has one of these `year/number`.
    static boolean isOf(Fields said, Book book, Set<String> numbers) {
        var isOfBook = said.find("book").filter(book.id().toString()::equals).isPresent();
        return isOfBook
                && said.find("number").isPresent()
                && numbers.contains(said.get("year") + "/" + said.get("number"));
    }

    private static Fields entered(Instant at, String by) {
        return Fields.none().with("entered-at", text(at)).with("entered-by", by);
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Instant at -> at.truncatedTo(ChronoUnit.MICROS).toString();
            default -> value.toString();
        };
    }
}
