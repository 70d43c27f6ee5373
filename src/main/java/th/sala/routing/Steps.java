package th.sala.routing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import th.sala.api.Cursor;
import th.sala.routing.Routing.Line;

/// Ways of letters and their steps.
@Repository
class Steps {
    private final JdbcClient db;

    Steps(JdbcClient db) {
        this.db = db;
    }

    private static final String BEGIN =
            """
            INSERT INTO routing.way (agency_id, letter, begun_at, account, official, name, title, path)
            VALUES (:agency, :letter, :now, :account, :official, :name, :title, :path)
            ON CONFLICT (agency_id, letter) DO UPDATE SET title = excluded.title
            """;

    /// Begins the letter's way, or says its subject anew; either way it is locked until the
    /// transaction ends.
    void begin(UUID agency, UUID letter, Step.Sender by, String title, String path, Instant now) {
        db.sql(BEGIN)
                .param("agency", agency)
                .param("letter", letter)
                .param("now", utc(now))
                .param("account", by.account())
                .param("official", by.official())
                .param("name", by.name())
                .param("title", title)
                .param("path", path)
                .update();
    }

    private static final String LOCK =
            "SELECT true FROM routing.way WHERE agency_id = :agency AND letter = :letter FOR UPDATE";

    /// Keeps everybody else from the way until the transaction ends.
    ///
    /// @return false if the letter has none
    boolean lock(UUID agency, UUID letter) {
        return db.sql(LOCK)
                .param("agency", agency)
                .param("letter", letter)
                .query(Boolean.class)
                .optional()
                .isPresent();
    }

    private static final String WAY =
            "SELECT * FROM routing.way WHERE agency_id = :agency AND letter = :letter";

    private static final String OF_LETTER =
            "SELECT * FROM routing.step WHERE agency_id = :agency AND letter = :letter ORDER BY sent_at, id";

    Optional<Way> way(UUID agency, UUID letter) {
        var steps = of(db.sql(OF_LETTER), agency, letter).query(Steps::step).list();
        return of(db.sql(WAY), agency, letter).query((row, _) -> way(row, steps)).optional();
    }

    private static StatementSpec of(StatementSpec statement, UUID agency, UUID letter) {
        return statement.param("agency", agency).param("letter", letter);
    }

    private static Way way(ResultSet row, List<Step> steps) throws SQLException {
        return new Way(
                row.getObject("letter", UUID.class),
                instant(row, "begun_at"),
                row.getObject("account", UUID.class),
                row.getObject("official", UUID.class),
                row.getString("name"),
                row.getString("title"),
                row.getString("path"),
                steps);
    }

    private static final String ADD =
            """
            INSERT INTO routing.step (agency_id, id, letter, kind, of_step, needs, version, from_account, from_official,
                   from_name, from_title, from_contact, to_official, to_position, to_name, to_title, proposal, sent_at,
                   due_at, opened_at, state)
            VALUES (:agency, :id, :letter, :kind, :ofStep, :needs, :version, :fromAccount, :fromOfficial,
                   :fromName, :fromTitle, :fromContact, :toOfficial, :toPosition, :toName, :toTitle, :proposal, :sentAt,
                   :dueAt, :openedAt, 'OPEN')
            """;

