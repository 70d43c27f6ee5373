package th.sala.timekeeping;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was asked to be put right, as it is kept.
@Repository
class Corrections {
    private static final UUID NOBODY = new UUID(0, 0);

    private final JdbcClient db;

    Corrections(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO timekeeping.correction
                   (agency_id, id, account, official, name, title, kind, first_day, last_day, part, time, reason, asked_at,
                    state, to_official, to_position, to_name, to_title)
            VALUES (:agency, :id, :account, :official, :name, :title, :kind, :first, :last, :part, :time, :reason, :askedAt,
                    'WAITING', :toOfficial, :toPosition, :toName, :toTitle)
            """;

    void add(Correction correction, Correction.With with) {
        db.sql(ADD)
                .param("agency", correction.agency())
                .param("id", correction.id())
                .param("account", correction.by().account())
                .param("official", correction.by().official())
                .param("name", correction.by().name())
                .param("title", correction.by().title())
                .param("kind", correction.kind().name())
                .param("first", correction.first())
                .param("last", correction.last())
                .param("part", correction.part().name())
                .param("time", correction.time(), Types.TIME)
                .param("reason", correction.reason())
                .param("askedAt", correction.askedAt().atOffset(ZoneOffset.UTC))
                .param("toOfficial", with.official())
                .param("toPosition", with.position())
                .param("toName", with.name())
                .param("toTitle", with.title())
                .update();
    }

    private static final String KEEP =
            """
            UPDATE timekeeping.correction
               SET state = :state, decided_at = :at, decided_by = :by, words = :words,
                   to_official = NULL, to_position = NULL, to_name = NULL, to_title = NULL
             WHERE agency_id = :agency AND id = :id AND state = 'WAITING'
            """;

    /// That it is over.
    void end(Correction correction, Instant at) {
        var state =
                switch (correction.stage()) {
                    case Correction.Stage.Waiting _ -> "WAITING";
                    case Correction.Stage.Granted _ -> "GRANTED";
                    case Correction.Stage.Refused _ -> "REFUSED";
                    case Correction.Stage.Withdrawn _ -> "WITHDRAWN";
                    case Correction.Stage.Revoked _ ->
                            throw new IllegalArgumentException("nobody decides by revoking");
                };
        db.sql(KEEP)
                .param("agency", correction.agency())
                .param("id", correction.id())
                .param("state", state)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", correction.endedBy())
                .param("words", correction.words())
                .update();
    }

    private static final String REVOKE =
            """
            UPDATE timekeeping.correction
               SET state = 'REVOKED', revoked_from = :from, revoked_at = :at, revoked_by = :by, revoked_for = :words
             WHERE agency_id = :agency AND id = :id AND state = 'GRANTED'
            """;

    /// That it counts no more from a day on.
    void revoke(Correction correction, LocalDate from, Instant at) {
        db.sql(REVOKE)
                .param("agency", correction.agency())
                .param("id", correction.id())
                .param("from", from)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", correction.endedBy())
                .param("words", correction.words())
                .update();
    }

    private static final String ALL =
            """
            SELECT agency_id, id, account, official, name, title, kind, first_day, last_day, part, time, reason, asked_at,
                   state, to_official, to_position, to_name, to_title, decided_at, decided_by, words,
                   revoked_from, revoked_at, revoked_by, revoked_for
              FROM timekeeping.correction
             WHERE agency_id = :agency
            """;

    private static final String FIND = ALL + " AND id = :id";

    Optional<Correction> find(UUID agency, UUID id) {
        return db.sql(FIND)
                .param("agency", agency)
                .param("id", id)
                .query(Corrections::correction)
                .optional();
    }

    private static final String LOCKED = FIND + " FOR UPDATE";

    /// Which nobody else decides until the transaction ends.
    Optional<Correction> locked(UUID agency, UUID id) {
        return db.sql(LOCKED)
                .param("agency", agency)
                .param("id", id)
                .query(Corrections::correction)
                .optional();
    }

    private static final String NEWEST =
            ALL + " AND official = :official ORDER BY asked_at DESC, id DESC LIMIT :rows";

    /// A person's, the newest first.
    List<Correction> newest(UUID agency, UUID official, int rows) {
        return db.sql(NEWEST)
                .param("agency", agency)
                .param("official", official)
                .param("rows", rows)
                .query(Corrections::correction)
                .list();
    }

    private static final String WAITING =
            ALL
                    + """
                       AND state = 'WAITING' AND (to_official = :official OR to_position IN (:positions))
                     ORDER BY asked_at, id
                     LIMIT :rows
                    """;

    /// What was sent to the person or to one of the positions, the longest waiting first.
    List<Correction> waiting(UUID agency, UUID official, Collection<UUID> positions, int rows) {
        return db.sql(WAITING)
                .param("agency", agency)
                .param("official", official)
                .param("positions", positions.isEmpty() ? List.of(NOBODY) : positions)
                .param("rows", rows)
                .query(Corrections::correction)
                .list();
    }

    private static final String ANY_WAITING =
            "SELECT EXISTS (SELECT FROM timekeeping.correction WHERE agency_id = :agency AND state = 'WAITING')";

    /// Whether anything waits for anybody.
    boolean isAnyWaiting(UUID agency) {
        return db.sql(ANY_WAITING).param("agency", agency).query(Boolean.class).single();
    }

    private static final String GRANTED =
            ALL
                    + """
                       AND state IN ('GRANTED', 'REVOKED') AND official = ANY (:officials)
                       AND first_day <= :last AND last_day >= :first
                       AND (revoked_from IS NULL OR revoked_from > :first)
                     ORDER BY decided_at, id
                    """;

    /// What was granted to some people for some days, the latest decision last.
    List<Correction> granted(
            UUID agency, Collection<UUID> officials, LocalDate first, LocalDate last) {
        return db.sql(GRANTED)
                .param("agency", agency)
                .param("officials", officials.toArray(UUID[]::new))
                .param("first", first)
                .param("last", last)
                .query(Corrections::correction)
                .list();
    }

    private static Correction correction(ResultSet row, int number) throws SQLException {
        return new Correction(
                row.getObject("agency_id", UUID.class),
                row.getObject("id", UUID.class),
                new Correction.Person(
                        row.getObject("account", UUID.class),
                        row.getObject("official", UUID.class),
                        row.getString("name"),
                        row.getString("title")),
                Correction.Kind.valueOf(row.getString("kind")),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                Part.valueOf(row.getString("part")),
                row.getObject("time", LocalTime.class),
                row.getString("reason"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                stage(row));
    }

    private static Correction.Stage stage(ResultSet row) throws SQLException {
        var state = row.getString("state");
        if (state.equals("WAITING")) {
            return new Correction.Stage.Waiting(
                    new Correction.With(
                            row.getObject("to_official", UUID.class),
                            row.getObject("to_position", UUID.class),
                            row.getString("to_name"),
                            row.getString("to_title")));
        }
        var at = row.getObject("decided_at", OffsetDateTime.class).toInstant();
        var by = row.getString("decided_by");
        var words = row.getString("words");
        return switch (state) {
            case "GRANTED" -> new Correction.Stage.Granted(at, by, words);
            case "REFUSED" -> new Correction.Stage.Refused(at, by, words);
            case "WITHDRAWN" -> new Correction.Stage.Withdrawn(at, by);
            case "REVOKED" ->
                    new Correction.Stage.Revoked(
                            new Correction.Stage.Granted(at, by, words),
                            row.getObject("revoked_from", LocalDate.class),
                            row.getObject("revoked_at", OffsetDateTime.class).toInstant(),
                            row.getString("revoked_by"),
                            row.getString("revoked_for"));
            default -> throw new IllegalStateException("no state of a correction: " + state);
        };
    }
}
