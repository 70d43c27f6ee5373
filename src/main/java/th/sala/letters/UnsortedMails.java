package th.sala.letters;

import static th.sala.letters.OutgoingLetters.utc;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Mail that no rule understood: visible with its reason until a person has settled it.
@Repository
class UnsortedMails {
    private static final int REFERENCE_DIGITS = 8;

    private final JdbcClient db;

    UnsortedMails(JdbcClient db) {
        this.db = db;
    }

    /// @param reason the last part of the message key `letters.unsorted.…`
    /// @param settledAs the last part of the message key `letters.settled.…`; null while it waits
    record Unsorted(
            UUID mail,
            String reason,
            String sender,
            String subject,
            Instant arrivedAt,
            @Nullable Instant settledAt,
            @Nullable String settledBy,
            @Nullable String settledAs) {
        /// By which the log speaks of it.
        public String reference() {
            return referenceOf(mail);
        }
    }

    static String referenceOf(UUID mail) {
        return mail.toString().substring(0, REFERENCE_DIGITS);
    }

    private static final String COLUMNS =
            "mail_id AS mail, reason, sender, subject, arrived_at, settled_at, settled_by, settled_as";

    private static final String ADD =
            """
            INSERT INTO letters.unsorted (agency_id, mail_id, reason, sender, subject, arrived_at, reply_mail)
            VALUES (:agency, :mail, :reason, :sender, :subject, :arrivedAt, :replyMail)
            ON CONFLICT DO NOTHING
            """;

    /// @param replyMail of the notice that the sender is owed; null for none
    void add(
            UUID agency,
            UUID mail,
            String reason,
            String sender,
            String subject,
            Instant arrivedAt,
            @Nullable UUID replyMail) {
        db.sql(ADD)
                .param("agency", agency)
                .param("mail", mail)
                .param("reason", reason)
                .param("sender", sender)
                .param("subject", subject)
                .param("arrivedAt", utc(arrivedAt))
                .param("replyMail", replyMail, java.sql.Types.OTHER)
                .update();
    }

    private static final String CHANGE_REASON =
            """
            UPDATE letters.unsorted SET reason = :reason, settled_at = NULL, settled_by = NULL, settled_as = NULL
             WHERE agency_id = :agency AND mail_id = :mail AND reason = :before
            """;

    /// Another reason came to light, and the mail waits again; nothing if its reason is not
    /// `before`.
    void changeReason(UUID agency, UUID mail, String before, String reason) {
        db.sql(CHANGE_REASON)
                .param("agency", agency)
                .param("mail", mail)
                .param("before", before)
                .param("reason", reason)
                .update();
    }

    /// A notice to a sender whose mail was not opened.
    record DueNotice(UUID agency, UUID mail, UUID replyMail) {}

    private static final String DUE =
            """
            SELECT agency_id AS agency, mail_id AS mail, reply_mail FROM letters.unsorted
             WHERE reply_mail IS NOT NULL AND reply_queued IS NULL
             ORDER BY arrived_at LIMIT 100
            """;

    List<DueNotice> dueNotices() {
        return db.sql(DUE).query(DueNotice.class).list();
    }

    private static final String NOTICED =
            "UPDATE letters.unsorted SET reply_queued = :now WHERE agency_id = :agency AND mail_id = :mail";

    void noticed(UUID agency, UUID mail, Instant now) {
        db.sql(NOTICED).param("agency", agency).param("mail", mail).param("now", utc(now)).update();
    }

    private static final String NOTICES_TO =
            """
            SELECT count(*) FROM letters.unsorted
             WHERE agency_id = :agency AND sender = :sender AND reply_queued > :since
            """;

    /// How many notices the sender got since then, or would have.
    int noticesTo(UUID agency, String sender, Instant since) {
        return db.sql(NOTICES_TO)
                .param("agency", agency)
                .param("sender", sender)
                .param("since", utc(since))
                .query(Integer.class)
                .single();
    }

