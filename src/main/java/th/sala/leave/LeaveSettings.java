package th.sala.leave;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.agencies.Term;
import th.sala.leave.ApproverTable.Level;
import th.sala.leave.ApproverTable.Limit;

/// What an agency sets for its leave: levels of positions, powers by its own orders, officers.
@Repository
class LeaveSettings {
    private final JdbcClient db;

    LeaveSettings(JdbcClient db) {
        this.db = db;
    }

    /// A power of the agency's own order.
    record OwnPower(UUID id, Limit limit) {}

    private static final String STANDARD =
            """
            SELECT level, kind, days, from_day, until_day, source, checked
              FROM leave.power
             ORDER BY from_day, kind, days NULLS LAST
            """;

    /// The table that came with Sala.
    List<Limit> standard() {
        return db.sql(STANDARD).query((row, _) -> limit(row, row.getBoolean("checked"))).list();
    }

    private static final String OWN =
            """
            SELECT id, level, kind, days, from_day, until_day, source
              FROM leave.own_power
             WHERE agency_id = :agency
             ORDER BY from_day DESC, id
            """;

    List<OwnPower> own(UUID agency) {
        return db.sql(OWN)
                .param("agency", agency)
                .query((row, _) -> new OwnPower(row.getObject("id", UUID.class), limit(row, true)))
                .list();
    }

    private static Limit limit(ResultSet row, boolean checked) throws SQLException {
        return new Limit(
                Level.valueOf(row.getString("level")),
                LeaveKind.valueOf(row.getString("kind")),
                row.getObject("days", Integer.class),
                row.getObject("from_day", LocalDate.class),
                row.getObject("until_day", LocalDate.class),
                row.getString("source"),
                checked);
    }

    private static final String ADD_POWER =
            """
            INSERT INTO leave.own_power (agency_id, id, level, kind, days, from_day, source, at, by)
            VALUES (:agency, :id, :level, :kind, :days, :from, :source, :at, :by)
            """;

    void add(UUID agency, OwnPower power, Instant at, String by) {
        var limit = power.limit();
        db.sql(ADD_POWER)
                .param("agency", agency)
                .param("id", power.id())
                .param("level", limit.level().name())
                .param("kind", limit.kind().name())
                .param("days", limit.days(), Types.INTEGER)
                .param("from", limit.from())
                .param("source", limit.source())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
    }

    private static final String END_POWER =
            """
            UPDATE leave.own_power SET until_day = greatest(:last, from_day - 1)
             WHERE agency_id = :agency AND id = :id AND until_day IS NULL
            """;

    /// @param last the last day on which it holds
    void endPower(UUID agency, UUID id, LocalDate last) {
        db.sql(END_POWER).param("agency", agency).param("id", id).param("last", last).update();
    }

    private static final String LEVELS =
            """
            SELECT DISTINCT ON (position) position, level
              FROM leave.level
             WHERE agency_id = :agency AND from_day <= :day
             ORDER BY position, from_day DESC
            """;

    /// The levels of those positions that have one on the day.
    Map<UUID, Level> levels(UUID agency, LocalDate day) {
        var levels = new HashMap<UUID, Level>();
        db.sql(LEVELS)
                .param("agency", agency)
                .param("day", day)
                .query(row -> {
                    var level = row.getString("level");
                    if (level != null) {
                        levels.put(row.getObject("position", UUID.class), Level.valueOf(level));
                    }
                });
        return levels;
    }

    private static final String SET_LEVEL =
            """
            INSERT INTO leave.level (agency_id, position, from_day, level, at, by)
            VALUES (:agency, :position, :from, :level, :at, :by)
            ON CONFLICT (agency_id, position, from_day) DO UPDATE SET level = :level, at = :at, by = :by
            """;

    void set(
            UUID agency,
            UUID position,
            @Nullable Level level,
            LocalDate from,
            Instant at,
            String by) {
        db.sql(SET_LEVEL)
                .param("agency", agency)
                .param("position", position)
                .param("from", from)
                .param("level", level == null ? null : level.name(), Types.VARCHAR)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
    }

    /// Who keeps the agency's leave, on which days.
    record Officer(
            UUID id,
            UUID official,
            LocalDate fromDay,
            @Nullable LocalDate untilDay,
            String source) {
        public Term term() {
            return new Term(fromDay, untilDay);
        }
    }

    private static final String OFFICERS =
            """
            SELECT id, official, from_day, until_day, source
              FROM leave.officer
             WHERE agency_id = :agency AND (until_day IS NULL OR until_day > :day)
             ORDER BY from_day, id
            """;

    /// Who is one on the day, or will be.
    List<Officer> officers(UUID agency, LocalDate day) {
        return db.sql(OFFICERS)
                .param("agency", agency)
                .param("day", day)
                .query(Officer.class)
                .list();
    }

    private static final String NAME =
            """
            INSERT INTO leave.officer (agency_id, id, official, from_day, source, at, by)
            VALUES (:agency, :id, :official, :from, :source, :at, :by)
            """;

    void name(UUID agency, Officer officer, Instant at, String by) {
        db.sql(NAME)
                .param("agency", agency)
                .param("id", officer.id())
                .param("official", officer.official())
                .param("from", officer.fromDay())
                .param("source", officer.source())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
    }

    private static final String END_OFFICER =
            """
            UPDATE leave.officer SET until_day = greatest(:day, from_day)
             WHERE agency_id = :agency AND id = :id AND until_day IS NULL
            """;

    /// @param day the first one without
    void endOfficer(UUID agency, UUID id, LocalDate day) {
        db.sql(END_OFFICER).param("agency", agency).param("id", id).param("day", day).update();
    }
}
