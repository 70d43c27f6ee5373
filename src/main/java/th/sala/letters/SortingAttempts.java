package th.sala.letters;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// How often the sorting of a mail was begun and did not end: counted before it begins, so that a
/// mail which takes the server down is counted too.
@Repository
class SortingAttempts {
    private final JdbcClient db;

    SortingAttempts(JdbcClient db) {
        this.db = db;
    }

    private static final String BEGIN =
            """
            INSERT INTO letters.sorting_attempt (agency_id, mail_id, attempts) VALUES (:agency, :mail, 1)
            ON CONFLICT (agency_id, mail_id) DO UPDATE SET attempts = sorting_attempt.attempts + 1
            RETURNING attempts
            """;

    /// @return how many there are with this one
    @Transactional
    int begin(UUID agency, UUID mail) {
        return db.sql(BEGIN)
                .param("agency", agency)
                .param("mail", mail)
                .query(Integer.class)
                .single();
    }

    private static final String END =
            "DELETE FROM letters.sorting_attempt WHERE agency_id = :agency AND mail_id = :mail";

    @Transactional
    void end(UUID agency, UUID mail) {
        db.sql(END).param("agency", agency).param("mail", mail).update();
    }
}
