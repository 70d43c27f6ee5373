package th.sala.letters;

import static th.sala.letters.OutgoingLetters.utc;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Acts on letters that leave no other trace.
@Repository
class Acts {
    private final JdbcClient db;

    Acts(JdbcClient db) {
        this.db = db;
    }

    /// @param what the last part of the act's message key, `letters.act.…`
    record Act(Instant at, String what, String byWhom, String detail) {}

    private static final String ADD =
            """
            INSERT INTO letters.act (agency_id, letter_id, id, at, what, by_whom, detail)
            VALUES (:agency, :letter, :id, :at, :what, :by, :detail)
            ON CONFLICT DO NOTHING
            """;

    void add(UUID agency, UUID letter, Act act) {
        add(agency, letter, UUID.randomUUID(), act);
    }

    /// An act of which it may be heard twice.
    ///
    /// @param id the same each time, such as that of the mail that told of it
    void add(UUID agency, UUID letter, UUID id, Act act) {
        db.sql(ADD)
                .param("agency", agency)
                .param("letter", letter)
                .param("id", id)
                .param("at", utc(act.at()))
                .param("what", act.what())
                .param("by", act.byWhom())
                .param("detail", act.detail())
                .update();
    }

    private static final String OF =
            "SELECT at, what, by_whom, detail FROM letters.act WHERE agency_id = :agency AND letter_id = :letter ORDER BY at";

    List<Act> of(UUID agency, UUID letter) {
        return db.sql(OF).param("agency", agency).param("letter", letter).query(Act.class).list();
    }
}
