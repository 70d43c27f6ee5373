package th.sala.worktime;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class OfficeHoursChanges {
    private static final String COLUMNS =
            """
            SELECT agency_id, id, first_day, opening, closing, source, decided_at, decided_by,
                   withdrawn_at, withdrawn_by, withdrawal_reason
              FROM worktime.office_hours
            """;

    private final JdbcClient db;

    OfficeHoursChanges(JdbcClient db) {
        this.db = db;
    }

    private static final String OF =
            COLUMNS
                    + """
                     WHERE agency_id = :agency AND withdrawn_at IS NULL
                     ORDER BY first_day
                    """;

    /// Those that hold, by their first days.
    List<OfficeHoursChange> of(UUID agency) {
        return db.sql(OF).param("agency", agency).query(OfficeHoursChanges::change).list();
    }

    private static final String WITHDRAWN =
            COLUMNS
                    + """
                     WHERE agency_id = :agency AND withdrawn_at IS NOT NULL
                     ORDER BY withdrawn_at DESC
                    """;

    List<OfficeHoursChange> withdrawn(UUID agency) {
        return db.sql(WITHDRAWN).param("agency", agency).query(OfficeHoursChanges::change).list();
    }

    private static final String ADD =
            """
            INSERT INTO worktime.office_hours
                   (agency_id, id, first_day, opening, closing, source, decided_at, decided_by)
            VALUES (:agency, :id, :first, :opening, :closing, :source, :at, :by)
            ON CONFLICT (agency_id, first_day) WHERE withdrawn_at IS NULL DO NOTHING
            """;

    /// Adds the change, or answers false if there is one from that day on.
    boolean add(OfficeHoursChange change) {
        return db.sql(ADD)
                        .param("agency", change.agency())
                        .param("id", change.id())
                        .param("first", change.firstDay())
                        .param("opening", change.hours().opening())
                        .param("closing", change.hours().closing())
                        .param("source", change.source())
                        .param("at", change.decidedAt().atOffset(ZoneOffset.UTC))
                        .param("by", change.decidedBy())
                        .update()
                == 1;
    }

    private static final String WITHDRAW =
            """
            UPDATE worktime.office_hours
               SET withdrawn_at = :at, withdrawn_by = :by, withdrawal_reason = :reason
             WHERE agency_id = :agency AND id = :id AND withdrawn_at IS NULL
            """;

    /// Answers false if somebody was first.
    boolean withdraw(UUID agency, UUID id, Holiday.Act act) {
        return db.sql(WITHDRAW)
                        .param("agency", agency)
                        .param("id", id)
                        .param("at", act.at().atOffset(ZoneOffset.UTC))
                        .param("by", act.by())
                        .param("reason", act.text())
                        .update()
                == 1;
    }

    private static OfficeHoursChange change(ResultSet row, int number) throws SQLException {
        var withdrawn = row.getObject("withdrawn_at", OffsetDateTime.class);
        return new OfficeHoursChange(
                row.getObject("agency_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getObject("first_day", LocalDate.class),
                new OfficeHours(
                        row.getObject("opening", LocalTime.class),
                        row.getObject("closing", LocalTime.class)),
                row.getString("source"),
                row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                row.getString("decided_by"),
                withdrawn == null
                        ? null
                        : new Holiday.Act(
                                withdrawn.toInstant(),
                                row.getString("withdrawn_by"),
                                row.getString("withdrawal_reason")));
    }
}
