package th.sala.registers;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import th.sala.evidence.Evidence;

@Repository
class Entries {
    static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");

    private static final String COLUMNS =
            "book_id AS book, year, number, kind, letter_id AS letter, entered_at, entered_by,"
                    + " received_at AS received, letter_number, letter_date, sender, receiver,"
                    + " subject, action, remark, reserved_for, expires_at, cancelled_at,"
                    + " cancelled_by";

    private static final RowMapper<Entry> ENTRY = new SimplePropertyRowMapper<>(Entry.class);

    private final JdbcClient db;
    private final NamedParameterJdbcTemplate named;

    Entries(JdbcClient db, NamedParameterJdbcTemplate named) {
        this.db = db;
        this.named = named;
    }

    /// Takes down what became of a line, with what only the database knows: the numbers.
    private static final String ENTERED =
            """
            SELECT %s,
                   evidence.enter(:agency, :act, :actAt, :actOn, :account, :head, :salt,
                       :statement || evidence.field('letter-number', letter_number)
                                  || evidence.field('number', number::text))::text
              FROM line
            """
                    .formatted(COLUMNS);

    /// Counts and enters in one statement, so that the book is locked for one round trip and the
    /// commit. A send register's line gets the whole letter number.
    private static final String TAKE =
            """
            WITH taken AS (
                INSERT INTO registers.series AS series (agency_id, book_id, year, last_number)
                VALUES (:agency, :book, :year, 1)
                ON CONFLICT (agency_id, book_id, year) DO UPDATE SET last_number = series.last_number + 1
                RETURNING last_number),
            line AS (
                INSERT INTO registers.entry (agency_id, book_id, year, number, kind, letter_id, entered_at, entered_by,
                       received_at, letter_number, letter_date, sender, receiver, subject, action, remark)
                SELECT :agency, :book, :year, last_number, 'USED', :letter, :now, :by,
                       :received, :letterNumber || CASE WHEN :counted THEN last_number || :after ELSE '' END, :letterDate,
                       :sender, :receiver, :subject, :action, :remark
                  FROM taken
                RETURNING *)
            """
                    + ENTERED;

    Entry take(
            Book book,
            int year,
            Instant now,
            String by,
            Entry.Line line,
            Evidence.Prepared evidence) {
        return db.sql(TAKE)
                .paramSource(taking(book, year, now, by, line, evidence))
                .query(ENTRY)
                .single();
    }

    private static MapSqlParameterSource taking(
            Book book,
            int year,
            Instant now,
            String by,
            Entry.Line line,
            Evidence.Prepared evidence) {
        return with(evidence, line(book, year, line))
                .addValue("now", utc(now))
                .addValue("by", by)
                .addValue("counted", !book.isReceive());
    }

    private static MapSqlParameterSource with(
            Evidence.Prepared evidence, MapSqlParameterSource values) {
        return values.addValue("act", evidence.act().name())
                .addValue("actAt", utc(evidence.act().at()))
                .addValue("actOn", evidence.act().record(), Types.OTHER)
                .addValue("account", evidence.account(), Types.OTHER)
                .addValue("head", evidence.head())
                .addValue("salt", evidence.salt())
                .addValue("statement", evidence.statement());
    }

    /// One message to the server: the book is not locked while the answer travels and a thread here
    /// wakes up.
    private static final String TAKE_LAST = TAKE + "; COMMIT";

    Entry takeLast(
            Book book,
            int year,
            Instant now,
            String by,
            Entry.Line line,
            Evidence.Prepared evidence) {
        var entry =
                named.execute(
                        TAKE_LAST,
                        taking(book, year, now, by, line, evidence),
                        statement -> {
                            statement.execute();
                            try (var rows = statement.getResultSet()) {
                                rows.next();
                                return ENTRY.mapRow(rows, 1);
                            }
                        });
        return Objects.requireNonNull(entry);
    }