    private static final String SETTLE =
            """
            UPDATE letters.unsorted SET settled_at = :now, settled_by = :by, settled_as = :as
             WHERE agency_id = :agency AND mail_id = :mail AND settled_at IS NULL
            """;

    /// @return false if somebody settled it before
    boolean settle(UUID agency, UUID mail, String as, String by, Instant now) {
        return db.sql(SETTLE)
                        .param("agency", agency)
                        .param("mail", mail)
                        .param("as", as)
                        .param("by", by)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    private static final String REOPEN =
            """
            UPDATE letters.unsorted SET settled_at = NULL, settled_by = NULL, settled_as = NULL
             WHERE agency_id = :agency AND mail_id = :mail AND settled_as = 'noted'
            """;

    /// Takes back that it was only noted.
    boolean reopen(UUID agency, UUID mail) {
        return db.sql(REOPEN).param("agency", agency).param("mail", mail).update() == 1;
    }

    private static final String FIND =
            "SELECT %s FROM letters.unsorted WHERE agency_id = :agency AND mail_id = :mail"
                    .formatted(COLUMNS);

    Optional<Unsorted> find(UUID agency, UUID mail) {
        return db.sql(FIND)
                .param("agency", agency)
                .param("mail", mail)
                .query(Unsorted.class)
                .optional();
    }

    private static final String OPEN =
            """
            SELECT %s FROM letters.unsorted
             WHERE agency_id = :agency AND settled_at IS NULL
             ORDER BY arrived_at LIMIT 200
            """
                    .formatted(COLUMNS);

    List<Unsorted> open(UUID agency) {
        return db.sql(OPEN).param("agency", agency).query(Unsorted.class).list();
    }

    /// From so many on, mails of one sender with one reason are one task.
    static final int PILE = 5;

    /// Mails of one sender that wait for one reason.
    record Pile(String reason, String sender, int count, Instant since) {}

    private static final String PILES =
            """
            SELECT reason, sender, count(*) AS count, min(arrived_at) AS since FROM letters.unsorted
             WHERE agency_id = :agency AND settled_at IS NULL
             GROUP BY reason, sender HAVING count(*) >= :pile
             ORDER BY min(arrived_at) LIMIT 100
            """;

    List<Pile> piles(UUID agency) {
        return db.sql(PILES).param("agency", agency).param("pile", PILE).query(Pile.class).list();
    }

    private static final String SINGLE =
            """
            SELECT %s FROM (SELECT *, count(*) OVER (PARTITION BY reason, sender) AS alike FROM letters.unsorted
                             WHERE agency_id = :agency AND settled_at IS NULL) AS waiting
             WHERE alike < :pile
             ORDER BY arrived_at LIMIT 200
            """
                    .formatted(COLUMNS);

    /// Those that are in no pile.
    List<Unsorted> single(UUID agency) {
        return db.sql(SINGLE)
                .param("agency", agency)
                .param("pile", PILE)
                .query(Unsorted.class)
                .list();
    }

    private static final String ALIKE =
            """
            SELECT %s FROM letters.unsorted
             WHERE agency_id = :agency AND settled_at IS NULL AND reason = :reason AND sender = :sender
             ORDER BY arrived_at LIMIT 1000
            """
                    .formatted(COLUMNS);

    List<Unsorted> alike(UUID agency, String reason, String sender) {
        return db.sql(ALIKE)
                .param("agency", agency)
                .param("reason", reason)
                .param("sender", sender)
                .query(Unsorted.class)
                .list();
    }

    private static final String SETTLED =
            """
            SELECT %s FROM letters.unsorted
             WHERE agency_id = :agency AND settled_at IS NOT NULL
             ORDER BY settled_at DESC LIMIT 50
            """
                    .formatted(COLUMNS);

    List<Unsorted> settled(UUID agency) {
        return db.sql(SETTLED).param("agency", agency).query(Unsorted.class).list();
    }
}
