package th.sala.letters;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.accounts.SignedIn;
import th.sala.thai.Display;

/// Which letter out answers which letter in.
@Repository
class AnsweringLetters {
    private final JdbcClient db;

    AnsweringLetters(JdbcClient db) {
        this.db = db;
    }

    /// A letter out that answers.
    ///
    /// @param number null while it is a draft
    record Answer(UUID letter, String subject, @Nullable String number, @Nullable LocalDate date) {
        boolean isGiven() {
            return number != null;
        }

        /// As an outcome says it.
        String words() {
            return "ตอบแล้วตามหนังสือ ที่ %s ลงวันที่ %s"
                    .formatted(Display.OFFICIAL.text(number), Display.OFFICIAL.date(date));
        }
    }

    /// A letter in that is answered.
    ///
    /// @param sender the agency, or whoever it was
    record Answered(UUID letter, String subject, String sender) {}

    private static final String ADD =
            "INSERT INTO letters.answering (agency_id, outgoing_id, incoming_id) VALUES (:agency, :outgoing, :incoming)";

    void add(UUID agency, UUID outgoing, UUID incoming) {
        db.sql(ADD)
                .param("agency", agency)
                .param("outgoing", outgoing)
                .param("incoming", incoming)
                .update();
    }

    private static final String OF_INCOMING =
            """
            SELECT id AS letter, subject, number_text AS number, letter_date AS date
              FROM letters.answering
              JOIN letters.outgoing ON outgoing.agency_id = answering.agency_id AND outgoing.id = outgoing_id
             WHERE answering.agency_id = :agency AND incoming_id = :incoming AND taken_back_at IS NULL AND stage <> 'DISCARDED'
               AND kind IN ('EXTERNAL', 'INTERNAL', 'STAMPED')
             ORDER BY created_at, id
            """;

    /// Without those that were thrown away, and papers that are sent to nobody.
    List<Answer> of(UUID agency, UUID incoming) {
        return db.sql(OF_INCOMING)
                .param("agency", agency)
                .param("incoming", incoming)
                .query(Answer.class)
                .list();
    }

    private static final String TAKE_BACK =
            """
            UPDATE letters.answering SET taken_back_at = :now, taken_back_by = :by
             WHERE agency_id = :agency AND outgoing_id = :outgoing AND taken_back_at IS NULL
            """;

    /// @return false if somebody did meanwhile
    boolean takeBack(SignedIn who, UUID outgoing, Instant now) {
        return db.sql(TAKE_BACK)
                        .param("agency", who.agency())
                        .param("outgoing", outgoing)
                        .param("now", OutgoingLetters.utc(now))
                        .param("by", who.name())
                        .update()
                == 1;
    }

    private static final String BY_OUTGOING =
            """
            SELECT id AS letter, subject,
                   CASE WHEN sender_agency = '' THEN sender_name ELSE sender_agency END AS sender
              FROM letters.answering
              JOIN letters.incoming ON incoming.agency_id = answering.agency_id AND incoming.id = incoming_id
             WHERE answering.agency_id = :agency AND outgoing_id = :outgoing AND taken_back_at IS NULL
            """;

    Optional<Answered> by(UUID agency, UUID outgoing) {
        return db.sql(BY_OUTGOING)
                .param("agency", agency)
                .param("outgoing", outgoing)
                .query(Answered.class)
                .optional();
    }
}
