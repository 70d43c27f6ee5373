package th.sala.agencies;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.Sala;
import th.sala.database.RecordValues;

/// Files that an administrator looks at before confirming: what is imported is what was shown. They
/// are forgotten when nobody can confirm them any more.
@Repository
class HeldFiles {
    enum Kind {
        OFFICIALS(Duration.ofDays(1)),
        /// As long as a second person may still confirm it.
        REGISTRY(Duration.ofDays(8));

        private final Duration kept;

        Kind(Duration kept) {
            this.kept = kept;
        }
    }

    /// @param name of the file, or the address it came from
    /// @param signature empty if it has none
    record HeldFile(UUID agency, UUID id, Kind kind, String name, byte[] body, byte[] signature) {}

    private final JdbcClient db;
    private final Clock clock;

    HeldFiles(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    private static final String FORGET =
            "DELETE FROM agencies.held_file WHERE kind = :kind AND held_at < :before";

    private static final String HOLD =
            """
            INSERT INTO agencies.held_file (agency_id, id, kind, name, body, signature, held_at)
            VALUES (:agency, :id, :kind, :name, :body, :signature, :now)
            """;

    UUID hold(UUID agency, Kind kind, String name, byte[] body, byte[] signature) {
        for (var old : Kind.values()) {
            db.sql(FORGET)
                    .param("kind", old.name())
                    .param("before", now().minus(old.kept))
                    .update();
        }
        var id = UUID.randomUUID();
        db.sql(HOLD)
                .paramSource(
                        new RecordValues(new HeldFile(agency, id, kind, name, body, signature))
                                .addValue("now", now()))
                .update();
        return id;
    }

    private static final String FIND =
            """
            SELECT agency_id AS agency, id, kind, name, body, signature
              FROM agencies.held_file
             WHERE agency_id = :agency AND id = :id AND kind = :kind
            """;

    Optional<HeldFile> find(UUID agency, UUID id, Kind kind) {
        return db.sql(FIND)
                .param("agency", agency)
                .param("id", id)
                .param("kind", kind.name())
                .query((row, _) ->
                        new HeldFile(
                                agency,
                                id,
                                kind,
                                row.getString("name"),
                                row.getBytes("body"),
                                row.getBytes("signature")))
                .optional();
    }

    private static final String DROP =
            "DELETE FROM agencies.held_file WHERE agency_id = :agency AND id = :id";

    /// @return false if somebody else did before, or does now
    boolean drop(UUID agency, UUID id) {
        return db.sql(DROP).param("agency", agency).param("id", id).update() == 1;
    }

    private OffsetDateTime now() {
        return clock.instant().atZone(Sala.BANGKOK).toOffsetDateTime();
    }
}