    private static final String USE_RESERVED =
            """
            WITH line AS (
            UPDATE registers.entry
               SET kind = 'USED', letter_id = :letter, entered_at = :now, entered_by = :by, received_at = :received,
                   letter_number = :letterNumber || number || :after, letter_date = :letterDate, sender = :sender,
                   receiver = :receiver, subject = :subject, action = :action, remark = :remark
             WHERE agency_id = :agency AND book_id = :book AND year = :year AND number = :number
               AND kind = 'RESERVED' AND reserved_for = :owner AND expires_at > :now
            RETURNING *)
            """
                    + ENTERED;

    Optional<Entry> useReserved(
            Book book,
            int year,
            int number,
            UUID owner,
            Instant now,
            String by,
            Entry.Line line,
            Evidence.Prepared evidence) {
        var use =
                with(evidence, line(book, year, line))
                        .addValue("number", number)
                        .addValue("owner", owner)
                        .addValue("now", utc(now))
                        .addValue("by", by);
        return db.sql(USE_RESERVED).paramSource(use).query(ENTRY).optional();
    }

    private static MapSqlParameterSource line(Book book, int year, Entry.Line line) {
        return new MapSqlParameterSource()
                .addValue("year", year)
                .addValue("after", book.after(year))
                .addValue("agency", book.agency())
                .addValue("book", book.id())
                .addValue("letter", line.letter())
                .addValue("received", utc(line.received()), Types.TIMESTAMP_WITH_TIMEZONE)
                .addValue("letterNumber", book.isReceive() ? line.letterNumber() : book.before())
                .addValue("letterDate", line.letterDate(), Types.DATE)
                .addValue("sender", line.sender())
                .addValue("receiver", line.receiver())
                .addValue("subject", line.subject())
                .addValue("action", line.action())
                .addValue("remark", line.remark());
    }

    private static final String RESERVE =
            """
            WITH taken AS (
                INSERT INTO registers.series AS series (agency_id, book_id, year, last_number)
                VALUES (:agency, :book, :year, 1)
                ON CONFLICT (agency_id, book_id, year) DO UPDATE SET last_number = series.last_number + 1
                RETURNING last_number),
            line AS (
                INSERT INTO registers.entry (agency_id, book_id, year, number, kind, entered_at, entered_by,
                       letter_number, reserved_for, expires_at, remark)
                SELECT :agency, :book, :year, last_number, 'RESERVED', :now, :by, :prefix || last_number || :after,
                       :owner, :until, :remark
                  FROM taken
                RETURNING *)
            """
                    + ENTERED;

    Entry reserve(
            Book book,
            int year,
            Instant now,
            String by,
            UUID owner,
            String ownerName,
            Instant until,
            Evidence.Prepared evidence) {
        var reserve =
                new MapSqlParameterSource()
                        .addValue("agency", book.agency())
                        .addValue("book", book.id())
                        .addValue("year", year)
                        .addValue("now", utc(now))
                        .addValue("by", by)
                        .addValue("prefix", book.before())
                        .addValue("after", book.after(year))
                        .addValue("owner", owner)
                        .addValue("until", utc(until))
                        .addValue("remark", "จองให้ " + ownerName);
        return db.sql(RESERVE).paramSource(with(evidence, reserve)).query(ENTRY).single();
    }

    private static final String CANCEL_RESERVED =
            """
            WITH line AS (
                UPDATE registers.entry
                   SET kind = 'CANCELLED', cancelled_at = :now, cancelled_by = :by, remark = remark || :why
                 WHERE agency_id = :agency AND book_id = :book AND year = :year AND number = :number
                   AND kind = 'RESERVED'
                RETURNING *)
            """
                    + ENTERED;

    /// @param why what is added to the line's remark
    Optional<Entry> cancelReserved(
            Book book,
            int year,
            int number,
            String why,
            Instant now,
            String by,
            Evidence.Prepared evidence) {
        var cancel =
                new MapSqlParameterSource()
                        .addValue("agency", book.agency())
                        .addValue("book", book.id())
                        .addValue("year", year)
                        .addValue("number", number)
                        .addValue("why", why)
                        .addValue("now", utc(now))
                        .addValue("by", by);
        return db.sql(CANCEL_RESERVED).paramSource(with(evidence, cancel)).query(ENTRY).optional();
    }

