package th.sala.letters;

import static th.sala.letters.OutgoingLetters.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The versions of letters that go their way inside the agency. None is ever changed.
@Repository
class LetterVersions {
    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient db;

    LetterVersions(JdbcClient db) {
        this.db = db;
    }

    private static final String KEEP =
            """
            INSERT INTO letters.version (agency_id, outgoing_id, version, kept, changes, at, by_whom)
            VALUES (:agency, :letter, :version, :kept, :changes, :at, :by)
            ON CONFLICT (agency_id, outgoing_id, version) DO NOTHING
            """;

    /// @return the SHA-256 of what is kept
    String keep(UUID agency, LetterVersion version) {
        var kept = JSON.writeValueAsString(version.kept());
        db.sql(KEEP)
                .param("agency", agency)
                .param("letter", version.letter())
                .param("version", version.number())
                .param("kept", kept)
                .param("changes", version.changes())
                .param("at", utc(version.at()))
                .param("by", version.by())
                .update();
        return DigestUtils.sha256Hex(kept);
    }

    private static final String OF =
            "SELECT * FROM letters.version WHERE agency_id = :agency AND outgoing_id = :letter ORDER BY version";

    /// The oldest first.
    List<LetterVersion> of(UUID agency, UUID letter) {
        return db.sql(OF)
                .param("agency", agency)
                .param("letter", letter)
                .query(LetterVersions::version)
                .list();
    }

    private static final String FIND =
            "SELECT * FROM letters.version WHERE agency_id = :agency AND outgoing_id = :letter AND version = :version";

    Optional<LetterVersion> find(UUID agency, UUID letter, int version) {
        return db.sql(FIND)
                .param("agency", agency)
                .param("letter", letter)
                .param("version", version)
                .query(LetterVersions::version)
                .optional();
    }

    private static LetterVersion version(ResultSet row, int index) throws SQLException {
        Instant at = row.getObject("at", OffsetDateTime.class).toInstant();
        return new LetterVersion(
                row.getObject("outgoing_id", UUID.class),
                row.getInt("version"),
                JSON.readValue(row.getString("kept"), LetterVersion.Kept.class),
                row.getString("changes"),
                at,
                row.getString("by_whom"));
    }
}
