package th.sala.mail;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// How often reading a mail for a report was begun and did not end: counted before it begins, so
/// that a mail which takes the server down is counted too.
@Repository
class ReportAttempts {
    private final JdbcClient db;

    ReportAttempts(JdbcClient db) {
        this.db = db;
    }

    private static final String BEGIN =
            """
            INSERT INTO mail.report_attempt (agency_id, mail, attempts) VALUES (:agency, :mail, 1)
            ON CONFLICT (agency_id, mail) DO UPDATE SET attempts = report_attempt.attempts + 1
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
            "DELETE FROM mail.report_attempt WHERE agency_id = :agency AND mail = :mail";

    @Transactional
    void end(UUID agency, UUID mail) {
        db.sql(END).param("agency", agency).param("mail", mail).update();
    }
}