    /// A number that was set aside and not used in time.
    record Expired(UUID agency, UUID book, int year, int number) {}

    private static final String EXPIRED =
            """
            SELECT agency_id AS agency, book_id AS book, year, number FROM registers.entry
             WHERE kind = 'RESERVED' AND expires_at <= :now
             ORDER BY agency_id, book_id, year, number
            """;

    /// In the current scope.
    List<Expired> expired(Instant now) {
        return db.sql(EXPIRED).param("now", utc(now)).query(Expired.class).list();
    }

    private static final String TAKEN =
            """
            SELECT %s FROM registers.entry
             WHERE agency_id = :agency AND book_id = :book AND kind <> 'OLD'
             ORDER BY year, number
            """
                    .formatted(COLUMNS);

    /// All lines but old ones, in their order.
    List<Entry> taken(Book book) {
        return db.sql(TAKEN)
                .param("agency", book.agency())
                .param("book", book.id())
                .query(ENTRY)
                .list();
    }

    private static final String OPEN_AT =
            """
            INSERT INTO registers.series AS series (agency_id, book_id, year, opening, last_number)
            VALUES (:agency, :book, :year, :last, :last)
            ON CONFLICT (agency_id, book_id, year) DO UPDATE SET opening = :last, last_number = :last
             WHERE series.last_number = series.opening
            """;

    boolean openAt(Book book, int year, int last) {
        return db.sql(OPEN_AT)
                        .param("agency", book.agency())
                        .param("book", book.id())
                        .param("year", year)
                        .param("last", last)
                        .update()
                == 1;
    }

    private static final String SERIES =
            """
            SELECT opening, last_number FROM registers.series
             WHERE agency_id = :agency AND book_id = :book AND year = :year
            """;

    Optional<Registers.Series> series(Book book, int year) {
        return db.sql(SERIES)
                .param("agency", book.agency())
                .param("book", book.id())
                .param("year", year)
                .query(Registers.Series.class)
                .optional();
    }

    private static final String HIGHEST_OLD =
            """
            SELECT coalesce(max(number), 0) FROM registers.entry
             WHERE agency_id = :agency AND book_id = :book AND year = :year AND kind = 'OLD'
            """;

    /// The highest number of the year's old lines, or 0.
    int highestOld(Book book, int year) {
        return db.sql(HIGHEST_OLD)
                .param("agency", book.agency())
                .param("book", book.id())
                .param("year", year)
                .query(Integer.class)
                .single();
    }

    private static final String COVER =
            """
            INSERT INTO registers.series AS series (agency_id, book_id, year, opening, last_number)
            VALUES (:agency, :book, :year, :number, :number)
            ON CONFLICT (agency_id, book_id, year) DO UPDATE
               SET opening = CASE WHEN series.last_number = series.opening
                                  THEN greatest(series.opening, :number) ELSE series.opening END,
                   last_number = CASE WHEN series.last_number = series.opening
                                      THEN greatest(series.opening, :number) ELSE series.last_number END
            RETURNING opening
            """;

    /// Locks the year's count and has it begin above the number, unless a number was taken here.
    ///
    /// @return the last number of the register kept before Sala, as it is now
    int cover(Book book, int year, int number) {
        return db.sql(COVER)
                .param("agency", book.agency())
                .param("book", book.id())
                .param("year", year)
                .param("number", number)
                .query(Integer.class)
                .single();
    }

    private static final String ADD_OLD =
            """
            INSERT INTO registers.entry (agency_id, book_id, year, number, kind, entered_at, entered_by,
                   letter_number, letter_date, sender, receiver, subject, action, remark)
            SELECT :agency, :book, year, number, 'OLD', entered::timestamp AT TIME ZONE 'Asia/Bangkok', :by,
                   letter_number, letter_date, sender, receiver, subject, action, remark
              FROM unnest(CAST(:years AS int[]), CAST(:numbers AS int[]), CAST(:entered AS date[]),
                          CAST(:letterNumbers AS text[]), CAST(:letterDates AS date[]), CAST(:senders AS text[]),
                          CAST(:receivers AS text[]), CAST(:subjects AS text[]), CAST(:actions AS text[]),
                          CAST(:remarks AS text[]))
                AS old (year, number, entered, letter_number, letter_date, sender, receiver, subject, action, remark)
            ON CONFLICT DO NOTHING
            """;

