package th.sala.meetings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Links of guests, by the hashes of their secrets.
@Repository
class StoredLinks {
    /// A link that is good: not revoked, and its meeting neither over nor cancelled nor long past.
    ///
    /// @param bound whether a browser has used it
    record Link(UUID id, UUID agency, UUID meeting, UUID attendee, boolean bound) {}

    private final JdbcClient db;

    StoredLinks(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO meetings.link (agency_id, id, meeting, attendee, token, made_at)
            VALUES (:agency, :id, :meeting, :attendee, :token, :at)
            """;

    void add(UUID agency, UUID meeting, UUID attendee, byte[] token, Instant at) {
        db.sql(ADD)
                .param("agency", agency)
                .param("id", UUID.randomUUID())
                .param("meeting", meeting)
                .param("attendee", attendee)
                .param("token", token)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static final String REVOKE =
            """
            UPDATE meetings.link SET revoked_at = :at
             WHERE agency_id = :agency AND attendee = :attendee AND revoked_at IS NULL
            """;

    /// @return whether there was one
    boolean revoke(UUID agency, UUID attendee, Instant at) {
        return db.sql(REVOKE)
                        .param("agency", agency)
                        .param("attendee", attendee)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    private static final String GOOD =
            """
            SELECT l.id, l.agency_id, l.meeting, l.attendee, l.browser IS NOT NULL AS bound
              FROM meetings.link l
              JOIN meetings.meeting m ON m.agency_id = l.agency_id AND m.id = l.meeting
             WHERE l.revoked_at IS NULL
               AND (m.state = 'OPEN' OR (m.state = 'PLANNED' AND m.ends > :since))
            """;

    private static final String BY_TOKEN = GOOD + " AND l.token = :hash";

    /// @param since a planned meeting that ended before has no links any more
    Optional<Link> byToken(byte[] hash, Instant since) {
        return find(BY_TOKEN, hash, since);
    }

    private static final String BY_BROWSER = GOOD + " AND l.browser = :hash";

    Optional<Link> byBrowser(byte[] hash, Instant since) {
        return find(BY_BROWSER, hash, since);
    }

    private Optional<Link> find(String sql, byte[] hash, Instant since) {
        return db.sql(sql)
                .param("hash", hash)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(StoredLinks::link)
                .optional();
    }

    private static final String BIND =
            """
            UPDATE meetings.link SET browser = :browser, bound_at = :at
             WHERE agency_id = :agency AND id = :id AND browser IS NULL AND revoked_at IS NULL
            """;

    /// @return false if another browser was first
    boolean bind(Link link, byte[] browser, Instant at) {
        return db.sql(BIND)
                        .param("agency", link.agency())
                        .param("id", link.id())
                        .param("browser", browser)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    private static final String OF =
            """
            SELECT attendee FROM meetings.link
             WHERE agency_id = :agency AND meeting = :meeting AND revoked_at IS NULL
            """;

    /// The attendees who have one.
    List<UUID> holders(UUID agency, UUID meeting) {
        return db.sql(OF)
                .param("agency", agency)
                .param("meeting", meeting)
                .query(UUID.class)
                .list();
    }

    private static final String STANDS =
            """
            SELECT EXISTS (SELECT FROM meetings.link
                            WHERE agency_id = :agency AND id = :id AND revoked_at IS NULL)
            """;

    /// Whether it was not revoked.
    boolean stands(UUID agency, UUID id) {
        return db.sql(STANDS).param("agency", agency).param("id", id).query(Boolean.class).single();
    }

    private static Link link(ResultSet row, int number) throws SQLException {
        return new Link(
                row.getObject("id", UUID.class),
                row.getObject("agency_id", UUID.class),
                row.getObject("meeting", UUID.class),
                row.getObject("attendee", UUID.class),
                row.getBoolean("bound"));
    }
}
