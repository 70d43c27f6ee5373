package th.sala.registers;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

@Repository
class Entries {
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");

    private static final String COLUMNS =
            "book_id AS book, year, number, kind, letter_id AS letter, entered_at, entered_by,"
                    + " received_at AS received, letter_number, letter_date, sender, receiver,"
                    + " subject, action, remark, reserved_for, expires_at, cancelled_at,"
                    + " cancelled_by";

    private final JdbcClient db;

    Entries(JdbcClient db) {
        this.db = db;
    }

    /// Counts and enters in one statement, so that the book is locked for one round trip and the
    /// commit. A send register's line gets the whole letter number.
    private static final String TAKE =
            """
            WITH taken AS (
                INSERT INTO registers.series AS series (agency_id, book_id, year, last_number)
                VALUES (:agency, :book, :year, 1)
                ON CONFLICT (agency_id, book_id, year) DO UPDATE SET last_number = series.last_number + 1
                RETURNING last_number)
            INSERT INTO registers.entry (agency_id, book_id, year, number, kind, letter_id, entered_at, entered_by,
                   received_at, letter_number, letter_date, sender, receiver, subject, action, remark)
            SELECT :agency, :book, :year, last_number, 'USED', :letter, :now, :by,
                   :received, :letterNumber || CASE WHEN :counted THEN last_number::text ELSE '' END, :letterDate,
                   :sender, :receiver, :subject, :action, :remark
              FROM taken
            RETURNING %s
            """
                    .formatted(COLUMNS);

    Entry take(Book book, int year, Instant now, String by, Entry.Line line) {
        return line(db.sql(TAKE), book, line)
                .param("year", year)
                .param("now", utc(now))
                .param("by", by)
                .param("counted", book.direction() == Book.Direction.SEND)
                .query(Entry.class)
                .single();
    }

    private static final String USE_RESERVED =
            """
            UPDATE registers.entry
               SET kind = 'USED', letter_id = :letter, entered_at = :now, entered_by = :by, received_at = :received,
                   letter_number = :letterNumber || number::text, letter_date = :letterDate, sender = :sender,
                   receiver = :receiver, subject = :subject, action = :action, remark = :remark
             WHERE agency_id = :agency AND book_id = :book AND year = :year AND number = :number
               AND kind = 'RESERVED' AND reserved_for = :owner AND expires_at > :now
            """;

    boolean useReserved(
            Book book, int year, int number, UUID owner, Instant now, String by, Entry.Line line) {
        return line(db.sql(USE_RESERVED), book, line)
                        .param("year", year)
                        .param("number", number)
                        .param("owner", owner)
                        .param("now", utc(now))
                        .param("by", by)
                        .update()
                == 1;
    }