    int addOld(Book book, List<Registers.OldLine> lines, String by) {
        return numbers(db.sql(ADD_OLD), book, lines)
                .param("by", by)
                .param("entered", texts(lines, line -> line.entered().toString()))
                .param("letterNumbers", texts(lines, Registers.OldLine::letterNumber))
                .param("letterDates", texts(lines, Entries::letterDate))
                .param("senders", texts(lines, Registers.OldLine::sender))
                .param("receivers", texts(lines, Registers.OldLine::receiver))
                .param("subjects", texts(lines, Registers.OldLine::subject))
                .param("actions", texts(lines, Registers.OldLine::action))
                .param("remarks", texts(lines, Registers.OldLine::remark))
                .update();
    }

    private static StatementSpec numbers(
            StatementSpec statement, Book book, List<Registers.OldLine> lines) {
        return statement
                .param("agency", book.agency())
                .param("book", book.id())
                .param("years", lines.stream().mapToInt(Registers.OldLine::year).toArray())
                .param("numbers", lines.stream().mapToInt(Registers.OldLine::number).toArray());
    }

    private static @Nullable String letterDate(Registers.OldLine line) {
        return line.letterDate() == null ? null : line.letterDate().toString();
    }

    private static @Nullable String[] texts(
            List<Registers.OldLine> lines, Function<Registers.OldLine, @Nullable String> text) {
        return lines.stream().map(text).toArray(String[]::new);
    }

    private static final String THERE =
            """
            SELECT %s FROM registers.entry
             WHERE agency_id = :agency AND book_id = :book
               AND (year, number) IN (SELECT * FROM unnest(CAST(:years AS int[]), CAST(:numbers AS int[])))
            """
                    .formatted(COLUMNS);

    List<Entry> there(Book book, List<Registers.OldLine> lines) {
        return numbers(db.sql(THERE), book, lines).query(ENTRY).list();
    }

    private static final String OF_LETTER =
            """
            SELECT %s FROM registers.entry
             WHERE agency_id = :agency AND letter_id = :letter
             ORDER BY entered_at, book_id
            """
                    .formatted(COLUMNS);

    List<Entry> ofLetter(UUID agency, UUID letter) {
        return db.sql(OF_LETTER)
                .param("agency", agency)
                .param("letter", letter)
                .query(ENTRY)
                .list();
    }

    private static final String HAVING =
            """
            SELECT letter_id FROM registers.entry
             WHERE agency_id = :agency AND number = :number AND letter_id IS NOT NULL
             ORDER BY entered_at DESC LIMIT :most
            """;

    /// The letters that have this number in one of the books, newest first.
    List<UUID> having(UUID agency, int number, int most) {
        return db.sql(HAVING)
                .param("agency", agency)
                .param("number", number)
                .param("most", most)
                .query(UUID.class)
                .list();
    }

    /// A line without a letter, with the book it is in.
    record Found(Book book, Entry entry) {}

    private static final String WITHOUT_LETTER =
            """
            SELECT agency_id, direction, series, unit_id, owner_code, title, entry.* FROM (
                SELECT agency_id, %s FROM registers.entry
                 WHERE kind IN ('OLD', 'CANCELLED')
                   AND (agency_id, book_id, year, number) > (:agency, :book, :year, :number)
                 ORDER BY agency_id, book_id, year, number
                 LIMIT :rows
                   FOR SHARE) AS entry
              JOIN registers.book USING (agency_id)
             WHERE book.id = entry.book
             ORDER BY agency_id, entry.book, year, number
            """
                    .formatted(COLUMNS);