    /// Sends it. The way must be locked.
    void add(Step step) {
        var aside = step.kind() instanceof Step.Kind.Aside one ? one : null;
        db.sql(ADD)
                .param("agency", step.agency())
                .param("id", step.id())
                .param("letter", step.letter())
                .param("kind", aside == null ? "UP" : "ASIDE")
                .param("ofStep", aside == null ? null : aside.of(), Types.OTHER)
                .param("needs", aside == null ? null : aside.needs().name(), Types.VARCHAR)
                .param("version", step.version())
                .param("fromAccount", step.from().account())
                .param("fromOfficial", step.from().official())
                .param("fromName", step.from().name())
                .param("fromTitle", step.from().title())
                .param("fromContact", step.from().contact())
                .param("toOfficial", step.to().official())
                .param("toPosition", step.to().position(), Types.OTHER)
                .param("toName", step.to().name())
                .param("toTitle", step.to().title())
                .param("proposal", step.proposal())
                .param("sentAt", utc(step.sentAt()))
                .param("dueAt", utc(step.dueAt()))
                .param("openedAt", utcOrNull(step.openedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    private static final String OPEN =
            """
            UPDATE routing.step SET opened_at = :now
             WHERE agency_id = :agency AND id = :id AND state = 'OPEN' AND opened_at IS NULL
            """;

    /// @return false if it was opened before, or is over
    boolean open(Step step, Instant now) {
        return db.sql(OPEN)
                        .param("agency", step.agency())
                        .param("id", step.id())
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    private static final String END =
            """
            UPDATE routing.step
               SET state = :state, result = :result, endorsement = :endorsement, changes = :changes, left_version = :version,
                   decided_by = :official, ended_at = :at, ended_by = :by
             WHERE agency_id = :agency AND id = :id AND state = 'OPEN'
            """;

    /// Ends an open step. The way must be locked.
    void end(Step step, Step.State state) {
        var statement = db.sql(END).param("agency", step.agency()).param("id", step.id());
        var ended =
                switch (state) {
                    case Step.State.Open _ -> throw new IllegalArgumentException("ends nothing");
                    case Step.State.Decided decided ->
                            with(statement, decided, "DECIDED", decided.at(), decided.by());
                    case Step.State.Recalled(var at, var by) ->
                            with(statement, null, "RECALLED", at, by);
                    case Step.State.Withdrawn(var at, var by) ->
                            with(statement, null, "WITHDRAWN", at, by);
                    case Step.State.HandedOver(var at, var by) ->
                            with(statement, null, "HANDED_OVER", at, by);
                };
        if (ended.update() != 1) {
            throw new IllegalStateException("no open step " + step.id());
        }
    }

    private static StatementSpec with(
            StatementSpec statement,
            Step.State.@Nullable Decided decided,
            String state,
            Instant at,
            String by) {
        return statement
                .param("state", state)
                .param("result", decided == null ? null : decided.result().name(), Types.VARCHAR)
                .param("endorsement", decided == null ? "" : decided.endorsement())
                .param("changes", decided == null ? "" : decided.changes())
                .param("version", decided == null ? null : decided.version(), Types.INTEGER)
                .param("official", decided == null ? null : decided.official(), Types.OTHER)
                .param("at", utc(at))
                .param("by", by);
    }

    private static final String LINES =
            """
            SELECT step.*, way.title, way.path FROM routing.step
              JOIN routing.way ON way.agency_id = step.agency_id AND way.letter = step.letter
             WHERE step.agency_id = :agency
            """;

    private static final String WAITING =
            LINES
                    + """
                      AND step.state = 'OPEN'
                      AND (step.to_official = :official OR step.to_position = ANY(:positions))
                    ORDER BY step.due_at, step.id LIMIT :rows
                    """;

    /// What waits for the official, or for who does the duty of one of the positions; the most
    /// pressing first.
    List<Line> waiting(UUID agency, UUID official, Collection<UUID> positions, int rows) {
        return db.sql(WAITING)
                .param("agency", agency)
                .param("official", official)
                .param("positions", positions.toArray(UUID[]::new))
                .param("rows", rows)
                .query(Steps::line)
                .list();
    }

    private static final String PAGE_END =
            """
             AND (step.sent_at, step.id) < (:before, :beforeId)
            ORDER BY step.sent_at DESC, step.id DESC LIMIT :rows
            """;

    private static final String SENT_BY = LINES + " AND step.from_official = :official" + PAGE_END;

    /// What the official sent, the newest first.
    List<Line> sentBy(UUID agency, UUID official, Cursor.Moment before, int rows) {
        return page(db.sql(SENT_BY).param("official", official), agency, before, rows);
    }

    private static final String ALL = LINES + PAGE_END;

    /// All that was ever sent, the newest first.
    List<Line> all(UUID agency, Cursor.Moment before, int rows) {
        return page(db.sql(ALL), agency, before, rows);
    }

    private static List<Line> page(
            StatementSpec statement, UUID agency, Cursor.Moment before, int rows) {
        return statement
                .param("agency", agency)
                .param("before", utc(before.at()))
                .param("beforeId", before.id())
                .param("rows", rows)
                .query(Steps::line)
                .list();
    }

    private static final String OVERDUE =
            """
            SELECT * FROM routing.step
             WHERE state = 'OPEN' AND due_at < :now
               AND (cast(:id AS uuid) IS NULL OR (due_at, id) > (:due, cast(:id AS uuid)))
             ORDER BY due_at, id LIMIT 500
            """;

    /// Open steps that were due before, the oldest first, of all agencies in the current scope.
    List<Step> overdue(Instant now, @Nullable Step after) {
        return db.sql(OVERDUE)
                .param("now", utc(now))
                .param("id", after == null ? null : after.id(), Types.OTHER)
                .param("due", utc(after == null ? now : after.dueAt()))
                .query(Steps::step)
                .list();
    }

    private static final String UNDER_WAY =
            """
            SELECT letter FROM routing.step
             WHERE agency_id = :agency AND kind = 'UP' AND state = 'OPEN' AND letter = ANY(:letters)
            """;

    Set<UUID> underWay(UUID agency, Collection<UUID> letters) {
        return db.sql(UNDER_WAY)
                .param("agency", agency)
                .param("letters", letters.toArray(UUID[]::new))
                .query(UUID.class)
                .set();
    }

    private static Line line(ResultSet row, int index) throws SQLException {
        return new Line(step(row, index), row.getString("title"), row.getString("path"));
    }

    private static Step step(ResultSet row, int index) throws SQLException {
        return new Step(
                row.getObject("agency_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getObject("letter", UUID.class),
                kind(row),
                row.getInt("version"),
                new Step.Sender(
                        row.getObject("from_account", UUID.class),
                        row.getObject("from_official", UUID.class),
                        row.getString("from_name"),
                        row.getString("from_title"),
                        row.getString("from_contact")),
                new Step.Receiver(
                        row.getObject("to_official", UUID.class),
                        row.getObject("to_position", UUID.class),
                        row.getString("to_name"),
                        row.getString("to_title")),
                row.getString("proposal"),
                instant(row, "sent_at"),
                instant(row, "due_at"),
                instantOrNull(row, "opened_at"),
                state(row));
    }

    private static Step.Kind kind(ResultSet row) throws SQLException {
        return row.getString("kind").equals("UP")
                ? new Step.Kind.Up()
                : new Step.Kind.Aside(
                        row.getObject("of_step", UUID.class),
                        Step.Needs.valueOf(row.getString("needs")));
    }

    private static Step.State state(ResultSet row) throws SQLException {
        var state = row.getString("state");
        if (state.equals("OPEN")) {
            return new Step.State.Open();
        }
        var at = instant(row, "ended_at");
        var by = row.getString("ended_by");
        return switch (state) {
            case "DECIDED" ->
                    new Step.State.Decided(
                            Result.valueOf(row.getString("result")),
                            row.getString("endorsement"),
                            row.getString("changes"),
                            row.getInt("left_version"),
                            at,
                            row.getObject("decided_by", UUID.class),
                            by);
            case "RECALLED" -> new Step.State.Recalled(at, by);
            case "WITHDRAWN" -> new Step.State.Withdrawn(at, by);
            case "HANDED_OVER" -> new Step.State.HandedOver(at, by);
            default -> throw new IllegalStateException("unknown state " + state);
        };
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column)
            throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime utcOrNull(@Nullable Instant moment) {
        return moment == null ? null : utc(moment);
    }
}
