package th.sala.telework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.database.RecordValues;

/// Terminations that were proposed.
@Repository
class Breaches {
    private static final int MOST = 200;

    private final JdbcClient db;

    Breaches(JdbcClient db) {
        this.db = db;
    }

    private static final String PROPOSE =
            """
            INSERT INTO telework.breach (agency_id, id, agreement, reasons, name, title, at, speak_by)
            VALUES (:agency, :id, :agreement, :reasons, :name, :title, :at, :speakBy)
            """;

    /// @throws org.springframework.dao.DuplicateKeyException if one is open already
    void propose(UUID agency, Breach breach) {
        db.sql(PROPOSE).paramSource(new RecordValues(breach).addValue("agency", agency)).update();
    }

    private static final String ALL =
            """
            SELECT id, agreement, reasons, name, title, at, speak_by, said, outcome, words, back_day, decided_by, version
              FROM telework.breach
             WHERE agency_id = :agency
            """;

    private static final String OF = ALL + " AND agreement = :agreement ORDER BY at DESC, id";

    /// The newest first.
    List<Breach> of(UUID agency, UUID agreement) {
        return db.sql(OF)
                .param("agency", agency)
                .param("agreement", agreement)
                .query(Breaches::breach)
                .list();
    }

    private static final String OPEN = ALL + " AND outcome IS NULL ORDER BY at, id LIMIT :rows";

    List<Breach> open(UUID agency) {
        return db.sql(OPEN)
                .param("agency", agency)
                .param("rows", MOST)
                .query(Breaches::breach)
                .list();
    }

    private static final String SPEAK =
            """
            UPDATE telework.breach SET said = :said, version = version + 1
             WHERE agency_id = :agency AND id = :id AND outcome IS NULL
            """;

    void speak(UUID agency, UUID id, String said) {
        db.sql(SPEAK).param("agency", agency).param("id", id).param("said", said).update();
    }

    private static final String DECIDE =
            """
            UPDATE telework.breach
               SET outcome = :outcome, words = :words, back_day = :back, decided_by = :by, decided_at = :at
             WHERE agency_id = :agency AND id = :id AND outcome IS NULL
            """;

    void decide(
            UUID agency,
            UUID id,
            Breach.Outcome outcome,
            String words,
            @Nullable LocalDate back,
            String by,
            Instant at) {
        db.sql(DECIDE)
                .param("agency", agency)
                .param("id", id)
                .param("outcome", outcome.name())
                .param("words", words)
                .param("back", back, Types.DATE)
                .param("by", by)
                .param("at", Agreements.utc(at))
                .update();
    }

    private static final String LAPSE =
            """
            UPDATE telework.breach SET outcome = 'LAPSED', decided_by = :by, decided_at = :at
             WHERE agency_id = :agency AND agreement = :agreement AND outcome IS NULL
            """;

    /// The one that waits, if there is one.
    void lapse(UUID agency, UUID agreement, String by, Instant at) {
        db.sql(LAPSE)
                .param("agency", agency)
                .param("agreement", agreement)
                .param("by", by)
                .param("at", Agreements.utc(at))
                .update();
    }

    private static Breach breach(ResultSet row, int number) throws SQLException {
        var outcome = row.getString("outcome");
        return new Breach(
                row.getObject("id", UUID.class),
                row.getObject("agreement", UUID.class),
                row.getString("reasons"),
                row.getString("name"),
                row.getString("title"),
                Agreements.instant(row, "at"),
                row.getObject("speak_by", LocalDate.class),
                row.getString("said"),
                outcome == null ? null : Breach.Outcome.valueOf(outcome),
                row.getString("words"),
                row.getObject("back_day", LocalDate.class),
                row.getString("decided_by"),
                row.getInt("version"));
    }
}
