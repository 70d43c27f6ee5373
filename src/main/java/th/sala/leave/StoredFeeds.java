package th.sala.leave;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The addresses under which programs read a person's calendar; their secrets only as hashes.
@Repository
class StoredFeeds {
    private final JdbcClient db;

    StoredFeeds(JdbcClient db) {
        this.db = db;
    }

    /// @param withTeam that those below are away, too
    record Feed(UUID agency, UUID account, boolean withTeam, Instant madeAt) {}

    private static final String KEEP =
            """
            INSERT INTO leave.feed (agency_id, account, with_team, secret_hash, made_at)
            VALUES (:agency, :account, :withTeam, :hash, :madeAt)
            ON CONFLICT (agency_id, account) DO UPDATE
               SET with_team = :withTeam, secret_hash = :hash, made_at = :madeAt
            """;

    void keep(Feed feed, byte[] hash) {
        db.sql(KEEP)
                .param("agency", feed.agency())
                .param("account", feed.account())
                .param("withTeam", feed.withTeam())
                .param("hash", hash)
                .param("madeAt", feed.madeAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static final String OF =
            """
            SELECT agency_id, account, with_team, made_at FROM leave.feed
             WHERE agency_id = :agency AND account = :account
            """;

    Optional<Feed> of(UUID agency, UUID account) {
        return db.sql(OF)
                .param("agency", agency)
                .param("account", account)
                .query(StoredFeeds::feed)
                .optional();
    }

    private static final String BY_SECRET =
            "SELECT agency_id, account, with_team, made_at FROM leave.feed WHERE secret_hash = :hash";

    Optional<Feed> bySecret(byte[] hash) {
        return db.sql(BY_SECRET).param("hash", hash).query(StoredFeeds::feed).optional();
    }

    private static final String REMOVE =
            "DELETE FROM leave.feed WHERE agency_id = :agency AND account = :account";

    /// False if there was none.
    boolean remove(UUID agency, UUID account) {
        return db.sql(REMOVE).param("agency", agency).param("account", account).update() == 1;
    }

    private static Feed feed(ResultSet row, int number) throws SQLException {
        return new Feed(
                row.getObject("agency_id", UUID.class),
                row.getObject("account", UUID.class),
                row.getBoolean("with_team"),
                row.getObject("made_at", OffsetDateTime.class).toInstant());
    }
}
