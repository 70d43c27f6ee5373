package th.sala.meetings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.database.RecordValues;

/// What came before the room opened: steps, tests and invitations. Rows are only added.
@Repository
class PreparationRows {
    private final JdbcClient db;

    PreparationRows(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD_STEP =
            """
            INSERT INTO meetings.step (agency_id, id, meeting, kind, attendee, secret, words, name, at)
            VALUES (:agency, :id, :meeting, :kind, :attendee, :secret, :words, :name, :at)
            """;

    void add(UUID agency, UUID meeting, Step step) {
        db.sql(ADD_STEP).paramSource(of(step, agency, meeting)).update();
    }

    private static RecordValues of(Record row, UUID agency, UUID meeting) {
        var values = new RecordValues(row);
        values.addValue("agency", agency).addValue("meeting", meeting);
        return values;
    }

    private static final String STEPS =
            """
            SELECT id, kind, attendee, secret, words, name, at FROM meetings.step
             WHERE agency_id = :agency AND meeting = :meeting
             ORDER BY at, id
            """;

    List<Step> steps(UUID agency, UUID meeting) {
        return db.sql(STEPS)
                .param("agency", agency)
                .param("meeting", meeting)
                .query((row, _) ->
                        new Step(
                                row.getObject("id", UUID.class),
                                Step.Kind.valueOf(row.getString("kind")),
                                row.getObject("attendee", UUID.class),
                                row.getBoolean("secret"),
                                row.getString("words"),
                                row.getString("name"),
                                MeetingRows.instant(row, "at")))
                .list();
    }

    private static final String ADD_TEST =
            """
            INSERT INTO meetings.readiness (agency_id, id, meeting, ready, words, name, at)
            VALUES (:agency, :id, :meeting, :ready, :words, :name, :at)
            """;

    void add(UUID agency, UUID meeting, Readiness test) {
        db.sql(ADD_TEST).paramSource(of(test, agency, meeting)).update();
    }

    private static final String LAST_TEST =
            """
            SELECT id, ready, words, name, at FROM meetings.readiness
             WHERE agency_id = :agency AND meeting = :meeting
             ORDER BY at DESC, id LIMIT 1
            """;

    Optional<Readiness> lastTest(UUID agency, UUID meeting) {
        return db.sql(LAST_TEST)
                .param("agency", agency)
                .param("meeting", meeting)
                .query(PreparationRows::test)
                .optional();
    }

    private static Readiness test(ResultSet row, int number) throws SQLException {
        return new Readiness(
                row.getObject("id", UUID.class),
                row.getBoolean("ready"),
                row.getString("words"),
                row.getString("name"),
                MeetingRows.instant(row, "at"));
    }

    private static final String INVITED =
            """
            INSERT INTO meetings.invitation (agency_id, id, meeting, attendee, sha256, at)
            VALUES (:agency, :id, :meeting, :attendee, :sha256, :at)
            """;

    /// @param sha256 of the copy that is kept
    void invited(UUID agency, UUID meeting, UUID attendee, String sha256, Instant at) {
        db.sql(INVITED)
                .param("agency", agency)
                .param("id", UUID.randomUUID())
                .param("meeting", meeting)
                .param("attendee", attendee)
                .param("sha256", sha256)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static final String INVITATIONS =
            """
            SELECT attendee, max(at) AS at FROM meetings.invitation
             WHERE agency_id = :agency AND meeting = :meeting
             GROUP BY attendee
            """;

    /// An attendee and when the last invitation went.
    record Invitation(UUID attendee, Instant at) {}

    List<Invitation> invitations(UUID agency, UUID meeting) {
        return db.sql(INVITATIONS)
                .param("agency", agency)
                .param("meeting", meeting)
                .query((row, _) ->
                        new Invitation(
                                row.getObject("attendee", UUID.class),
                                MeetingRows.instant(row, "at")))
                .list();
    }
}
