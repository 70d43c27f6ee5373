package th.sala.letters;

import static th.sala.letters.OutgoingLetters.utc;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which letters, in or out, a person follows.
@Repository
class FollowedLetters {
    private final JdbcClient db;

    FollowedLetters(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO letters.followed (agency_id, account, letter_id, since)
            VALUES (:agency, :account, :letter, :now)
            ON CONFLICT DO NOTHING
            """;

    void add(UUID agency, UUID account, UUID letter, Instant now) {
        db.sql(ADD)
                .param("agency", agency)
                .param("account", account)
                .param("letter", letter)
                .param("now", utc(now))
                .update();
    }

    private static final String REMOVE =
            "DELETE FROM letters.followed WHERE agency_id = :agency AND account = :account AND letter_id = :letter";

    void remove(UUID agency, UUID account, UUID letter) {
        db.sql(REMOVE)
                .param("agency", agency)
                .param("account", account)
                .param("letter", letter)
                .update();
    }

    private static final String OF =
            """
            SELECT letter_id FROM letters.followed
             WHERE agency_id = :agency AND account = :account
             ORDER BY since DESC, letter_id
            """;

    /// The one that is followed for the shortest time first.
    List<UUID> of(UUID agency, UUID account) {
        return db.sql(OF)
                .param("agency", agency)
                .param("account", account)
                .query(UUID.class)
                .list();
    }
}
