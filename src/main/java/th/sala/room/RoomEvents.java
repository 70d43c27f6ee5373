package th.sala.room;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The record of rooms. Rows are only added.
@Repository
class RoomEvents {
    /// An event in its place.
    record Row(Instant at, RoomEvent event) {}

    private final JdbcClient db;
    private final Wire wire;

    RoomEvents(JdbcClient db, Wire wire) {
        this.db = db;
        this.wire = wire;
    }

    private static final String ADD =
            """
            INSERT INTO room.event (agency_id, meeting, at, kind, body)
            VALUES (:agency, :meeting, :at, :kind, :body::jsonb)
            """;

    void add(UUID agency, UUID meeting, Instant at, RoomEvent event) {
        var written = wire.write(event);
        db.sql(ADD)
                .param("agency", agency)
                .param("meeting", meeting)
                .param("at", utc(at))
                .param("kind", written.kind())
                .param("body", written.body())
                .update();
    }

    private static final String OF =
            """
            SELECT at, kind, body FROM room.event
             WHERE agency_id = :agency AND meeting = :meeting ORDER BY number
            """;

    List<Row> of(UUID agency, UUID meeting) {
        return db.sql(OF).param("agency", agency).param("meeting", meeting).query(this::row).list();
    }

    private Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                wire.event(row.getString("kind"), row.getString("body")));
    }

    private static final String ALIVE =
            """
            INSERT INTO room.alive (agency_id, meeting, at) VALUES (:agency, :meeting, :at)
            ON CONFLICT (agency_id, meeting) DO UPDATE SET at = excluded.at
            """;

    /// That the room was seen at work at that moment; earlier than before, if the clock was set
    /// back.
    void alive(UUID agency, UUID meeting, Instant at) {
        db.sql(ALIVE)
                .param("agency", agency)
                .param("meeting", meeting)
                .param("at", utc(at))
                .update();
    }

    private static final String LAST_ALIVE =
            "SELECT at FROM room.alive WHERE agency_id = :agency AND meeting = :meeting";

    Optional<Instant> lastAlive(UUID agency, UUID meeting) {
        return db.sql(LAST_ALIVE)
                .param("agency", agency)
                .param("meeting", meeting)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
