package th.sala.agencies;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.Sala;

/// Other installations whose registries we hold.
@Repository
class Peers {
    /// @param publicKey that an administrator confirmed
    /// @param address where the registry was fetched from; empty if it came as a file
    /// @param made when the newest imported edition was made
    record Peer(
            UUID id,
            byte[] publicKey,
            String address,
            String confirmedBy,
            Instant confirmedAt,
            Instant importedAt,
            Instant made,
            int agencies) {
        boolean hasKey(byte[] key) {
            return MessageDigest.isEqual(publicKey, key);
        }

        public String fingerprint() {
            return RegistryKey.fingerprint(publicKey);
        }
    }

    /// A key that was replaced, and who confirmed the next one.
    record Replaced(UUID peer, byte[] publicKey, String replacedBy, Instant replacedAt) {
        public String fingerprint() {
            return RegistryKey.fingerprint(publicKey);
        }
    }

    private final JdbcClient db;

    Peers(JdbcClient db) {
        this.db = db;
    }

    private static final String ALL =
            """
            SELECT p.id, p.public_key, p.address, p.confirmed_by, p.confirmed_at, p.imported_at, p.made_at,
                   (SELECT count(*) FROM agencies.agency a WHERE a.peer = p.id) AS agencies
              FROM agencies.peer p
             ORDER BY p.address, p.id
            """;

    List<Peer> all() {
        return db.sql(ALL)
                .query((row, _) ->
                        new Peer(
                                Objects.requireNonNull(row.getObject("id", UUID.class)),
                                row.getBytes("public_key"),
                                row.getString("address"),
                                row.getString("confirmed_by"),
                                row.getObject("confirmed_at", OffsetDateTime.class).toInstant(),
                                row.getObject("imported_at", OffsetDateTime.class).toInstant(),
                                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                                row.getInt("agencies")))
                .list();
    }

    Optional<Peer> find(UUID id) {
        return all().stream().filter(peer -> peer.id().equals(id)).findFirst();
    }

    private static final String ADD =
            """
            INSERT INTO agencies.peer (id, public_key, address, confirmed_by, confirmed_at, imported_at, made_at)
            VALUES (:id, :key, :address, :by, :now, :now, :made)
            ON CONFLICT (id) DO NOTHING
            """;

    void add(UUID id, byte[] key, String address, String by, Instant now, Instant made) {
        db.sql(ADD)
                .param("id", id)
                .param("key", key)
                .param("address", address)
                .param("by", by)
                .param("now", at(now))
                .param("made", at(made))
                .update();
    }

    private static final String KEEP_OLD_KEY =
            """
            INSERT INTO agencies.replaced_key (id, peer, public_key, confirmed_by, confirmed_at,
                                               replaced_by_key, replaced_by, replaced_at)
            SELECT gen_random_uuid(), id, public_key, confirmed_by, confirmed_at, :key, :by, :now
              FROM agencies.peer WHERE id = :id
            """;

    private static final String REPLACE_KEY =
            """
            UPDATE agencies.peer SET public_key = :key, confirmed_by = :by, confirmed_at = :now
             WHERE id = :id
            """;

    /// From now on this key is the installation's; the old one stays in the history.
    void replaceKey(UUID id, byte[] key, String by, Instant now) {
        for (var statement : List.of(KEEP_OLD_KEY, REPLACE_KEY)) {
            db.sql(statement)
                    .param("id", id)
                    .param("key", key)
                    .param("by", by)
                    .param("now", at(now))
                    .update();
        }
    }

    private static final String REPLACED =
            """
            SELECT peer, public_key, replaced_by, replaced_at FROM agencies.replaced_key
             ORDER BY replaced_at DESC
            """;

    /// Of all installations, the newest first.
    List<Replaced> replaced() {
        return db.sql(REPLACED)
                .query((row, _) ->
                        new Replaced(
                                Objects.requireNonNull(row.getObject("peer", UUID.class)),
                                row.getBytes("public_key"),
                                row.getString("replaced_by"),
                                row.getObject("replaced_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static final String IMPORTED =
            """
            UPDATE agencies.peer SET imported_at = :now, made_at = :made,
                   address = CASE WHEN :address = '' THEN address ELSE :address END
             WHERE id = :id
            """;

    void imported(UUID id, String address, Instant now, Instant made) {
        db.sql(IMPORTED)
                .param("id", id)
                .param("address", address)
                .param("now", at(now))
                .param("made", at(made))
                .update();
    }

    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('agencies.import'))";

    /// One import at a time in the whole installation.
    void lock() {
        db.sql(LOCK).query((_, _) -> true).list();
    }

    private static final String OWNER =
            "SELECT coalesce(peer::text, '') FROM agencies.agency WHERE agency_id = :agency";

    /// Whose the agency is: a peer's id, an empty text for us; nothing if it is unknown.
    Optional<String> ownerOf(UUID agency) {
        return db.sql(OWNER).param("agency", agency).query(String.class).optional();
    }

    private static final String OFFICIAL_ELSEWHERE =
            """
            SELECT EXISTS (SELECT FROM agencies.official WHERE id = :official AND agency_id <> :agency)
            """;

    boolean isOfAnother(UUID official, UUID agency) {
        return db.sql(OFFICIAL_ELSEWHERE)
                .param("official", official)
                .param("agency", agency)
                .query(Boolean.class)
                .single();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atZone(Sala.BANGKOK).toOffsetDateTime();
    }
}
