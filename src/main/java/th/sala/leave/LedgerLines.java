package th.sala.leave;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The ledger, and from what rights were worked out.
@Repository
class LedgerLines {
    private final JdbcClient db;

    LedgerLines(JdbcClient db) {
        this.db = db;
    }

    private static final String KNOW =
            "INSERT INTO leave.person (agency_id, official) VALUES (:agency, :official) ON CONFLICT DO NOTHING";

    private static final String LOCK =
            "SELECT official FROM leave.person WHERE agency_id = :agency AND official = :official FOR UPDATE";

    /// Keeps everybody else from the person's leave until the transaction ends.
    void lock(UUID agency, UUID official) {
        db.sql(KNOW).param("agency", agency).param("official", official).update();
        db.sql(LOCK)
                .param("agency", agency)
                .param("official", official)
                .query(UUID.class)
                .optional();
    }

    private static final String ADD =
            """
            INSERT INTO leave.line (agency_id, id, official, kind, year, entry, halves, request, at, by)
            VALUES (:agency, :id, :official, :kind, :year, :entry, :halves, :request, :at, :by)
            """;

    void add(LedgerLine line) {
        db.sql(ADD)
                .param("agency", line.agency())
                .param("id", line.id())
                .param("official", line.official())
                .param("kind", line.kind().name())
                .param("year", line.year().year())
                .param("entry", line.entry().name())
                .param("halves", line.halves())
                .param("request", line.request(), Types.OTHER)
                .param("at", line.at().atOffset(ZoneOffset.UTC))
                .param("by", line.by())
                .update();
    }

    private static final String ALL =
            """
            SELECT agency_id, id, official, kind, year, entry, halves, request, at, by
              FROM leave.line
             WHERE agency_id = :agency
            """;

    private static final String OF_PERSON =
            ALL + " AND official = :official AND year = :year ORDER BY at, entry, id";

    /// A fiscal year's, oldest first.
    List<LedgerLine> of(UUID agency, UUID official, FiscalYear year) {
        return db.sql(OF_PERSON)
                .param("agency", agency)
                .param("official", official)
                .param("year", year.year())
                .query(LedgerLines::line)
                .list();
    }

    private static final String OF_REQUEST = ALL + " AND request = :request ORDER BY year, at, id";

    List<LedgerLine> ofRequest(UUID agency, UUID request) {
        return db.sql(OF_REQUEST)
                .param("agency", agency)
                .param("request", request)
                .query(LedgerLines::line)
                .list();
    }

    private static final String KEEP_SERVICE =
            """
            INSERT INTO leave.service
                   (agency_id, official, year, appointed, entry, since, hardship, term_holidays, left_halves, at, by)
            VALUES (:agency, :official, :year, :appointed, :entry, :since, :hardship, :termHolidays, :left, :at, :by)
            ON CONFLICT (agency_id, official, year) DO UPDATE
               SET appointed = :appointed, entry = :entry, since = :since, hardship = :hardship,
                   term_holidays = :termHolidays, left_halves = :left, at = :at, by = :by, closing = NULL
            """;

    void keep(UUID agency, UUID official, FiscalYear year, LeaveLedger.Entered entered) {
        var service = entered.service();
        db.sql(KEEP_SERVICE)
                .param("agency", agency)
                .param("official", official)
                .param("year", year.year())
                .param("appointed", service.appointed())
                .param("entry", service.entry().name())
                .param("since", service.since())
                .param("hardship", service.hardship())
                .param("termHolidays", service.termHolidays())
                .param("left", entered.left())
                .param("at", entered.at().atOffset(ZoneOffset.UTC))
                .param("by", entered.by())
                .update();
    }

    private static final String SERVICE =
            """
            SELECT appointed, entry, since, hardship, term_holidays, left_halves, at, by
              FROM leave.service
             WHERE agency_id = :agency AND official = :official AND year = :year
            """;

    Optional<LeaveLedger.Entered> entered(UUID agency, UUID official, FiscalYear year) {
        return db.sql(SERVICE)
                .param("agency", agency)
                .param("official", official)
                .param("year", year.year())
                .query(LedgerLines::entered)
                .optional();
    }

    private static LeaveLedger.Entered entered(ResultSet row, int number) throws SQLException {
        var service =
                new VacationRight.Service(
                        row.getObject("appointed", LocalDate.class),
                        VacationRight.Entry.valueOf(row.getString("entry")),
                        row.getObject("since", LocalDate.class),
                        row.getBoolean("hardship"),
                        row.getBoolean("term_holidays"));
        return new LeaveLedger.Entered(
                service,
                row.getInt("left_halves"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("by"));
    }

    private static LedgerLine line(ResultSet row, int number) throws SQLException {
        return new LedgerLine(
                row.getObject("agency_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getObject("official", UUID.class),
                LeaveKind.valueOf(row.getString("kind")),
                new FiscalYear(row.getInt("year")),
                LedgerLine.Entry.valueOf(row.getString("entry")),
                row.getInt("halves"),
                row.getObject("request", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("by"));
    }
}
