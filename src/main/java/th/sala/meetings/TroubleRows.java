package th.sala.meetings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.database.RecordValues;

/// What went wrong. Rows are only added.
@Repository
class TroubleRows {
    private final JdbcClient db;

    TroubleRows(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO meetings.incident (agency_id, id, meeting, attendee, name, kind, words, at)
            VALUES (:agency, :id, :meeting, :attendee, :name, :kind, :words, :at)
            """;

    void add(UUID agency, UUID meeting, Trouble trouble) {
        var values = new RecordValues(trouble);
        values.addValue("agency", agency).addValue("meeting", meeting);
        db.sql(ADD).paramSource(values).update();
    }

    private static final String ANSWER =
            """
            INSERT INTO meetings.incident_answer (agency_id, id, incident, name, words, solved, at)
            VALUES (:agency, :id, :incident, :name, :words, :solved, :at)
            """;

    void answer(UUID agency, UUID incident, Trouble.Answer answer) {
        var values = new RecordValues(answer);
        values.addValue("agency", agency)
                .addValue("id", UUID.randomUUID())
                .addValue("incident", incident);
        db.sql(ANSWER).paramSource(values).update();
    }

    private static final String ANSWERS =
            """
            SELECT a.incident, a.name, a.words, a.solved, a.at
              FROM meetings.incident_answer a
              JOIN meetings.incident i ON i.agency_id = a.agency_id AND i.id = a.incident
             WHERE a.agency_id = :agency AND i.meeting = :meeting
             ORDER BY a.at, a.id
            """;
    private static final String OF =
            """
            SELECT id, attendee, name, kind, words, at FROM meetings.incident
             WHERE agency_id = :agency AND meeting = :meeting
             ORDER BY at DESC, id DESC
            """;

    /// The newest first.
    List<Trouble> of(UUID agency, UUID meeting) {
        var answers = new HashMap<UUID, List<Trouble.Answer>>();
        db.sql(ANSWERS)
                .param("agency", agency)
                .param("meeting", meeting)
                .query(row -> {
                    answers.computeIfAbsent(
                                    row.getObject("incident", UUID.class), _ -> new ArrayList<>())
                            .add(answer(row));
                });
        return db.sql(OF)
                .param("agency", agency)
                .param("meeting", meeting)
                .query((row, _) -> {
                    var id = row.getObject("id", UUID.class);
                    return new Trouble(
                            id,
                            row.getObject("attendee", UUID.class),
                            row.getString("name"),
                            TroubleKind.valueOf(row.getString("kind")),
                            row.getString("words"),
                            MeetingRows.instant(row, "at"),
                            answers.getOrDefault(id, List.of()));
                })
                .list();
    }

    private static final String KIND =
            "SELECT kind FROM meetings.incident WHERE agency_id = :agency AND meeting = :meeting AND id = :id";

    /// What kind of trouble it is; nothing if the meeting has none with this id.
    Optional<TroubleKind> kind(UUID agency, UUID meeting, UUID id) {
        return db.sql(KIND)
                .param("agency", agency)
                .param("meeting", meeting)
                .param("id", id)
                .query(String.class)
                .optional()
                .map(TroubleKind::valueOf);
    }

    private static final String SEEN =
            """
            SELECT EXISTS (SELECT FROM meetings.incident
                            WHERE agency_id = :agency AND meeting = :meeting AND attendee IS NULL
                              AND kind = :kind AND at > :since)
            """;

    /// Whether the system saw trouble of the kind lately.
    boolean seen(UUID agency, UUID meeting, TroubleKind kind, Instant since) {
        return db.sql(SEEN)
                .param("agency", agency)
                .param("meeting", meeting)
                .param("kind", kind.name())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    private static Trouble.Answer answer(ResultSet row) throws SQLException {
        return new Trouble.Answer(
                row.getString("name"),
                row.getString("words"),
                row.getBoolean("solved"),
                MeetingRows.instant(row, "at"));
    }
}
