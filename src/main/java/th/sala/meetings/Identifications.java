package th.sala.meetings;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.database.RecordValues;

/// What attendees said of themselves, and who vouched.
@Repository
class Identifications {
    private final JdbcClient db;

    Identifications(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO meetings.identification (agency_id, id, meeting, attendee, link, how, place, salt, abroad, at, known_at)
            VALUES (:agency, :id, :meeting, :attendee, :link, :how, :place, :salt, :abroad, :at, :knownAt)
            """;

    /// @param link by which a guest came; null of whoever signed in
    /// @param salt of the place's digest in evidence
    void add(Attending who, Identification said, @Nullable UUID link, String salt) {
        var values = new RecordValues(said);
        values.addValue("agency", who.agency())
                .addValue("meeting", who.meeting())
                .addValue("attendee", who.attendee())
                .addValue("link", link)
                .addValue("salt", salt);
        db.sql(ADD).paramSource(values).update();
    }

    private static final String VOUCH =
            """
            INSERT INTO meetings.vouch (agency_id, identification, attendee, at)
            VALUES (:agency, :identification, :attendee, :at)
            ON CONFLICT DO NOTHING
            """;

    void vouch(UUID agency, UUID identification, UUID attendee, Instant at) {
        db.sql(VOUCH)
                .param("agency", agency)
                .param("identification", identification)
                .param("attendee", attendee)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static final String KNOWN =
            """
            UPDATE meetings.identification SET known_at = :at
             WHERE agency_id = :agency AND id = :id AND known_at IS NULL AND NOT refused
            """;

    void known(UUID agency, UUID id, Instant at) {
        db.sql(KNOWN)
                .param("agency", agency)
                .param("id", id)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static final String REFUSE =
            """
            UPDATE meetings.identification SET refused = true
             WHERE agency_id = :agency AND attendee = :attendee AND known_at IS NULL
            """;

    /// All that the attendee said and that is not known to be so: otherwise what they said before
    /// would count again.
    void refuse(UUID agency, UUID attendee) {
        db.sql(REFUSE).param("agency", agency).param("attendee", attendee).update();
    }
}