    private static StatementSpec line(StatementSpec statement, Book book, Entry.Line line) {
        var prefix =
                book.direction() == Book.Direction.SEND
                        ? book.ownerCode() + "/" + (book.circular() ? "ว " : "")
                        : line.letterNumber();
        return statement
                .param("agency", book.agency())
                .param("book", book.id())
                .param("letter", line.letter())
                .param("received", utc(line.received()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("letterNumber", prefix)
                .param("letterDate", line.letterDate(), Types.DATE)
                .param("sender", line.sender())
                .param("receiver", line.receiver())
                .param("subject", line.subject())
                .param("action", line.action())
                .param("remark", line.remark());
    }

    private static final String RESERVE =
            """
            WITH taken AS (
                INSERT INTO registers.series AS series (agency_id, book_id, year, last_number)
                VALUES (:agency, :book, :year, 1)
                ON CONFLICT (agency_id, book_id, year) DO UPDATE SET last_number = series.last_number + 1
                RETURNING last_number)
            INSERT INTO registers.entry (agency_id, book_id, year, number, kind, entered_at, entered_by,
                   letter_number, reserved_for, expires_at, remark)
            SELECT :agency, :book, :year, last_number, 'RESERVED', :now, :by, :prefix || last_number, :owner, :until, :remark
              FROM taken
            RETURNING %s
            """
                    .formatted(COLUMNS);

    Entry reserve(
            Book book,
            int year,
            Instant now,
            String by,
            UUID owner,
            String ownerName,
            Instant until) {
        return db.sql(RESERVE)
                .param("agency", book.agency())
                .param("book", book.id())
                .param("year", year)
                .param("now", utc(now))
                .param("by", by)
                .param("prefix", book.ownerCode() + "/" + (book.circular() ? "ว " : ""))
                .param("owner", owner)
                .param("until", utc(until))
                .param("remark", "จองให้ " + ownerName)
                .query(Entry.class)
                .single();
    }

    private static final String CANCEL_RESERVED =
            """
            UPDATE registers.entry
               SET kind = 'CANCELLED', cancelled_at = :now, cancelled_by = :by, remark = :reason
             WHERE agency_id = :agency AND book_id = :book AND year = :year AND number = :number AND kind = 'RESERVED'
            """;

    boolean cancelReserved(Book book, int year, int number, String reason, Instant now, String by) {
        return db.sql(CANCEL_RESERVED)
                        .param("agency", book.agency())
                        .param("book", book.id())
                        .param("year", year)
                        .param("number", number)
                        .param("reason", reason)
                        .param("now", utc(now))
                        .param("by", by)
                        .update()
                == 1;
    }

    private static final String CANCEL_EXPIRED =
            """
            UPDATE registers.entry
               SET kind = 'CANCELLED', cancelled_at = :now, cancelled_by = '', remark = remark || ' (หมดเวลาจอง)'
             WHERE kind = 'RESERVED' AND expires_at <= :now
            """;

    int cancelExpired(Instant now) {
        return db.sql(CANCEL_EXPIRED).param("now", utc(now)).update();
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

    private static final String ADD_OLD =
            """
            INSERT INTO registers.entry (agency_id, book_id, year, number, kind, entered_at, entered_by,
                   letter_number, letter_date, sender, receiver, subject, action, remark)
            VALUES (:agency, :book, :year, :number, 'OLD', :entered, :by,
                   :letterNumber, :letterDate, :sender, :receiver, :subject, :action, :remark)
            ON CONFLICT DO NOTHING
            """;

    private static final String COVER_OLD =
            """
            INSERT INTO registers.series AS series (agency_id, book_id, year, opening, last_number)
            VALUES (:agency, :book, :year, :last, :last)
            ON CONFLICT (agency_id, book_id, year) DO UPDATE SET opening = :last, last_number = :last
             WHERE series.last_number = series.opening AND series.last_number < :last
            """;

    int addOld(Book book, List<Registers.OldLine> lines, Instant now, String by) {
        int added = 0;
        for (var line : lines) {
            added +=
                    db.sql(ADD_OLD)
                            .param("agency", book.agency())
                            .param("book", book.id())
                            .param("year", line.year())
                            .param("number", line.number())
                            .param(
                                    "entered",
                                    line.entered().atStartOfDay(BANGKOK).toOffsetDateTime())
                            .param("by", by)
                            .param("letterNumber", line.letterNumber())
                            .param("letterDate", line.letterDate(), Types.DATE)
                            .param("sender", line.sender())
                            .param("receiver", line.receiver())
                            .param("subject", line.subject())
                            .param("action", line.action())
                            .param("remark", line.remark())
                            .update();
            // the next number of that year follows the old ones
            db.sql(COVER_OLD)
                    .param("agency", book.agency())
                    .param("book", book.id())
                    .param("year", line.year())
                    .param("last", line.number())
                    .update();
        }
        return added;
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
                .query(Entry.class)
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
                .query(Entry.class)
                .list();
    }

    private static final String PAGE =
            """
            SELECT %s FROM registers.entry
             WHERE agency_id = :agency AND book_id = :book AND entered_at >= :from AND entered_at < :until
               AND (year, number) < (:beforeYear, :beforeNumber)
             ORDER BY year DESC, number DESC
             LIMIT :rows
            """
                    .formatted(COLUMNS);

    List<Entry> page(
            Book book, Registers.Period period, Registers.@Nullable Position before, int rows) {
        return db.sql(PAGE)
                .param("agency", book.agency())
                .param("book", book.id())
                .param("from", period.from().atStartOfDay(BANGKOK).toOffsetDateTime())
                .param("until", period.until().plusDays(1).atStartOfDay(BANGKOK).toOffsetDateTime())
                .param("beforeYear", before == null ? Integer.MAX_VALUE : before.year())
                .param("beforeNumber", before == null ? 0 : before.number())
                .param("rows", rows)
                .query(Entry.class)
                .list();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }
}
