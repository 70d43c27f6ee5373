package th.sala.agencies;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.Sala;
import th.sala.database.RecordValues;

/// The public registry of this installation's own agencies as a signed file. The same content is
/// the same edition, byte for byte.
@Service
class Editions {
    /// @param signature Ed25519 over the body
    record Edition(byte[] content, byte[] body, byte[] signature) {}

    private final JdbcClient db;
    private final Registry registry;
    private final RegistryKey key;
    private final Clock clock;

    Editions(JdbcClient db, Registry registry, RegistryKey key, Clock clock) {
        this.db = db;
        this.registry = registry;
        this.key = key;
        this.clock = clock;
    }

    private static final String NEWEST =
            "SELECT content, body, signature FROM agencies.edition FOR UPDATE";

    private static final String PUT =
            """
            INSERT INTO agencies.edition (content, body, signature, made_at)
            VALUES (:content, :body, :signature, :now)
            ON CONFLICT (one_row) DO UPDATE
               SET content = excluded.content, body = excluded.body, signature = excluded.signature,
                   made_at = excluded.made_at
            """;

    @Transactional
    public Edition newest() {
        var identity = key.identity();
        var installation =
                new RegistryFile.Installation(
                        identity.id().toString(),
                        Base64.getEncoder().encodeToString(identity.publicKey()),
                        identity.fingerprint());
        var agencies =
                registry.everyLocal().stream()
                        .map(agency ->
                                RegistryFile.rows(
                                        agency,
                                        registry.versions(agency),
                                        registry.registeredOf(agency)))
                        .toList();
        var timeless = new RegistryFile(RegistryFile.FORMAT, installation, "", agencies);
        var content = DigestUtils.sha256(timeless.json());
        var kept = kept();
        if (kept.isPresent() && MessageDigest.isEqual(kept.get().content(), content)) {
            return kept.get();
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var body =
                new RegistryFile(RegistryFile.FORMAT, installation, now.toString(), agencies)
                        .json();
        var edition = new Edition(content, body, key.sign(body));
        db.sql(PUT)
                .paramSource(
                        new RecordValues(edition)
                                .addValue("now", now.atZone(Sala.BANGKOK).toOffsetDateTime()))
                .update();
        return edition;
    }

    private Optional<Edition> kept() {
        return db.sql(NEWEST)
                .query((row, _) ->
                        new Edition(
                                row.getBytes("content"),
                                row.getBytes("body"),
                                row.getBytes("signature")))
                .optional();
    }
}
