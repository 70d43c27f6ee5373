package th.sala.telework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.database.RecordValues;

/// Days that people asked for in place of others.
@Repository
class DayChanges {
    private static final int MOST = 200;

    private final JdbcClient db;

    DayChanges(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO telework.change (agency_id, id, agreement, off_day, on_day, reason, asked_at)
            VALUES (:agency, :id, :agreement, :offDay, :onDay, :reason, :askedAt)
            """;

    /// @throws org.springframework.dao.DuplicateKeyException if the day is asked for already
    void add(UUID agency, DayChange change) {
        db.sql(ADD).paramSource(new RecordValues(change).addValue("agency", agency)).update();
    }

    private static final String ALL =
            """
            SELECT id, agreement, off_day, on_day, reason, asked_at, outcome, decided_by, words
              FROM telework.change
             WHERE agency_id = :agency
            """;

    private static final String FIND = ALL + " AND agreement = :agreement AND id = :id";

    Optional<DayChange> find(UUID agency, UUID agreement, UUID id) {
        return db.sql(FIND)
                .param("agency", agency)
                .param("agreement", agreement)
                .param("id", id)
                .query(DayChanges::change)
                .optional();
    }

    private static final String OF =
            ALL + " AND agreement = :agreement ORDER BY asked_at DESC, id LIMIT :rows";

    List<DayChange> of(UUID agency, UUID agreement) {
        return db.sql(OF)
                .param("agency", agency)
                .param("agreement", agreement)
                .param("rows", MOST)
                .query(DayChanges::change)
                .list();
    }

    private static final String ASKERS =
            """
            SELECT DISTINCT a.official
              FROM telework.change c JOIN telework.agreement a ON a.agency_id = c.agency_id AND a.id = c.agreement
             WHERE c.agency_id = :agency AND c.outcome IS NULL AND c.on_day > :today
            """;

    /// Whose requests wait for a day to come.
    List<UUID> askers(UUID agency, LocalDate today) {
        return db.sql(ASKERS)
                .param("agency", agency)
                .param("today", today)
                .query(UUID.class)
                .list();
    }

    private static final String WAITING =
            ALL
                    + """
                       AND outcome IS NULL AND on_day > :today
                       AND agreement IN (SELECT id FROM telework.agreement WHERE agency_id = :agency AND official IN (:officials))
                     ORDER BY asked_at, id
                     LIMIT :rows
                    """;

    /// Requests of these people for a day to come, the longest waiting first.
    ///
    /// @param officials not empty
    List<DayChange> waiting(UUID agency, List<UUID> officials, LocalDate today) {
        return db.sql(WAITING)
                .param("agency", agency)
                .param("officials", officials)
                .param("today", today)
                .param("rows", MOST)
                .query(DayChanges::change)
                .list();
    }

    private static final String DECIDE =
            """
            UPDATE telework.change
               SET outcome = :outcome, decided_by = :by, decided_at = :at, words = :words
             WHERE agency_id = :agency AND id = :id AND outcome IS NULL
            """;

    /// @return false if it was decided before
    boolean decide(
            UUID agency, UUID id, DayChange.Outcome outcome, String by, Instant at, String words) {
        return db.sql(DECIDE)
                        .param("agency", agency)
                        .param("id", id)
                        .param("outcome", outcome.name())
                        .param("by", by)
                        .param("at", Agreements.utc(at))
                        .param("words", words)
                        .update()
                == 1;
    }

    private static final String LAPSE =
            """
            UPDATE telework.change
               SET outcome = 'LAPSED', decided_by = :by, decided_at = :at
             WHERE agency_id = :agency AND agreement = :agreement AND outcome IS NULL
               AND greatest(on_day, off_day) >= :back
            """;

    /// Those that wait for a day on which the person is back.
    void lapse(UUID agency, UUID agreement, LocalDate back, String by, Instant at) {
        db.sql(LAPSE)
                .param("agency", agency)
                .param("agreement", agreement)
                .param("back", back)
                .param("by", by)
                .param("at", Agreements.utc(at))
                .update();
    }

    private static DayChange change(ResultSet row, int number) throws SQLException {
        var outcome = row.getString("outcome");
        return new DayChange(
                row.getObject("id", UUID.class),
                row.getObject("agreement", UUID.class),
                row.getObject("off_day", LocalDate.class),
                row.getObject("on_day", LocalDate.class),
                row.getString("reason"),
                Agreements.instant(row, "asked_at"),
                outcome == null ? null : DayChange.Outcome.valueOf(outcome),
                row.getString("decided_by"),
                row.getString("words"));
    }
}
