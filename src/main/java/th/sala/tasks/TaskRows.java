package th.sala.tasks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Tasks as they are kept.
@Repository
class TaskRows {
    private final JdbcClient db;

    TaskRows(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO tasks.task (agency_id, letter, unit, unit_name, title, path, purpose, direction, due, given_at, given_by)
            VALUES (:agency, :letter, :unit, :unitName, :title, :path, :purpose, :direction, :due, :at, :by)
            ON CONFLICT (agency_id, letter, unit) DO UPDATE SET
                   title = excluded.title, purpose = excluded.purpose, direction = excluded.direction, due = excluded.due,
                   given_at = excluded.given_at, given_by = excluded.given_by
             WHERE task.purpose = 'KNOW' AND excluded.purpose <> 'KNOW'
            """;

    /// One that was only to be known makes room for work.
    ///
    /// @return false if the unit has one for that letter already
    boolean add(Task task) {
        return db.sql(ADD)
                        .param("agency", task.agency())
                        .param("letter", task.letter())
                        .param("unit", task.unit())
                        .param("unitName", task.unitName())
                        .param("title", task.title())
                        .param("path", task.path())
                        .param("purpose", task.order().purpose().name())
                        .param("direction", task.order().direction())
                        .param("due", task.order().due(), Types.DATE)
                        .param("at", utc(task.givenAt()))
                        .param("by", task.givenBy())
                        .update()
                == 1;
    }

    private static final String ALL =
            """
            SELECT agency_id, letter, unit, unit_name, title, path, purpose, direction, due, given_at, given_by,
                   outcome, finished_by, finished_at
              FROM tasks.task
             WHERE agency_id = :agency
            """;

    private static final String LOCK = ALL + " AND letter = :letter AND unit = :unit FOR UPDATE";

    /// Keeps everybody else from it until the transaction ends.
    Optional<Task> lock(UUID agency, UUID letter, UUID unit) {
        return db.sql(LOCK)
                .param("agency", agency)
                .param("letter", letter)
                .param("unit", unit)
                .query(TaskRows::task)
                .optional();
    }

    private static final String OF_LETTER = ALL + " AND letter = :letter ORDER BY given_at, unit";

    List<Task> ofLetter(UUID agency, UUID letter) {
        return db.sql(OF_LETTER)
                .param("agency", agency)
                .param("letter", letter)
                .query(TaskRows::task)
                .list();
    }

    private static final String WITH_NOBODY =
            ALL
                    + """
                       AND finished_at IS NULL AND purpose <> 'KNOW' AND unit = :unit
                       AND NOT EXISTS (SELECT FROM tasks.assignment
                                        WHERE assignment.agency_id = task.agency_id AND assignment.letter = task.letter
                                          AND assignment.unit = task.unit AND done_at IS NULL AND taken_back_at IS NULL)
                     ORDER BY due_or_never, letter
                     LIMIT :rows
                    """;

    /// What a unit has not finished and nobody of it has just now; what is due first before all.
    List<Task> withNobody(UUID agency, UUID unit, int rows) {
        return db.sql(WITH_NOBODY)
                .param("agency", agency)
                .param("unit", unit)
                .param("rows", rows)
                .query(TaskRows::task)
                .list();
    }

    private static final String OPEN =
            ALL
                    + """
                       AND finished_at IS NULL AND purpose <> 'KNOW'
                       AND (cast(:unit AS uuid) IS NULL OR unit = :unit)
                       AND due_or_never <= :until
                       AND (due_or_never, letter, unit) > (:afterDay, :afterLetter, :afterUnit)
                     ORDER BY due_or_never, letter, unit
                     LIMIT :rows
                    """;

    /// What is not finished: what is due first, then what has no day.
    ///
    /// @param unit null for all
    /// @param until the last day of those that are wanted
    List<Task> open(
            UUID agency, @Nullable UUID unit, LocalDate until, Tasks.Place after, int rows) {
        return db.sql(OPEN)
                .param("agency", agency)
                .param("unit", unit, Types.OTHER)
                .param("until", until)
                .param("afterDay", after.day())
                .param("afterLetter", after.letter())
                .param("afterUnit", after.unit())
                .param("rows", rows)
                .query(TaskRows::task)
                .list();
    }

    private static final String KEEP =
            """
            UPDATE tasks.task SET outcome = :outcome, finished_by = :by, finished_at = :at
             WHERE agency_id = :agency AND letter = :letter AND unit = :unit
            """;

    void keep(Task task) {
        var done = task.finished();
        db.sql(KEEP)
                .param("agency", task.agency())
                .param("letter", task.letter())
                .param("unit", task.unit())
                .param("outcome", done == null ? null : done.outcome(), Types.VARCHAR)
                .param("by", done == null ? null : done.by(), Types.VARCHAR)
                .param("at", done == null ? null : utc(done.at()), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static Task task(ResultSet row, int number) throws SQLException {
        var finishedAt = row.getObject("finished_at", OffsetDateTime.class);
        return new Task(
                row.getObject("agency_id", UUID.class),
                row.getObject("letter", UUID.class),
                row.getObject("unit", UUID.class),
                row.getString("unit_name"),
                row.getString("title"),
                row.getString("path"),
                new Order(
                        Order.Purpose.valueOf(row.getString("purpose")),
                        row.getString("direction"),
                        row.getObject("due", LocalDate.class)),
                row.getObject("given_at", OffsetDateTime.class).toInstant(),
                row.getString("given_by"),
                finishedAt == null
                        ? new Task.State.Open()
                        : new Task.State.Finished(
                                row.getString("outcome"),
                                row.getString("finished_by"),
                                finishedAt.toInstant()));
    }
}
