package th.sala.registers;

import static th.sala.law.Instrument.SARABAN_26;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import th.sala.law.Clause;

/// Hands out numbers and keeps the books. All of it happens in the scope of the book's agency.
@Service
@Transactional
public class Registers {
    /// The most numbers one person may set aside at once.
    public static final int MOST_RESERVED = 20;

    /// The longest that a number may stay set aside.
    public static final Duration LONGEST_RESERVED = Duration.ofDays(30);

    private final Books books;
    private final Entries entries;
    private final Clock clock;

    Registers(Books books, Entries entries, Clock clock) {
        this.books = books;
        this.entries = entries;
        this.clock = clock;
    }

    /// The agency's own receive register.
    public Book receiving(UUID agency) {
        return books.book(agency, Book.Direction.RECEIVE, false, null, "", "ทะเบียนรับ");
    }

    /// The receive register of a unit inside the agency.
    public Book receiving(UUID agency, UUID unit, String unitName) {
        return books.book(
                agency, Book.Direction.RECEIVE, false, unit, "", "ทะเบียนรับ " + unitName);
    }

    /// The send register of an owner code; circulars have one of their own.
    public Book sending(UUID agency, String ownerCode, boolean circular) {
        var title = "ทะเบียนส่ง " + ownerCode + (circular ? " (หนังสือเวียน)" : "");
        return books.book(agency, Book.Direction.SEND, circular, null, ownerCode, title);
    }

    /// Register numbers run through the calendar year of Bangkok.
    @Clause(id = "X4", of = SARABAN_26, value = "เลขทะเบียน")
    static int yearOf(Instant moment, Clock clock) {
        return Year.from(moment.atZone(clock.getZone())).getValue();
    }

    /// Takes the book's next number for the letter. From here to the end of the transaction the
    /// book is locked.
    @Transactional(propagation = Propagation.MANDATORY)
    public Entry take(Book book, Entry.Line line, String by) {
        var now = clock.instant();
        return entries.take(book, yearOf(now, clock), now, by, line);
    }

    /// As [#take] for a send register, whose line says the letter's own number; that is known only
    /// with the number.
    @Transactional(propagation = Propagation.MANDATORY)
    public LetterNumber takeLetterNumber(Book book, Entry.Line line, String by) {
        var number = take(book, line, by).number();
        return new LetterNumber(book.ownerCode(), book.circular(), number);
    }

    /// Uses a number that was set aside for this person.
    ///
    /// @throws NumberNotReserved if it is not theirs, has expired, or was used meanwhile
    @Transactional(propagation = Propagation.MANDATORY)
    public LetterNumber useReserved(
            Book book, int year, int number, UUID owner, Entry.Line line, String by) {
        if (!entries.useReserved(book, year, number, owner, clock.instant(), by, line)) {
            throw new NumberNotReserved(number);
        }
        return new LetterNumber(book.ownerCode(), book.circular(), number);
    }

    /// Sets the next numbers aside for a named person. What is not used in time is kept as
    /// cancelled.
    ///
    /// @throws IllegalArgumentException unless 1 to 20 numbers for at most 30 days are asked for
    public List<Entry> reserve(
            Book book, int howMany, UUID owner, String ownerName, Instant until, String by) {
        var now = clock.instant();
        if (howMany < 1
                || howMany > MOST_RESERVED
                || !until.isAfter(now)
                || until.isAfter(now.plus(LONGEST_RESERVED))) {
            throw new IllegalArgumentException("reserve " + howMany + " until " + until);
        }
        var reserved = new ArrayList<Entry>();
        for (int i = 0; i < howMany; i++) {
            reserved.add(
                    entries.reserve(book, yearOf(now, clock), now, by, owner, ownerName, until));
        }
        return reserved;
    }

    /// Gives up a reserved number; it stays in the book as cancelled and is never used again.
    ///
    /// @throws NumberNotReserved if it is not set aside
    public void cancelReserved(Book book, int year, int number, String reason, String by) {
        if (!entries.cancelReserved(book, year, number, reason, clock.instant(), by)) {
            throw new NumberNotReserved(number);
        }
    }

    /// Cancels all that expired, in the current scope.
    ///
    /// @return how many
    public int cancelExpired() {
        return entries.cancelExpired(clock.instant());
    }

    /// Says that the book was kept elsewhere up to and including `last` of this year.
    ///
    /// @throws BookAlreadyBegun if a number of that year was taken here
    public void openAt(Book book, int year, int last) {
        if (last < 0 || !entries.openAt(book, year, last)) {
            throw new BookAlreadyBegun(book.title(), year);
        }
    }

    /// Adds read-only lines of a register kept before Sala, all or none.
    ///
    /// @return how many were added; those that are there already are left alone
    public int addOld(Book book, List<OldLine> lines, String by) {
        return entries.addOld(book, lines, clock.instant(), by);
    }

    /// A line of a register kept before Sala.
    public record OldLine(
            int year,
            int number,
            LocalDate entered,
            String letterNumber,
            @Nullable LocalDate letterDate,
            String sender,
            String receiver,
            String subject,
            String action,
            String remark) {}

    @Transactional(readOnly = true)
    public List<Book> books(UUID agency) {
        return books.of(agency);
    }

    @Transactional(readOnly = true)
    public Optional<Book> book(UUID agency, UUID id) {
        return books.find(agency, id);
    }

    /// The letter's lines in all books of the agency, oldest first.
    @Transactional(readOnly = true)
    public List<Entry> entriesOf(UUID agency, UUID letter) {
        return entries.ofLetter(agency, letter);
    }

    /// Numbers set aside for the person and still good.
    @Transactional(readOnly = true)
    public List<Entry> reservedFor(UUID agency, UUID owner) {
        return entries.reservedFor(agency, owner, clock.instant());
    }

    /// A page of the book, newest number first.
    ///
    /// @param before only numbers below this (year, number); null for the newest
    @Transactional(readOnly = true)
    public List<Entry> page(Book book, Period period, @Nullable Position before, int rows) {
        return entries.page(book, period, before, rows);
    }

    /// Days of entry, both included.
    public record Period(LocalDate from, LocalDate until) {
        public Period {
            if (until.isBefore(from)) {
                throw new IllegalArgumentException(from + " to " + until);
            }
        }
    }

    /// A place in a book.
    public record Position(int year, int number) {}
}