    /// Lines that were carried over or cancelled, of all agencies in the current scope; none of
    /// them changes until the transaction ends.
    List<Found> withoutLetter(UUID agency, UUID book, Registers.Position after, int rows) {
        return db.sql(WITHOUT_LETTER)
                .param("agency", agency)
                .param("book", book)
                .param("year", after.year())
                .param("number", after.number())
                .param("rows", rows)
                .query((row, index) ->
                        new Found(
                                new Book(
                                        row.getObject("agency_id", UUID.class),
                                        row.getObject("book", UUID.class),
                                        Book.Direction.valueOf(row.getString("direction")),
                                        Book.Series.valueOf(row.getString("series")),
                                        row.getObject("unit_id", UUID.class),
                                        row.getString("owner_code"),
                                        row.getString("title")),
                                Objects.requireNonNull(ENTRY.mapRow(row, index))))
                .list();
    }

    private static final String RESERVED_FOR =
            """
            SELECT %s FROM registers.entry
             WHERE agency_id = :agency AND kind = 'RESERVED' AND reserved_for = :owner AND expires_at > :now
             ORDER BY book_id, year, number
            """
                    .formatted(COLUMNS);

    List<Entry> reservedFor(UUID agency, UUID owner, Instant now) {
        return db.sql(RESERVED_FOR)
                .param("agency", agency)
                .param("owner", owner)
                .param("now", utc(now))
                .query(ENTRY)
                .list();
    }

    private static final String RESERVED =
            """
            SELECT %s FROM registers.entry
             WHERE agency_id = :agency AND kind = 'RESERVED' AND expires_at > :now
             ORDER BY book_id, year, number
            """
                    .formatted(COLUMNS);

    List<Entry> reserved(UUID agency, Instant now) {
        return db.sql(RESERVED).param("agency", agency).param("now", utc(now)).query(ENTRY).list();
    }

    /// A number is of the calendar year in which its line was entered.
    private static final String OF_YEARS =
            """
            SELECT %s FROM registers.entry
             WHERE agency_id = :agency AND book_id = :book
            """
                    .formatted(COLUMNS);

    /// Left out for whole years: then only the index by number is left, which is in order.
    private static final String OF_DAYS = " AND entered_at >= :from AND entered_at < :until ";

    private static final String FOUND =
            """
               AND concat_ws(chr(10), number, letter_number, sender, receiver, subject, remark) ~* :pattern
            """;

    /// The place is the only bound at its end: the index is then read from there on.
    private static final String BEFORE =
            """
               AND year >= :firstYear AND (year, number) < (:year, :number)
             ORDER BY year DESC, number DESC
             LIMIT :rows
            """;

    /// What is below the place, newest number first.
    List<Entry> before(
            Book book, Selection selection, Registers.@Nullable Position before, int rows) {
        var end = new Registers.Position(selection.period().until().getYear() + 1, 0);
        var from = before == null || before.year() >= end.year() ? end : before;
        return selected(book, selection, BEFORE, from, rows);
    }

    private static final String AFTER =
            """
               AND year <= :lastYear AND (year, number) > (:year, :number)
             ORDER BY year, number
             LIMIT :rows
            """;

    /// What is above the place, lowest number first.
    List<Entry> after(
            Book book, Selection selection, Registers.@Nullable Position after, int rows) {
        var beginning = new Registers.Position(selection.period().from().getYear(), 0);
        var from = after == null || after.year() < beginning.year() ? beginning : after;
        return selected(book, selection, AFTER, from, rows);
    }

    private List<Entry> selected(
            Book book, Selection selection, String part, Registers.Position from, int rows) {
        var period = selection.period();
        var days = period.isWholeYears() ? "" : OF_DAYS;
        var found = selection.words().isEmpty() ? "" : FOUND;
        return db.sql(OF_YEARS + days + found + part)
                .param("agency", book.agency())
                .param("book", book.id())
                .param("firstYear", period.from().getYear())
                .param("lastYear", period.until().getYear())
                .param("from", beginning(period.from()))
                .param("until", beginning(period.until().plusDays(1)))
                .param("pattern", selection.pattern())
                .param("year", from.year())
                .param("number", from.number())
                .param("rows", rows)
                .query(ENTRY)
                .list();
    }

    static OffsetDateTime beginning(LocalDate day) {
        return day.atStartOfDay(BANGKOK).toOffsetDateTime();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }
}
