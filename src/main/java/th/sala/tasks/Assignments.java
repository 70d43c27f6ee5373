package th.sala.tasks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who of a unit has its task, as it is kept.
@Repository
class Assignments {
    private final JdbcClient db;

    Assignments(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO tasks.assignment (agency_id, letter, unit, official, name, direction, given_at, given_by, given_by_account)
            VALUES (:agency, :letter, :unit, :official, :name, :direction, :at, :by, :account)
            ON CONFLICT (agency_id, letter, unit, official) DO UPDATE SET
                   name = excluded.name, direction = excluded.direction, given_at = excluded.given_at,
                   given_by = excluded.given_by, given_by_account = excluded.given_by_account,
                   said = NULL, done_at = NULL, taken_back_by = NULL, taken_back_at = NULL
             WHERE assignment.done_at IS NOT NULL OR assignment.taken_back_at IS NOT NULL
            """;

    /// One that is over makes room for a new one.
    ///
    /// @return false if the person has it
    boolean add(UUID agency, Assignment assignment) {
        return db.sql(ADD)
                        .param("agency", agency)
                        .param("letter", assignment.letter())
                        .param("unit", assignment.unit())
                        .param("official", assignment.official())
                        .param("name", assignment.name())
                        .param("direction", assignment.direction())
                        .param("at", utc(assignment.givenAt()))
                        .param("by", assignment.givenBy())
                        .param("account", assignment.givenByAccount())
                        .update()
                == 1;
    }

    private static final String ALL = "SELECT * FROM tasks.assignment WHERE agency_id = :agency";

    private static final String LOCK =
            ALL + " AND letter = :letter AND unit = :unit AND official = :official FOR UPDATE";

    /// Keeps everybody else from it until the transaction ends.
    Optional<Assignment> lock(UUID agency, UUID letter, UUID unit, UUID official) {
        return db.sql(LOCK)
                .param("agency", agency)
                .param("letter", letter)
                .param("unit", unit)
                .param("official", official)
                .query(Assignments::assignment)
                .optional();
    }

    private static final String OF_LETTERS =
            ALL
                    + " AND letter = ANY (:letters) AND taken_back_at IS NULL ORDER BY given_at, name, official";

    /// Without those that were taken back, in the order in which they were given.
    List<Assignment> of(UUID agency, List<UUID> letters) {
        return db.sql(OF_LETTERS)
                .param("agency", agency)
                .param("letters", letters.toArray(UUID[]::new))
                .query(Assignments::assignment)
                .list();
    }

    private static final String OPEN =
            """
            SELECT assignment.*
              FROM tasks.assignment
              JOIN tasks.task ON task.agency_id = assignment.agency_id AND task.letter = assignment.letter AND task.unit = assignment.unit
             WHERE assignment.agency_id = :agency AND official = :official AND assignment.unit = :unit
               AND done_at IS NULL AND taken_back_at IS NULL AND finished_at IS NULL
             ORDER BY due_or_never, assignment.given_at
             LIMIT :rows
            """;

    /// What a person has of the unit's tasks that are not finished; what is due first before all.
    List<Assignment> open(UUID agency, UUID unit, UUID official, int rows) {
        return db.sql(OPEN)
                .param("agency", agency)
                .param("official", official)
                .param("unit", unit)
                .param("rows", rows)
                .query(Assignments::assignment)
                .list();
    }

    private static final String KEEP =
            """
            UPDATE tasks.assignment
               SET said = :said, done_at = :doneAt, taken_back_by = :takenBackBy, taken_back_at = :takenBackAt
             WHERE agency_id = :agency AND letter = :letter AND unit = :unit AND official = :official
            """;

    void keep(UUID agency, Assignment assignment) {
        var done = assignment.done();
        var back = assignment.state() instanceof Assignment.State.TakenBack taken ? taken : null;
        db.sql(KEEP)
                .param("agency", agency)
                .param("letter", assignment.letter())
                .param("unit", assignment.unit())
                .param("official", assignment.official())
                .param("said", done == null ? null : done.said(), Types.VARCHAR)
                .param(
                        "doneAt",
                        done == null ? null : utc(done.at()),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("takenBackBy", back == null ? null : back.by(), Types.VARCHAR)
                .param(
                        "takenBackAt",
                        back == null ? null : utc(back.at()),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static Assignment assignment(ResultSet row, int number) throws SQLException {
        return new Assignment(
                row.getObject("letter", UUID.class),
                row.getObject("unit", UUID.class),
                row.getObject("official", UUID.class),
                row.getString("name"),
                row.getString("direction"),
                Objects.requireNonNull(moment(row, "given_at")),
                row.getString("given_by"),
                row.getObject("given_by_account", UUID.class),
                state(row));
    }

    private static Assignment.State state(ResultSet row) throws SQLException {
        var doneAt = moment(row, "done_at");
        var takenBackAt = moment(row, "taken_back_at");
        if (doneAt != null) {
            return new Assignment.State.Done(row.getString("said"), doneAt);
        }
        return takenBackAt == null
                ? new Assignment.State.Open()
                : new Assignment.State.TakenBack(row.getString("taken_back_by"), takenBackAt);
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
