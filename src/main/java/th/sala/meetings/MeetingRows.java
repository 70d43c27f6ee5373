package th.sala.meetings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.database.RecordValues;

/// The meetings themselves, without their attendees and items.
@Repository
class MeetingRows {
    private final JdbcClient db;

    MeetingRows(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO meetings.meeting (agency_id, id, title, kind, rules, secret, begins, ends, telephone, mail,
                                          organiser, organiser_name, state, version)
            VALUES (:agency, :id, :title, :kind, :rules, :secret, :begins, :ends, :telephone, :mail,
                    :organiser, :organiserName, 'PLANNED', :version)
            """;

    void add(Meeting meeting) {
        db.sql(ADD).paramSource(values(meeting)).update();
    }

    private static final String CHANGE =
            """
            UPDATE meetings.meeting
               SET title = :title, kind = :kind, rules = :rules, secret = :secret, begins = :begins, ends = :ends,
                   telephone = :telephone, mail = :mail, version = version + 1
             WHERE agency_id = :agency AND id = :id
            """;

    /// What is said of it; not its state.
    void change(Meeting meeting) {
        db.sql(CHANGE).paramSource(values(meeting)).update();
    }

    private static RecordValues values(Meeting meeting) {
        var values = new RecordValues(meeting);
        values.addValue("telephone", meeting.backup().telephone());
        values.addValue("mail", meeting.backup().mail());
        return values;
    }

    private static final String STATE =
            """
            UPDATE meetings.meeting
               SET state = :state, opened_at = :opened, over_at = :over, reason = :reason, item = :item,
                   version = version + 1
             WHERE agency_id = :agency AND id = :id
            """;

    void state(UUID agency, UUID meeting, MeetingState state) {
        var columns =
                switch (state) {
                    case MeetingState.Planned _ -> new Columns("PLANNED", null, null, "", null);
                    case MeetingState.Open(var since, var item) ->
                            new Columns("OPEN", since, null, "", item);
                    case MeetingState.Ended(var opened, var at) ->
                            new Columns("ENDED", opened, at, "", null);
                    case MeetingState.Cancelled(var at, var reason) ->
                            new Columns("CANCELLED", null, at, reason, null);
                };
        db.sql(STATE)
                .paramSource(
                        new RecordValues(columns)
                                .addValue("agency", agency)
                                .addValue("id", meeting))
                .update();
    }

    private record Columns(
            String state,
            @Nullable Instant opened,
            @Nullable Instant over,
            String reason,
            @Nullable UUID item) {}

    private static final String COLUMNS =
            """
            SELECT agency_id, id, title, kind, rules, secret, begins, ends, telephone, mail, organiser, organiser_name,
                   state, opened_at, over_at, reason, item, version
              FROM meetings.meeting
             WHERE agency_id = :agency
            """;

    private static final String FIND = COLUMNS + " AND id = :id";

    Optional<Meeting> find(UUID agency, UUID id) {
        return one(FIND, agency, id);
    }

    private static final String LOCK = FIND + " FOR UPDATE";

    Optional<Meeting> lock(UUID agency, UUID id) {
        return one(LOCK, agency, id);
    }

    private Optional<Meeting> one(String sql, UUID agency, UUID id) {
        return db.sql(sql)
                .param("agency", agency)
                .param("id", id)
                .query(MeetingRows::meeting)
                .optional();
    }

    private static final String THEIRS =
            """
             AND (organiser = :official
                  OR id IN (SELECT meeting FROM meetings.attendee
                             WHERE agency_id = :agency AND official = :official AND NOT removed))
            """;

    private static final String COMING =
            COLUMNS
                    + THEIRS
                    + """
                       AND (state = 'OPEN' OR (state = 'PLANNED' AND ends > :now))
                     ORDER BY begins, id LIMIT :rows OFFSET :skip
                    """;

    /// An official's meetings that are planned or open, the next one first.
    List<Meeting> coming(UUID agency, UUID official, Instant now, int rows, int skip) {
        return list(COMING, agency, official, now, rows, skip);
    }

    private static final String PAST =
            COLUMNS
                    + THEIRS
                    + """
                       AND NOT (state = 'OPEN' OR (state = 'PLANNED' AND ends > :now))
                     ORDER BY begins DESC, id DESC LIMIT :rows OFFSET :skip
                    """;

    /// Those that are over, cancelled, or whose time went by, the latest first.
    List<Meeting> past(UUID agency, UUID official, Instant now, int rows, int skip) {
        return list(PAST, agency, official, now, rows, skip);
    }

    private static final String TO_DECIDE =
            """
            SELECT m.id FROM meetings.meeting m
              JOIN meetings.attendee a ON a.agency_id = m.agency_id AND a.meeting = m.id
             WHERE m.agency_id = :agency AND a.official = :official AND a.role = 'CHAIR' AND NOT a.removed
               AND m.state = 'PLANNED' AND m.ends > :now
               AND NOT EXISTS (SELECT FROM meetings.step s
                                WHERE s.agency_id = m.agency_id AND s.meeting = m.id AND s.kind = 'DECISION'
                                  AND s.attendee = a.id AND s.secret = m.secret)
            """;

    /// The meetings that an official chairs and has not decided on.
    Set<UUID> toDecide(UUID agency, UUID official, Instant now) {
        return db.sql(TO_DECIDE)
                .param("agency", agency)
                .param("official", official)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .set();
    }

    private static final String OPENED =
            COLUMNS
                    + """
                       AND opened_at IS NOT NULL
                     ORDER BY opened_at DESC, id DESC LIMIT :rows OFFSET :skip
                    """;

    /// Those that were opened, the latest first.
    List<Meeting> opened(UUID agency, int rows, int skip) {
        return db.sql(OPENED)
                .param("agency", agency)
                .param("rows", rows)
                .param("skip", skip)
                .query(MeetingRows::meeting)
                .list();
    }

    private List<Meeting> list(
            String sql, UUID agency, UUID official, Instant now, int rows, int skip) {
        return db.sql(sql)
                .param("agency", agency)
                .param("official", official)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("rows", rows)
                .param("skip", skip)
                .query(MeetingRows::meeting)
                .list();
    }

    private static Meeting meeting(ResultSet row, int number) throws SQLException {
        return new Meeting(
                row.getObject("id", UUID.class),
                row.getObject("agency_id", UUID.class),
                row.getString("title"),
                MeetingKind.valueOf(row.getString("kind")),
                RuleSet.valueOf(row.getString("rules")),
                row.getBoolean("secret"),
                instant(row, "begins"),
                instant(row, "ends"),
                new BackupChannel(row.getString("telephone"), row.getString("mail")),
                row.getObject("organiser", UUID.class),
                row.getString("organiser_name"),
                state(row),
                row.getInt("version"),
                List.of(),
                List.of());
    }

    private static MeetingState state(ResultSet row) throws SQLException {
        var state = row.getString("state");
        return switch (state) {
            case "PLANNED" -> new MeetingState.Planned();
            case "OPEN" ->
                    new MeetingState.Open(
                            instant(row, "opened_at"), row.getObject("item", UUID.class));
            case "ENDED" ->
                    new MeetingState.Ended(instant(row, "opened_at"), instant(row, "over_at"));
            case "CANCELLED" ->
                    new MeetingState.Cancelled(instant(row, "over_at"), row.getString("reason"));
            default -> throw new IllegalStateException(state);
        };
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(instantOrNull(row, column));
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
