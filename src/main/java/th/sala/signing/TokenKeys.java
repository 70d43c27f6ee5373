package th.sala.signing;

import java.security.cert.CertificateEncodingException;
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
import th.sala.checking.Certificates;

/// Whose the keys in the token are.
@Repository
class TokenKeys {
    private final JdbcClient db;

    TokenKeys(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO signing.token_key (agency_id, id, official, fingerprint, certificate, said_by, said_at)
            VALUES (:agency, :id, :official, :fingerprint, :certificate, :by, :at)
            """;

    void add(TokenKey key) {
        try {
            db.sql(ADD)
                    .param("agency", key.agency())
                    .param("id", key.id())
                    .param("official", key.official())
                    .param("fingerprint", key.fingerprint())
                    .param("certificate", key.certificate().getEncoded())
                    .param("by", key.by())
                    .param("at", utc(key.at()))
                    .update();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static final String ASSIGN =
            """
            UPDATE signing.token_key SET assigned_at = :at, assigned_by = :by
             WHERE agency_id = :agency AND id = :id AND assigned_at IS NULL AND ended_at IS NULL
            """;

    /// @throws org.springframework.dao.DuplicateKeyException if it is another's
    void assign(TokenKey key, String by, Instant at) {
        db.sql(ASSIGN)
                .param("agency", key.agency())
                .param("id", key.id())
                .param("by", by)
                .param("at", utc(at))
                .update();
    }

    private static final String END =
            """
            UPDATE signing.token_key SET ended_at = :at, ended_by = :by
             WHERE agency_id = :agency AND id = :id AND ended_at IS NULL
            """;

    void end(TokenKey key, String by, Instant at) {
        db.sql(END)
                .param("agency", key.agency())
                .param("id", key.id())
                .param("by", by)
                .param("at", utc(at))
                .update();
    }

    private static final String PROPOSED =
            """
            SELECT * FROM signing.token_key
             WHERE agency_id = :agency AND official = :official AND fingerprint = :fingerprint
               AND assigned_at IS NULL AND ended_at IS NULL
             ORDER BY said_at, id
             LIMIT 1
            """;

    /// As somebody said it before, and nobody confirmed it yet.
    Optional<TokenKey> proposed(TokenKey key) {
        return db.sql(PROPOSED)
                .param("agency", key.agency())
                .param("official", key.official())
                .param("fingerprint", key.fingerprint())
                .query(TokenKeys::key)
                .optional();
    }

    private static final String ONE =
            "SELECT * FROM signing.token_key WHERE id = :id AND ended_at IS NULL";

    Optional<TokenKey> find(UUID id) {
        return db.sql(ONE).param("id", id).query(TokenKeys::key).optional();
    }

    private static final String OF =
            """
            SELECT * FROM signing.token_key
             WHERE agency_id = :agency AND official = :official
               AND assigned_at IS NOT NULL AND ended_at IS NULL
             ORDER BY assigned_at, id
            """;

    /// Those that are the official's.
    List<TokenKey> of(UUID agency, UUID official) {
        return db.sql(OF)
                .param("agency", agency)
                .param("official", official)
                .query(TokenKeys::key)
                .list();
    }

    private static final String ASSIGNED =
            """
            SELECT * FROM signing.token_key
             WHERE assigned_at IS NOT NULL AND ended_at IS NULL
             ORDER BY assigned_at, id
            """;

    /// Of all agencies in the current scope.
    List<TokenKey> assigned() {
        return db.sql(ASSIGNED).query(TokenKeys::key).list();
    }

    private static TokenKey key(ResultSet row, int index) throws SQLException {
        return new TokenKey(
                row.getObject("agency_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getObject("official", UUID.class),
                Certificates.of(row.getBytes("certificate")),
                row.getObject("assigned_at") != null,
                row.getString("said_by"),
                row.getObject("said_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
