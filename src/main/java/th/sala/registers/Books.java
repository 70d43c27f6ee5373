package th.sala.registers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@Repository
class Books {
    private static final String COLUMNS =
            "agency_id AS agency, id, direction, series, unit_id AS unit, owner_code, title";

    private static final RowMapper<Book> BOOK = new SimplePropertyRowMapper<>(Book.class);

    private final JdbcClient db;

    /// Books never change once they are begun, so they are looked up once.
    private final Map<Place, Book> committed = new ConcurrentHashMap<>();

    Books(JdbcClient db) {
        this.db = db;
    }

    private static final String FIND_OR_ADD =
            """
            WITH added AS (
                INSERT INTO registers.book (agency_id, id, direction, series, unit_id, owner_code, title)
                SELECT :agency, :id, :direction, :series, :unit, :ownerCode, :title
                 WHERE NOT EXISTS (
                    SELECT FROM registers.book
                     WHERE agency_id = :agency AND direction = :direction AND series = :series
                       AND unit_id IS NOT DISTINCT FROM :unit AND owner_code = :ownerCode)
                ON CONFLICT DO NOTHING
                RETURNING %1$s)
            SELECT * FROM added
            UNION ALL
            SELECT %1$s FROM registers.book
             WHERE agency_id = :agency AND direction = :direction AND series = :series
               AND unit_id IS NOT DISTINCT FROM :unit AND owner_code = :ownerCode
            """
                    .formatted(COLUMNS);

    private record Place(
            UUID agency,
            Book.Direction direction,
            Book.Series series,
            @Nullable UUID unit,
            String ownerCode) {}

    /// The book, which is begun when it is first needed.
    Book book(
            UUID agency,
            Book.Direction direction,
            Book.Series series,
            @Nullable UUID unit,
            String ownerCode,
            String title) {
        var place = new Place(agency, direction, series, unit, ownerCode);
        var known = committed.get(place);
        if (known != null) {
            return known;
        }
        var book = findOrAdd(place, title);
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        committed.put(place, book);
                    }
                });
        return book;
    }

    private Book findOrAdd(Place place, String title) {
        while (true) {
            var book =
                    db.sql(FIND_OR_ADD)
                            .param("agency", place.agency())
                            .param("id", UUID.randomUUID())
                            .param("direction", place.direction().name())
                            .param("series", place.series().name())
                            .param("unit", place.unit(), java.sql.Types.OTHER)
                            .param("ownerCode", place.ownerCode())
                            .param("title", title)
                            .query(Book.class)
                            .optional();
            // nothing: somebody else began it at this moment, and the next statement sees it
            if (book.isPresent()) {
                return book.get();
            }
        }
    }

    private static final String OF =
            """
            SELECT %s FROM registers.book
             WHERE agency_id = :agency
             ORDER BY direction, unit_id NULLS FIRST, owner_code, series
            """
                    .formatted(COLUMNS);

    List<Book> of(UUID agency) {
        return db.sql(OF).param("agency", agency).query(Book.class).list();
    }

    private static final String FIND =
            "SELECT %s FROM registers.book WHERE agency_id = :agency AND id = :id"
                    .formatted(COLUMNS);

    Optional<Book> find(UUID agency, UUID id) {
        return db.sql(FIND).param("agency", agency).param("id", id).query(Book.class).optional();
    }

    private static final String STANDINGS =
            """
            SELECT %s, coalesce(series.last_number, 0) AS last_number, today.lines AS lines_today
              FROM registers.book
              LEFT JOIN registers.series ON series.agency_id = book.agency_id AND series.book_id = book.id
                    AND series.year = :year
             CROSS JOIN LATERAL (
                    SELECT count(*) AS lines FROM registers.entry
                     WHERE entry.agency_id = book.agency_id AND entry.book_id = book.id
                       AND entered_at >= :from AND entered_at < :until) AS today
             WHERE book.agency_id = :agency
             ORDER BY direction, unit_id NULLS FIRST, owner_code, series
            """
                    .formatted(COLUMNS.replace("agency_id", "book.agency_id"));

    List<Registers.Standing> standings(UUID agency, int year, Registers.Period day) {
        return db.sql(STANDINGS)
                .param("agency", agency)
                .param("year", year)
                .param("from", Entries.beginning(day.from()))
                .param("until", Entries.beginning(day.until().plusDays(1)))
                .query((row, number) -> standing(row, number))
                .list();
    }

    private static Registers.Standing standing(ResultSet row, int number) throws SQLException {
        return new Registers.Standing(
                BOOK.mapRow(row, number), row.getInt("last_number"), row.getInt("lines_today"));
    }
}
