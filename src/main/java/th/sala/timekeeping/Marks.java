package th.sala.timekeeping;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was marked. Nothing here changes or takes away.
@Repository
class Marks {
    private final JdbcClient db;

    Marks(JdbcClient db) {
        this.db = db;
    }

    private static final String ALONE =
            "SELECT pg_advisory_xact_lock(hashtextextended(:official::text, 0))::text";

    /// Until the transaction ends nobody else marks a time of this person; of others everybody may.
    void alone(UUID official) {
        db.sql(ALONE).param("official", official).query(String.class).single();
    }

    private static final String COLUMNS =
            "SELECT id, official, at, sense, way, place FROM timekeeping.mark";

    private static final String LATEST =
            COLUMNS
                    + """
                     WHERE agency_id = :agency AND official = :official AND sense = :sense AND recorder IS NULL
                       AND at > :since
                     ORDER BY at DESC LIMIT 1
                    """;

    /// The last mark of that sense that the person made themself since then.
    Optional<Mark> latest(UUID agency, UUID official, Mark.Sense sense, Instant since) {
        return db.sql(LATEST)
                .param("agency", agency)
                .param("official", official)
                .param("sense", sense.name())
                .param("since", utc(since))
                .query(Marks::mark)
                .optional();
    }

    private static final String ADD =
            """
            INSERT INTO timekeeping.mark (agency_id, id, official, at, sense, way, place, recorded_at)
            VALUES (:agency, :id, :official, :at, :sense, :way, :place, :at)
            RETURNING salt
            """;

    /// What a person marked just now.
    ///
    /// @return the salt of the place's digest in evidence
    String add(UUID agency, Mark mark) {
        return db.sql(ADD)
                .param("agency", agency)
                .param("id", mark.id())
                .param("official", mark.official())
                .param("at", utc(mark.at()))
                .param("sense", mark.sense().name())
                .param("way", mark.way().name())
                .param("place", mark.place())
                .query(String.class)
                .single();
    }

    private static final String ADD_POSITION =
            """
            INSERT INTO timekeeping.position (agency_id, mark, agreed, latitude, longitude)
            VALUES (:agency, :mark, :agreed, :latitude, :longitude)
            """;

    /// Whether somebody agreed to say where they marked their time, and where it was.
    void addPosition(UUID agency, UUID mark, boolean agreed, @Nullable GeoPosition position) {
        db.sql(ADD_POSITION)
                .param("agency", agency)
                .param("mark", mark)
                .param("agreed", agreed)
                .param("latitude", position == null ? null : position.latitude(), Types.NUMERIC)
                .param("longitude", position == null ? null : position.longitude(), Types.NUMERIC)
                .update();
    }

    private static final String BETWEEN =
            COLUMNS
                    + """
                     WHERE agency_id = :agency AND day BETWEEN :first AND :last AND official = ANY (:officials)
                       AND NOT EXISTS (SELECT FROM timekeeping.file
                                        WHERE file.agency_id = mark.agency_id AND file.id = mark.file
                                          AND file.state = 'ANNULLED')
                     ORDER BY at, id
                    """;

    /// Those of some people on some days, by time, without those of files that were annulled.
    List<Mark> between(UUID agency, Collection<UUID> officials, LocalDate first, LocalDate last) {
        return db.sql(BETWEEN)
                .param("agency", agency)
                .param("officials", officials.toArray(UUID[]::new))
                .param("first", first)
                .param("last", last)
                .query(Marks::mark)
                .list();
    }

    private static Mark mark(ResultSet row, int number) throws SQLException {
        return new Mark(
                row.getObject("id", UUID.class),
                row.getObject("official", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Mark.Sense.valueOf(row.getString("sense")),
                Mark.Way.valueOf(row.getString("way")),
                row.getString("place"));
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
