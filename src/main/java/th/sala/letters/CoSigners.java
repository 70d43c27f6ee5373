package th.sala.letters;

import static th.sala.letters.OutgoingLetters.moment;
import static th.sala.letters.OutgoingLetters.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CoSigners {
    private final JdbcClient db;

    CoSigners(JdbcClient db) {
        this.db = db;
    }

    private static final String OF =
            """
            SELECT co_signer.* FROM letters.co_signer
              JOIN letters.outgoing AS letter ON letter.agency_id = co_signer.agency_id AND letter.id = outgoing_id
             WHERE co_signer.agency_id = :agency AND outgoing_id = :letter AND official_id <> signer_id
             ORDER BY position
            """;

    /// In the order in which they sign; without whoever is the letter's signer by now.
    List<CoSigner> of(UUID agency, UUID letter) {
        return db.sql(OF)
                .param("agency", agency)
                .param("letter", letter)
                .query(CoSigners::coSigner)
                .list();
    }

    private static final String CLEAR =
            "DELETE FROM letters.co_signer WHERE agency_id = :agency AND outgoing_id = :letter";

    private static final String ADD =
            """
            INSERT INTO letters.co_signer (agency_id, outgoing_id, position, official_id, name, title, mail, signed_version,
                   signed_at)
            VALUES (:agency, :letter, :position, :official, :name, :title, :mail, :version, :at)
            """;

    void replace(UUID agency, UUID letter, List<CoSigner> signers) {
        db.sql(CLEAR).param("agency", agency).param("letter", letter).update();
        for (int position = 0; position < signers.size(); position++) {
            var signer = signers.get(position);
            var at = signer.at();
            db.sql(ADD)
                    .param("agency", agency)
                    .param("letter", letter)
                    .param("position", position)
                    .param("official", signer.official())
                    .param("name", signer.name())
                    .param("title", signer.title())
                    .param("mail", signer.mail())
                    .param("version", signer.version(), Types.INTEGER)
                    .param("at", at == null ? null : utc(at), Types.TIMESTAMP_WITH_TIMEZONE)
                    .update();
        }
    }

    private static final String WAITING =
            """
            SELECT letter.id
              FROM letters.co_signer AS mine
              JOIN letters.outgoing AS letter ON letter.agency_id = mine.agency_id AND letter.id = mine.outgoing_id
             WHERE mine.agency_id = :agency AND official_id = :official AND stage = 'DRAFT' AND official_id <> signer_id
               AND signed_version IS DISTINCT FROM version
               AND NOT EXISTS (SELECT FROM letters.co_signer AS other
                                WHERE other.agency_id = mine.agency_id AND other.outgoing_id = mine.outgoing_id
                                  AND other.position < mine.position AND other.official_id <> letter.signer_id
                                  AND other.signed_version IS DISTINCT FROM letter.version)
             ORDER BY changed_at, letter.id LIMIT :rows
            """;

    /// Drafts whose next signature is this official's, the oldest first.
    List<UUID> waiting(UUID agency, UUID official, int rows) {
        return db.sql(WAITING)
                .param("agency", agency)
                .param("official", official)
                .param("rows", rows)
                .query(UUID.class)
                .list();
    }

    private static CoSigner coSigner(ResultSet row, int index) throws SQLException {
        return new CoSigner(
                row.getObject("official_id", UUID.class),
                row.getString("name"),
                row.getString("title"),
                row.getString("mail"),
                row.getObject("signed_version", Integer.class),
                moment(row, "signed_at"));
    }
}
