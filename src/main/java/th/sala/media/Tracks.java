package th.sala.media;

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
import th.sala.proof.Hash;
import th.sala.proof.RecordingWindow;

/// Recorded tracks and their stretches.
@Repository
class Tracks {
    private final JdbcClient db;

    Tracks(JdbcClient db) {
        this.db = db;
    }

    private static final String BEGIN =
            """
            INSERT INTO media.track (agency_id, id, room, participant, screen, kind, started_at, secret)
            VALUES (:agency, :id, :room, :participant, :screen, :kind, :started, :secret)
            """;

    /// @param secret the key of its file, closed
    /// @param started when its first packet came
    void begin(RecordedFile file, Instant started, byte[] secret) {
        db.sql(BEGIN)
                .param("agency", file.agency())
                .param("id", file.track())
                .param("room", file.room())
                .param("participant", file.feed().participant())
                .param("screen", file.feed().screen())
                .param("kind", file.kind().name())
                .param("started", started.atOffset(ZoneOffset.UTC))
                .param("secret", secret)
                .update();
    }

    private static final String ADD =
            """
            INSERT INTO media.track_window (agency_id, track, number, first, length, at, digest, chain)
            VALUES (:agency, :track, :number, :first, :length, :at, :digest, :chain)
            """;

    void add(UUID agency, RecordingWindow window, Instant at) {
        db.sql(ADD)
                .param("agency", agency)
                .param("track", UUID.fromString(window.track()))
                .param("number", window.number())
                .param("first", window.first())
                .param("length", window.length())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("digest", window.digest().hex())
                .param("chain", window.chain().hex())
                .update();
    }

    private static final String END =
            """
            UPDATE media.track SET ended_at = :ended, sha256 = :sha256
             WHERE agency_id = :agency AND id = :id AND ended_at IS NULL
            """;

    void end(UUID agency, UUID id, Instant ended, Hash sha256) {
        db.sql(END)
                .param("agency", agency)
                .param("id", id)
                .param("ended", ended.atOffset(ZoneOffset.UTC))
                .param("sha256", sha256.hex())
                .update();
    }

    private static final String SELECT =
            """
            SELECT t.id, t.room, t.participant, t.screen, t.kind, t.started_at, t.ended_at, t.sha256,
                   coalesce(w.bytes, 0) AS bytes, coalesce(w.windows, 0) AS windows, coalesce(w.chain, '') AS chain
              FROM media.track t
              LEFT JOIN LATERAL (SELECT sum(length) AS bytes, count(*) AS windows,
                                        (array_agg(chain ORDER BY number DESC))[1] AS chain
                                   FROM media.track_window
                                  WHERE agency_id = t.agency_id AND track = t.id) w ON true
             WHERE t.agency_id = :agency
            """;

    List<Track> ofRoom(UUID agency, UUID room) {
        return db.sql(SELECT + " AND t.room = :room ORDER BY t.started_at, t.id")
                .param("agency", agency)
                .param("room", room)
                .query(Tracks::track)
                .list();
    }

    Optional<Track> find(UUID agency, UUID id) {
        return db.sql(SELECT + " AND t.id = :id")
                .param("agency", agency)
                .param("id", id)
                .query(Tracks::track)
                .optional();
    }

    private static Track track(ResultSet row, int number) throws SQLException {
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Track(
                row.getObject("id", UUID.class),
                row.getObject("room", UUID.class),
                new Feed(row.getObject("participant", UUID.class), row.getBoolean("screen")),
                Track.Kind.valueOf(row.getString("kind")),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getLong("bytes"),
                row.getInt("windows"),
                row.getString("chain"),
                row.getString("sha256"));
    }

    private static final String SECRET =
            """
            SELECT secret FROM media.track WHERE agency_id = :agency AND id = :id
            """;

    /// The key of its file, closed.
    Optional<byte[]> secret(UUID agency, UUID id) {
        return db.sql(SECRET)
                .param("agency", agency)
                .param("id", id)
                .query(byte[].class)
                .optional();
    }
}
