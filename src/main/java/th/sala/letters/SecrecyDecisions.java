package th.sala.letters;

import static th.sala.letters.OutgoingLetters.moment;
import static th.sala.letters.OutgoingLetters.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.letters.SecrecyPolicy.Decision;

/// What agencies decided about letters with a secrecy class; nothing of it is ever changed.
@Repository
class SecrecyDecisions {
    private final JdbcClient db;

    SecrecyDecisions(JdbcClient db) {
        this.db = db;
    }

    private static final String OF =
            """
            SELECT first_day, lowest_refused, source, decided_at, decided_by
              FROM letters.secrecy_decision
             WHERE agency_id = :agency
            """;

    SecrecyPolicy of(UUID agency) {
        return new SecrecyPolicy(
                db.sql(OF).param("agency", agency).query(SecrecyDecisions::decision).list());
    }

    private static final String ADD =
            """
            INSERT INTO letters.secrecy_decision (agency_id, id, first_day, lowest_refused, source, decided_at, decided_by)
            VALUES (:agency, gen_random_uuid(), :first, :lowest, :source, :at, :by)
            """;

    void add(UUID agency, Decision decision) {
        db.sql(ADD)
                .param("agency", agency)
                .param("first", decision.firstDay())
                .param("lowest", decision.lowestRefused().name())
                .param("source", decision.source())
                .param("at", utc(decision.decidedAt()))
                .param("by", decision.decidedBy())
                .update();
    }

    private static Decision decision(ResultSet row, int index) throws SQLException {
        return new Decision(
                row.getObject("first_day", LocalDate.class),
                SecrecyClass.valueOf(row.getString("lowest_refused")),
                row.getString("source"),
                Objects.requireNonNull(moment(row, "decided_at")),
                row.getString("decided_by"));
    }
}
