package th.sala.registers;

import static th.sala.law.Instrument.SARABAN_26;
import static th.sala.registers.Book.Series.CIRCULARS;
import static th.sala.registers.Book.Series.LETTERS;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import th.sala.evidence.Act;
import th.sala.evidence.Actor;
import th.sala.evidence.Evidence;
import th.sala.law.Clause;
import th.sala.law.Instrument.Grade;
import th.sala.proof.Fields;

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
    private final Evidence evidence;
    private final LineSearch search;
    private final Clock clock;

    Registers(Books books, Entries entries, Evidence evidence, LineSearch search, Clock clock) {
        this.books = books;
        this.entries = entries;
        this.evidence = evidence;
        this.search = search;
        this.clock = clock;
    }

    /// The agency's own receive register.
    public Book receiving(UUID agency) {
        return books.book(agency, Book.Direction.RECEIVE, LETTERS, null, "", Book.RECEIVE_TITLE);
    }

    /// The receive register of a unit inside the agency.
    public Book receiving(UUID agency, UUID unit, String unitName) {
        var title = Book.RECEIVE_TITLE + " " + unitName;
        return books.book(agency, Book.Direction.RECEIVE, LETTERS, unit, "", title);
    }

    /// The send register of an owner code; circulars have one of their own.
    @Clause(id = "C10", of = SARABAN_26, value = "หนังสือเวียน", grade = Grade.C)
    public Book sending(UUID agency, String ownerCode, boolean circular) {
        var series = circular ? CIRCULARS : LETTERS;
        var title = series.title + " " + ownerCode + (circular ? " (หนังสือเวียน)" : "");
        return books.book(agency, Book.Direction.SEND, series, null, ownerCode, title);
    }

    /// The agency's register of orders, of announcements or of certificates.
    ///
    /// @throws IllegalArgumentException if the series is of letters, see [#sending]
    @Clause(id = "C10", of = SARABAN_26, value = "เลขที่คำสั่งและหนังสือรับรอง", grade = Grade.C)
    public Book issuing(UUID agency, Book.Series series) {
        if (series.isOfLetters()) {
            throw new IllegalArgumentException(series.name());
        }
        return books.book(agency, Book.Direction.SEND, series, null, "", series.title);
    }

    /// Register numbers run through the calendar year of Bangkok.
    @Clause(id = "X4", of = SARABAN_26, value = "เลขทะเบียน")
    static int yearOf(Instant moment, Clock clock) {
        return Year.from(moment.atZone(clock.getZone())).getValue();
    }

    /// Takes the book's next number for the letter. From here to the end of the transaction the
    /// book is locked.
    @Transactional(propagation = Propagation.MANDATORY)
    public Entry take(Book book, Entry.Line line, Actor by) {
        return take(book, line, by, now());
    }

    /// As [#take(Book, Entry.Line, Actor)] for a letter that has a moment of its own.
    ///
    /// @param moment whose year the number is of
    @Transactional(propagation = Propagation.MANDATORY)
    public Entry take(Book book, Entry.Line line, Actor by, Instant moment) {
        var at = moment.truncatedTo(ChronoUnit.MICROS);
        var year = yearOf(at, clock);
        var evidence = enteredAs(ENTERED, book, year, line, by, at);
        return entries.take(book, year, at, by.name(), line, evidence);
    }

    /// The act that gives a line its number, and the one that uses a number set aside before.
    public static final String ENTERED = "register.entered";

    private static final String USED = "register.used";

    private Evidence.Prepared enteredAs(
            String act, Book book, int year, Entry.Line line, Actor by, Instant at) {
        var said = LineFields.taken(book, year, line, at, by.name());
        return evidence.prepare(by, Act.done(act, "letter", line.letter(), at, said));
    }

    /// As [#take], as the last thing of the transaction, which is committed with it: the book is
    /// locked only while the database itself is at work. What the caller does to the database
    /// afterwards is outside of the transaction and sees no agency.
    @Transactional(propagation = Propagation.MANDATORY)
    public Entry takeLast(Book book, Entry.Line line, Actor by) {
        var now = now();
        var year = yearOf(now, clock);
        var evidence = enteredAs(ENTERED, book, year, line, by, now);
        return entries.takeLast(book, year, now, by.name(), line, evidence);
    }

    /// Uses a number that was set aside for this person.
    ///
    /// @param moment the letter's own
    /// @throws NumberNotReserved if it is not theirs, has expired, or was used meanwhile
    @Transactional(propagation = Propagation.MANDATORY)
    public Entry useReserved(
            Book book,
            int year,
            int number,
            UUID owner,
            Entry.Line line,
            Actor by,
            Instant moment) {
        var at = moment.truncatedTo(ChronoUnit.MICROS);
        var evidence = enteredAs(USED, book, year, line, by, at);
        return entries.useReserved(book, year, number, owner, at, by.name(), line, evidence)
                .orElseThrow(() -> new NumberNotReserved(number));
    }

    /// Sets the next numbers aside for a named person. What is not used in time is kept as
    /// cancelled. A number is good to the end of its own year at the latest: next year's letters
    /// count from 1 again, and no two letters of a year may bear the same number.
    ///
    /// @throws IllegalArgumentException unless 1 to 20 numbers for at most 30 days are asked for
    public List<Entry> reserve(
            Book book, int howMany, UUID owner, String ownerName, Instant until, Actor by) {
        var now = now();
        if (howMany < 1
                || howMany > MOST_RESERVED
                || !until.isAfter(now)
                || until.isAfter(now.plus(LONGEST_RESERVED))) {
            throw new IllegalArgumentException("reserve " + howMany + " until " + until);
        }
        var year = yearOf(now, clock);
        var expires = earlier(until, endOf(year));
        var reserved = new ArrayList<Entry>();
        for (int i = 0; i < howMany; i++) {
            var said = LineFields.reserved(book, year, now, by.name(), expires);
            var act = Act.done("register.reserved", "book", book.id(), now, said);
            reserved.add(
                    entries.reserve(
                            book,
                            year,
                            now,
                            by.name(),
                            owner,
                            ownerName,
                            expires,
                            evidence.prepare(by, act)));
        }
        return reserved;
    }

    /// To the microsecond, as the database keeps it and evidence says it.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Instant endOf(int year) {
        return LocalDate.of(year + 1, 1, 1).atStartOfDay(clock.getZone()).toInstant();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /// Gives up a reserved number; it stays in the book as cancelled and is never used again.
    ///
    /// @throws NumberNotReserved if it is not set aside
    public void cancelReserved(Book book, int year, int number, String reason, Actor by) {
        if (!cancel(book, year, number, " ยกเลิกเนื่องจาก " + reason, by)) {
            throw new NumberNotReserved(number);
        }
    }

    private boolean cancel(Book book, int year, int number, String why, Actor by) {
        var now = now();
        var said = LineFields.cancelled(book, year, now, by.name());
        var act = Act.done("register.cancelled", "book", book.id(), now, said);
        var evidenceOfIt = evidence.prepare(by, act);
        var cancelled =
                entries.cancelReserved(book, year, number, why, now, by.name(), evidenceOfIt);
        cancelled.ifPresent(line -> search.put(book, line));
        return cancelled.isPresent();
    }

    /// Cancels all that expired, in the current scope.
    ///
    /// @return how many
    public int cancelExpired() {
        var cancelled = 0;
        for (var expired : entries.expired(now())) {
            var book = books.find(expired.agency(), expired.book()).orElseThrow();
            var nobody = Actor.program(expired.agency());
            if (cancel(book, expired.year(), expired.number(), " (หมดเวลาจอง)", nobody)) {
                cancelled++;
            }
        }
        return cancelled;
    }

    /// Says that the book was kept elsewhere up to and including `last` of this year.
    ///
    /// @throws BookAlreadyBegun if a number of that year was taken here
    /// @throws OldLinesGoFurther if an imported line has a higher number
    public void openAt(Book book, int year, int last, Actor by) {
        var highest = entries.highestOld(book, year);
        if (last >= 0 && last < highest) {
            throw new OldLinesGoFurther(highest);
        }
        if (last < 0 || !entries.openAt(book, year, last)) {
            throw new BookAlreadyBegun(book.title(), year);
        }
        var said = LineFields.place(book, year).with("opening", last);
        evidence.record(by, Act.done("register.opened", "book", book.id(), now(), said));
    }

    /// Where the book stands in a year; nothing if it has no number of that year.
    @Transactional(readOnly = true)
    public Optional<Series> series(Book book, int year) {
        return entries.series(book, year);
    }

    /// @param opening the last number of the register kept before Sala
    /// @param lastNumber the last number of all
    public record Series(int opening, int lastNumber) {
        /// Whether a number was taken here.
        public boolean isBegun() {
            return lastNumber > opening;
        }
    }

    /// Adds read-only lines of a register kept before Sala, all or none. The next number of a year
    /// follows its old lines.
    ///
    /// @return how many were added; those that are there already are left alone
    /// @throws NumberTakenHere if a line has a number that was, or would be, taken here
    public int addOld(Book book, List<OldLine> lines, Actor by) {
        var highest = new TreeMap<Integer, Integer>();
        for (var line : lines) {
            highest.merge(line.year(), line.number(), Math::max);
        }
        // each year's count is locked from here, in order
        highest.forEach((year, number) -> cover(book, year, number));
        var added = entries.addOld(book, lines, by.name());
        search.putLater();
        var said =
                Fields.none()
                        .with("book", book.id())
                        .with("title", book.title())
                        .with("lines", added);
        evidence.record(by, Act.done("register.old-lines", "book", book.id(), now(), said));
        return added;
    }

    private void cover(Book book, int year, int number) {
        if (entries.cover(book, year, number) < number) {
            throw new NumberTakenHere(number, year);
        }
    }

    /// A line of a register kept before Sala. Its number is of the calendar year in which it was
    /// entered.
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
            String remark) {
        public OldLine {
            if (year != entered.getYear() || number < 1) {
                throw new IllegalArgumentException(year + "/" + number + " of " + entered);
            }
        }
    }

    /// The lines that have these years and numbers.
    @Transactional(readOnly = true)
    List<Entry> there(Book book, List<OldLine> lines) {
        return entries.there(book, lines);
    }

    @Transactional(readOnly = true)
    public List<Book> books(UUID agency) {
        return books.of(agency);
    }

    @Transactional(readOnly = true)
    public Optional<Book> book(UUID agency, UUID id) {
        return books.find(agency, id);
    }

    /// All books of the agency as they stand today.
    @Transactional(readOnly = true)
    public List<Standing> standings(UUID agency) {
        var now = now();
        var today = now.atZone(clock.getZone()).toLocalDate();
        return books.standings(agency, yearOf(now, clock), Period.day(today));
    }

    /// @param lastNumber of this calendar year; 0 if there is none
    /// @param linesToday entered today
    public record Standing(Book book, int lastNumber, int linesToday) {}

    /// The letter's lines in all books of the agency, oldest first.
    @Transactional(readOnly = true)
    public List<Entry> entriesOf(UUID agency, UUID letter) {
        return entries.ofLetter(agency, letter);
    }

    /// Numbers set aside for the person and still good.
    @Transactional(readOnly = true)
    public List<Entry> reservedFor(UUID agency, UUID owner) {
        return entries.reservedFor(agency, owner, now());
    }

    /// All numbers of the agency that are set aside and still good.
    @Transactional(readOnly = true)
    public List<Entry> reserved(UUID agency) {
        return entries.reserved(agency, now());
    }

    /// A page of what is wanted of the book, newest number first: the newest page, or the one next
    /// to a place in it.
    @Transactional(readOnly = true)
    Lines lines(
            Book book,
            Selection selection,
            @Nullable Position before,
            @Nullable Position after,
            int rows) {
        if (after != null) {
            var found = entries.after(book, selection, after, rows + 1);
            if (found.size() > rows) {
                var page = found.subList(0, rows).reversed();
                return new Lines(page, page.getFirst().position(), page.getLast().position());
            }
            // nothing newer is left out: this is the newest page
            return lines(book, selection, null, null, rows);
        }
        var found = entries.before(book, selection, before, rows + 1);
        var page = found.size() > rows ? found.subList(0, rows) : found;
        var newer = before == null || page.isEmpty() ? null : page.getFirst().position();
        return new Lines(page, newer, found.size() > rows ? page.getLast().position() : null);
    }

    /// Lines of a book, newest first, and beyond which places there are more.
    record Lines(List<Entry> entries, @Nullable Position newer, @Nullable Position older) {}

    /// The lines that follow a place in the book, oldest first.
    ///
    /// @param after null for the first ones
    @Transactional(readOnly = true)
    List<Entry> next(Book book, Selection selection, @Nullable Position after, int rows) {
        return entries.after(book, selection, after, rows);
    }

    /// A page of the book, newest number first.
    ///
    /// @param before only numbers below this (year, number); null for the newest
    @Transactional(readOnly = true)
    public List<Entry> page(Book book, Period period, @Nullable Position before, int rows) {
        return entries.before(book, new Selection(period, ""), before, rows);
    }

    /// A line as evidence says it stands now.
    public static Fields fields(Book book, Entry line) {
        return LineFields.now(book, line);
    }

    /// All lines of the book that were taken here, oldest first: those of a register kept before
    /// Sala have no evidence.
    @Transactional(readOnly = true)
    public List<Fields> fieldsOf(Book book) {
        return fields(book, entries.taken(book));
    }

    /// The lines from the first to the last number entered on these days, of each year: also those
    /// between that were set aside before, or used later.
    @Transactional(readOnly = true)
    List<Entry> taken(Book book, Period period) {
        var lines = entries.taken(book);
        var spans = new TreeMap<Integer, IntSummaryStatistics>();
        for (var line : lines) {
            if (!line.day().isBefore(period.from()) && !line.day().isAfter(period.until())) {
                spans.computeIfAbsent(line.year(), _ -> new IntSummaryStatistics())
                        .accept(line.number());
            }
        }
        return lines.stream().filter(line -> isWithin(spans.get(line.year()), line)).toList();
    }

    private static boolean isWithin(@Nullable IntSummaryStatistics span, Entry line) {
        return span != null && line.number() >= span.getMin() && line.number() <= span.getMax();
    }

    static List<Fields> fields(Book book, List<Entry> lines) {
        return lines.stream().map(line -> fields(book, line)).toList();
    }

    /// Days of entry, both included.
    public record Period(LocalDate from, LocalDate until) {
        public Period {
            if (until.isBefore(from)) {
                throw new IllegalArgumentException(from + " to " + until);
            }
        }

        static Period day(LocalDate day) {
            return new Period(day, day);
        }

        static Period month(LocalDate day) {
            return new Period(day.withDayOfMonth(1), day.withDayOfMonth(day.lengthOfMonth()));
        }

        static Period calendarYear(LocalDate day) {
            return new Period(day.withDayOfYear(1), day.withDayOfYear(day.lengthOfYear()));
        }

        boolean isWholeYears() {
            return from.getDayOfYear() == 1 && until.getDayOfYear() == until.lengthOfYear();
        }

        /// ปีงบประมาณ: 1 October to 30 September.
        static Period fiscalYear(LocalDate day) {
            var begins = day.getMonthValue() >= 10 ? day.getYear() : day.getYear() - 1;
            return new Period(LocalDate.of(begins, 10, 1), LocalDate.of(begins + 1, 9, 30));
        }
    }

    /// A place in a book.
    public record Position(int year, int number) {
        /// As it stands in an address: `2026-123`.
        @Override
        public String toString() {
            return year + "-" + number;
        }
    }
}
