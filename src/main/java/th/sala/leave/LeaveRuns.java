package th.sala.leave;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The runs of leave of many people at once.
@Repository
class LeaveRuns {
    private final JdbcClient db;

    LeaveRuns(JdbcClient db) {
        this.db = db;
    }

    private static final String APPROVED =
            """
            SELECT id, official, kind, first_day, from_noon, last_day, until_noon
              FROM leave.request
             WHERE agency_id = :agency AND official = ANY(:officials)
               AND cancels IS NULL AND state = 'APPROVED'
               AND last_day >= :first AND first_day <= :last
             ORDER BY begin_half, official
            """;

    List<Absence> approved(
            UUID agency, Collection<UUID> officials, LocalDate first, LocalDate last) {
        return db.sql(APPROVED)
                .param("agency", agency)
                .param("officials", officials.toArray(UUID[]::new))
                .param("first", first)
                .param("last", last)
                .query(LeaveRuns::absence)
                .list();
    }

    private static Absence absence(ResultSet row, int number) throws SQLException {
        return new Absence(
                row.getObject("official", UUID.class),
                LeaveKind.valueOf(row.getString("kind")),
                days(row),
                row.getObject("id", UUID.class));
    }

    private static LeaveDays days(ResultSet row) throws SQLException {
        return new LeaveDays(
                row.getObject("first_day", LocalDate.class),
                row.getBoolean("from_noon"),
                row.getObject("last_day", LocalDate.class),
                row.getBoolean("until_noon"));
    }
}
