package th.sala.letters;

import static th.sala.letters.OutgoingLetters.utc;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Mails that may be acknowledgements in other words than ours, and what a person decided of them.
@Repository
class ProposedAnswers {
    private final JdbcClient db;

    ProposedAnswers(JdbcClient db) {
        this.db = db;
    }

    /// @param letter whose acknowledgement it may be
    /// @param position of the addressee
    /// @param theirs whether the sender has an address of that agency
    /// @param words that say so, with what stands around them
    /// @param number the receive number that they tell; empty if none
    /// @param accepted null until a person decided
    public record Proposed(
            UUID mail,
            UUID letter,
            int position,
            String sender,
            boolean theirs,
            String before,
            String words,
            String after,
            String number,
            Instant arrivedAt,
            @Nullable Instant decidedAt,
            @Nullable String decidedBy,
            @Nullable Boolean accepted) {
        public boolean isOpen() {
            return decidedAt == null;
        }
    }

    private static final String ADD =
            """
            INSERT INTO letters.proposed_answer (agency_id, mail_id, outgoing_id, position, sender, theirs, before, words,
                   after, number, arrived_at)
            VALUES (:agency, :mail, :letter, :position, :sender, :theirs, :before, :words, :after, :number, :arrivedAt)
            ON CONFLICT DO NOTHING
            """;

    void add(UUID agency, Proposed proposed) {
        db.sql(ADD)
                .param("agency", agency)
                .param("mail", proposed.mail())
                .param("letter", proposed.letter())
                .param("position", proposed.position())
                .param("sender", proposed.sender())
                .param("theirs", proposed.theirs())
                .param("before", proposed.before())
                .param("words", proposed.words())
                .param("after", proposed.after())
                .param("number", proposed.number())
                .param("arrivedAt", utc(proposed.arrivedAt()))
                .update();
    }

    private static final String COLUMNS =
            "mail_id AS mail, outgoing_id AS letter, position, sender, theirs, before, words, after, number, arrived_at, decided_at, decided_by, accepted";

    private static final String OF =
            "SELECT %s FROM letters.proposed_answer WHERE agency_id = :agency AND outgoing_id = :letter ORDER BY arrived_at LIMIT 50"
                    .formatted(COLUMNS);

    List<Proposed> of(UUID agency, UUID letter) {
        return db.sql(OF)
                .param("agency", agency)
                .param("letter", letter)
                .query(Proposed.class)
                .list();
    }

    private static final String FIND =
            "SELECT %s FROM letters.proposed_answer WHERE agency_id = :agency AND mail_id = :mail"
                    .formatted(COLUMNS);

    Optional<Proposed> find(UUID agency, UUID mail) {
        return db.sql(FIND)
                .param("agency", agency)
                .param("mail", mail)
                .query(Proposed.class)
                .optional();
    }

    private static final String LOCK = FIND + " FOR UPDATE";

    /// As [#find], and nobody else decides until the transaction ends.
    Optional<Proposed> lock(UUID agency, UUID mail) {
        return db.sql(LOCK)
                .param("agency", agency)
                .param("mail", mail)
                .query(Proposed.class)
                .optional();
    }

    private static final String DECIDE =
            """
            UPDATE letters.proposed_answer SET decided_at = :now, decided_by = :by, accepted = :accepted
             WHERE agency_id = :agency AND mail_id = :mail
            """;

    /// @param by null to take the decision back
    void decide(
            UUID agency,
            UUID mail,
            @Nullable Boolean accepted,
            @Nullable String by,
            @Nullable Instant now) {
        db.sql(DECIDE)
                .param("agency", agency)
                .param("mail", mail)
                .param("accepted", accepted, java.sql.Types.BOOLEAN)
                .param("by", by, java.sql.Types.VARCHAR)
                .param("now", now == null ? null : utc(now), OutgoingLetters.TIMESTAMP)
                .update();
    }
}
