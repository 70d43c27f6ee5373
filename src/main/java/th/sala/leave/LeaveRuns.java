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

    private static final String LIVE =
            """
            SELECT id, official, kind, first_day, from_noon, last_day, until_noon, state
              FROM leave.request
             WHERE agency_id = :agency AND official = ANY(:officials)
               AND cancels IS NULL AND state IN ('WAITING', 'APPROVED')
               AND last_day >= :first AND first_day <= :last
             ORDER BY begin_half, official
            """;

    /// A leave that is approved or asked for.
    record Run(UUID request, UUID official, LeaveKind kind, LeaveDays days, boolean waits) {}

    /// Of which a half day at least lies in the days asked for, by the first half day.
    List<Run> live(UUID agency, Collection<UUID> officials, LocalDate first, LocalDate last) {
        return db.sql(LIVE)
                .param("agency", agency)
                .param("officials", officials.toArray(UUID[]::new))
                .param("first", first)
                .param("last", last)
                .query(LeaveRuns::run)
                .list();
    }

    private static Run run(ResultSet row, int number) throws SQLException {
        return new Run(
                row.getObject("id", UUID.class),
                row.getObject("official", UUID.class),
                LeaveKind.valueOf(row.getString("kind")),
                days(row),
                row.getString("state").equals("WAITING"));
    }

    private static final String EVENTS =
            """
            SELECT official, first_day, from_noon, last_day, until_noon
              FROM leave.petition
             WHERE agency_id = :agency AND official = ANY(:officials)
               AND matter = 'EVENT' AND state = 'GRANTED'
               AND last_day >= :first AND first_day <= :last
             ORDER BY first_day, official
            """;

    /// What the head found to be a special event.
    List<Absences.Event> events(
            UUID agency, Collection<UUID> officials, LocalDate first, LocalDate last) {
        return db.sql(EVENTS)
                .param("agency", agency)
                .param("officials", officials.toArray(UUID[]::new))
                .param("first", first)
                .param("last", last)
                .query((row, _) ->
                        new Absences.Event(row.getObject("official", UUID.class), days(row)))
                .list();
    }

    private static final String STAYS =
            """
            SELECT official, from_day, until_day
              FROM leave.secondment
             WHERE agency_id = :agency AND official = ANY(:officials)
             ORDER BY from_day, official
            """;

    /// When they were here from other agencies.
    List<Absences.Stay> stays(UUID agency, Collection<UUID> officials) {
        return db.sql(STAYS)
                .param("agency", agency)
                .param("officials", officials.toArray(UUID[]::new))
                .query((row, _) ->
                        new Absences.Stay(
                                row.getObject("official", UUID.class),
                                row.getObject("from_day", LocalDate.class),
                                row.getObject("until_day", LocalDate.class)))
                .list();
    }

    private static final String ASKED =
            "SELECT asked_begin, asked_end FROM leave.request WHERE agency_id = :agency AND id = :id";

    /// The days of a request as they were asked for, whatever became of them.
    LeaveDays asked(UUID agency, UUID id) {
        return db.sql(ASKED)
                .param("agency", agency)
                .param("id", id)
                .query((row, _) ->
                        LeaveDays.between(row.getLong("asked_begin"), row.getLong("asked_end")))
                .single();
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
