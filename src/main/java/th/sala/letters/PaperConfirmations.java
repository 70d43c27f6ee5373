package th.sala.letters;

import static th.sala.letters.OutgoingLetters.utc;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Of which letters paper must follow, and of which it has.
@Repository
class PaperConfirmations {
    private final JdbcClient db;

    PaperConfirmations(JdbcClient db) {
        this.db = db;
    }

    /// @param sentAt null until the paper is on its way
    /// @param how by which post and under which number; may be empty
    public record Paper(
            UUID letterId,
            Instant askedAt,
            String askedBy,
            @Nullable Instant sentAt,
            @Nullable String sentBy,
            String how) {
        public boolean isSent() {
            return sentAt != null;
        }
    }

    private static final String ADD =
            """
            INSERT INTO letters.paper_confirmation (agency_id, letter_id, asked_at, asked_by)
            VALUES (:agency, :letter, :at, :by)
            ON CONFLICT DO NOTHING
            """;

    /// @return false if it was said before
    boolean add(UUID agency, UUID letter, String by, Instant at) {
        return db.sql(ADD)
                        .param("agency", agency)
                        .param("letter", letter)
                        .param("at", utc(at))
                        .param("by", by)
                        .update()
                == 1;
    }

    private static final String FIND =
            """
            SELECT letter_id, asked_at, asked_by, sent_at, sent_by, how FROM letters.paper_confirmation
             WHERE agency_id = :agency AND letter_id = :letter
            """;

    Optional<Paper> find(UUID agency, UUID letter) {
        return db.sql(FIND)
                .param("agency", agency)
                .param("letter", letter)
                .query(Paper.class)
                .optional();
    }

    private static final String SENT =
            """
            UPDATE letters.paper_confirmation SET sent_at = :at, sent_by = :by, how = :how
             WHERE agency_id = :agency AND letter_id = :letter AND sent_at IS NULL
            """;

    /// @return false if none waits
    boolean sent(UUID agency, UUID letter, String by, String how, Instant at) {
        return db.sql(SENT)
                        .param("agency", agency)
                        .param("letter", letter)
                        .param("at", utc(at))
                        .param("by", by)
                        .param("how", how)
                        .update()
                == 1;
    }

    private static final String NOT_SENT =
            """
            UPDATE letters.paper_confirmation SET sent_at = NULL, sent_by = NULL, how = ''
             WHERE agency_id = :agency AND letter_id = :letter AND sent_at IS NOT NULL
            """;

    /// @return false if none was sent
    boolean notSent(UUID agency, UUID letter) {
        return db.sql(NOT_SENT).param("agency", agency).param("letter", letter).update() == 1;
    }

    private static final String REMOVE =
            """
            DELETE FROM letters.paper_confirmation
             WHERE agency_id = :agency AND letter_id = :letter AND sent_at IS NULL
            """;

    /// @return false if none waits
    boolean remove(UUID agency, UUID letter) {
        return db.sql(REMOVE).param("agency", agency).param("letter", letter).update() == 1;
    }

    /// A letter that has left by mail and whose paper has not.
    record Due(UUID letter, String number, String subject, Instant since) {}

    private static final String DUE =
            """
            SELECT outgoing.id AS letter, number_text AS number, subject, greatest(asked_at, signed_at) AS since
              FROM letters.paper_confirmation JOIN letters.outgoing
                ON outgoing.agency_id = paper_confirmation.agency_id AND outgoing.id = letter_id
             WHERE paper_confirmation.agency_id = :agency AND sent_at IS NULL AND stage IN ('NUMBERED', 'SENT')
             ORDER BY since LIMIT :rows
            """;

    /// The longest waiting first.
    List<Due> due(UUID agency, int rows) {
        return db.sql(DUE).param("agency", agency).param("rows", rows).query(Due.class).list();
    }
}
