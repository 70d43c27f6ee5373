package th.sala.media;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Traffic data as it came.
@Repository
class TrafficParts {
    private final JdbcClient db;

    TrafficParts(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO media.traffic
                   (agency_id, id, file, number, room, participant, screen, purpose, origin, source, destination, protocol,
                    begun_at, ended_at, bytes_in, bytes_out)
            VALUES (:agency, :id, :file, :number, :room, :participant, :screen, :purpose, :origin, :source, :destination, :protocol,
                    :begun, :ended, :in, :out)
            """;

    /// @param file SHA-256 of all that was taken down at once
    void add(TrafficPart part, String file, int number) {
        db.sql(ADD)
                .param("agency", part.agency())
                .param("id", UUID.randomUUID())
                .param("file", file)
                .param("number", number)
                .param("room", part.room())
                .param("participant", part.feed().participant())
                .param("screen", part.feed().screen())
                .param("purpose", part.purpose().name())
                .param("origin", part.origin())
                .param("source", part.source())
                .param("destination", part.destination())
                .param("protocol", part.protocol())
                .param("begun", utc(part.begun()))
                .param("ended", utc(part.ended()))
                .param("in", part.bytesIn())
                .param("out", part.bytesOut())
                .update();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    /// A part and the file that it was taken down in.
    record Filed(String file, TrafficPart part) {}

    private static final String OF_ROOM =
            """
            SELECT * FROM media.traffic
             WHERE agency_id = :agency AND room = :room
             ORDER BY file, number
            """;

    List<Filed> ofRoom(UUID agency, UUID room) {
        return db.sql(OF_ROOM)
                .param("agency", agency)
                .param("room", room)
                .query(TrafficParts::filed)
                .list();
    }

    private static Filed filed(ResultSet row, int number) throws SQLException {
        return new Filed(
                row.getString("file"),
                new TrafficPart(
                        row.getObject("agency_id", UUID.class),
                        row.getObject("room", UUID.class),
                        new Feed(
                                row.getObject("participant", UUID.class), row.getBoolean("screen")),
                        TrafficPart.Purpose.valueOf(row.getString("purpose")),
                        row.getString("origin"),
                        row.getString("source"),
                        row.getString("destination"),
                        row.getString("protocol"),
                        row.getObject("begun_at", OffsetDateTime.class).toInstant(),
                        row.getObject("ended_at", OffsetDateTime.class).toInstant(),
                        row.getLong("bytes_in"),
                        row.getLong("bytes_out")));
    }
}
