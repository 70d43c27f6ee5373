package th.sala.routing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.routing.WayPolicy.Decision;

/// What agencies decided about the rules for letters inside; nothing of it is ever changed.
@Repository
class WayDecisions {
    private final JdbcClient db;

    WayDecisions(JdbcClient db) {
        this.db = db;
    }

    private static final String OF =
            """
            SELECT first_day, rules, source, decided_at, decided_by
              FROM routing.rules_decision
             WHERE agency_id = :agency
            """;

    WayPolicy of(UUID agency) {
        return new WayPolicy(
                db.sql(OF).param("agency", agency).query(WayDecisions::decision).list());
    }

    private static final String ADD =
            """
            INSERT INTO routing.rules_decision (agency_id, id, first_day, rules, source, decided_at, decided_by)
            VALUES (:agency, gen_random_uuid(), :first, :rules, :source, :at, :by)
            """;

    void add(UUID agency, Decision decision) {
        db.sql(ADD)
                .param("agency", agency)
                .param("first", decision.firstDay())
                .param("rules", decision.rules().name())
                .param("source", decision.source())
                .param("at", decision.decidedAt().atOffset(ZoneOffset.UTC))
                .param("by", decision.decidedBy())
                .update();
    }

    private static Decision decision(ResultSet row, int index) throws SQLException {
        return new Decision(
                row.getObject("first_day", LocalDate.class),
                WayPolicy.Rules.valueOf(row.getString("rules")),
                row.getString("source"),
                row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                row.getString("decided_by"));
    }
}
