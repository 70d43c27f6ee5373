package th.sala.signing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Keys of officials, one at a time for each.
@Repository
class CertifiedKeys {
    private final JdbcClient db;

    CertifiedKeys(JdbcClient db) {
        this.db = db;
    }

    private static final String OF =
            """
            SELECT * FROM signing.key
             WHERE agency_id = :agency AND official = :official AND ended_at IS NULL
            """;

    Optional<CertifiedKey> of(UUID agency, UUID official) {
        return db.sql(OF)
                .param("agency", agency)
                .param("official", official)
                .query(CertifiedKeys::key)
                .optional();
    }

    private static final String ADD =
            """
            INSERT INTO signing.key (agency_id, id, official, source, chain, closed_key, made_at)
            VALUES (:agency, :id, :official, :source, :chain, :closedKey, :at)
            ON CONFLICT (agency_id, official) WHERE ended_at IS NULL DO NOTHING
            """;

    /// @return false if the official has one already
    boolean add(CertifiedKey key) {
        return db.sql(ADD)
                        .param("agency", key.agency())
                        .param("id", key.id())
                        .param("official", key.official())
                        .param("source", key.source().name())
                        .param("chain", Chains.encode(key.chain()))
                        .param("closedKey", key.closedKey(), Types.BINARY)
                        .param("at", utc(key.madeAt()))
                        .update()
                == 1;
    }

    private static final String END =
            """
            UPDATE signing.key SET ended_at = :at, closed_key = NULL
             WHERE agency_id = :agency AND id = :id AND ended_at IS NULL
            """;

    /// Erases the key; what it is known by stays.
    ///
    /// @return false if that was done before
    boolean end(CertifiedKey key, Instant at) {
        return db.sql(END)
                        .param("agency", key.agency())
                        .param("id", key.id())
                        .param("at", utc(at))
                        .update()
                == 1;
    }

    private static CertifiedKey key(ResultSet row, int index) throws SQLException {
        return new CertifiedKey(
                row.getObject("agency_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getObject("official", UUID.class),
                CertifiedKey.Source.valueOf(row.getString("source")),
                Chains.decode(row.getBytes("chain")),
                row.getBytes("closed_key"),
                row.getObject("made_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
