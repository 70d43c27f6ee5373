package th.sala.letters;

import static th.sala.letters.OutgoingLetters.moment;
import static th.sala.letters.OutgoingLetters.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.mail.Reply;

@Repository
class Addressees {
    private final JdbcClient db;

    Addressees(JdbcClient db) {
        this.db = db;
    }

    private static final String CLEAR =
            "DELETE FROM letters.addressee WHERE agency_id = :agency AND outgoing_id = :letter AND message_id IS NULL";

    private static final String ADD =
            """
            INSERT INTO letters.addressee (agency_id, outgoing_id, mail_id, position, to_agency, to_agency_name, to_central,
                   to_name, to_title, to_mail)
            VALUES (:agency, :letter, :mail, :position, :toAgency, :toAgencyName, :toCentral, :toName, :toTitle, :toMail)
            """;

    /// A draft's addressees are those of its newest version.
    void replace(UUID agency, UUID letter, List<Addressee> addressees) {
        db.sql(CLEAR).param("agency", agency).param("letter", letter).update();
        for (var addressee : addressees) {
            db.sql(ADD)
                    .param("agency", agency)
                    .param("letter", letter)
                    .param("mail", addressee.mail())
                    .param("position", addressee.position())
                    .param("toAgency", addressee.agency())
                    .param("toAgencyName", addressee.agencyName())
                    .param("toCentral", addressee.central())
                    .param("toName", addressee.name())
                    .param("toTitle", addressee.title())
                    .param("toMail", addressee.address())
                    .update();
        }
    }

    private static final String QUEUED =
            """
            UPDATE letters.addressee SET message_id = :messageId, queued_at = :now, delivery = 'QUEUED', delivery_at = :now
             WHERE agency_id = :agency AND mail_id = :mail AND queued_at IS NULL
            """;

    void queued(UUID agency, UUID mail, String messageId, Instant now) {
        db.sql(QUEUED)
                .param("agency", agency)
                .param("mail", mail)
                .param("messageId", messageId)
                .param("now", utc(now))
                .update();
    }

    private static final String PROGRESSED =
            """
            UPDATE letters.addressee SET delivery = :progress, delivery_at = :at, delivery_to = :to,
                   delivery_note = :note
             WHERE agency_id = :agency AND mail_id = :mail
            """;

    void progressed(UUID agency, UUID mail, DeliveryNotes.Noted noted) {
        db.sql(PROGRESSED)
                .param("agency", agency)
                .param("mail", mail)
                .param("progress", noted.progress().name())
                .param("at", utc(noted.at()))
                .param("to", noted.to())
                .param("note", noted.note().kept())
                .update();
    }

    private static final String COPIED =
            """
            UPDATE letters.addressee SET copied_at = :now
             WHERE agency_id = :agency AND message_id = :messageId AND copied_at IS NULL
            """;

    void copied(UUID agency, String messageId, Instant now) {
        db.sql(COPIED)
                .param("agency", agency)
                .param("messageId", messageId)
                .param("now", utc(now))
                .update();
    }

    private static final String ANSWER =
            """
            UPDATE letters.addressee
               SET answer = :answer, answer_number = :number, answer_received = :received, answer_reason = :reason,
                   answered_at = :now, answer_mail = :answerMail
             WHERE agency_id = :agency AND message_id = :messageId
               AND (answer IS NULL OR answer = 'REFUSED' AND :answer = 'ACKNOWLEDGED')
            """;

    /// @return false if it was answered before
    boolean acknowledged(
            UUID agency,
            String messageId,
            String number,
            @Nullable Instant received,
            Instant now,
            UUID answerMail) {
        return answered(agency, messageId, "ACKNOWLEDGED", number, received, null, now, answerMail);
    }

    /// @return false if it was answered before
    boolean returned(UUID agency, String messageId, String reason, Instant now, UUID answerMail) {
        return answered(agency, messageId, "RETURNED", null, null, reason, now, answerMail);
    }

    /// @param to the agency that has the letter now
    /// @return false if it was answered before
    boolean forwarded(UUID agency, String messageId, String to, Instant now, UUID answerMail) {
        return answered(agency, messageId, "FORWARDED", null, null, to, now, answerMail);
    }

    /// @return false if it was answered before
    boolean refused(UUID agency, String messageId, Instant now, UUID answerMail) {
        return answered(agency, messageId, "REFUSED", null, null, null, now, answerMail);
    }

    private boolean answered(
            UUID agency,
            String messageId,
            String answer,
            @Nullable String number,
            @Nullable Instant received,
            @Nullable String reason,
            Instant now,
            UUID answerMail) {
        return db.sql(ANSWER)
                        .param("agency", agency)
                        .param("messageId", messageId)
                        .param("answer", answer)
                        .param("number", number)
                        .param(
                                "received",
                                received == null ? null : utc(received),
                                OutgoingLetters.TIMESTAMP)
                        .param("reason", reason)
                        .param("now", utc(now))
                        .param("answerMail", answerMail)
                        .update()
                == 1;
    }

    private static final String SUPERSEDE =
            """
            INSERT INTO letters.former_mail (agency_id, outgoing_id, position, mail_id, message_id, to_name, to_mail, queued_at)
            SELECT agency_id, outgoing_id, position, mail_id, message_id, to_name, to_mail, queued_at
              FROM letters.addressee
             WHERE agency_id = :agency AND mail_id = :mail AND message_id IS NOT NULL
            """;

    /// Keeps the mail that the addressee has as a former one.
    void supersede(UUID agency, UUID mail) {
        db.sql(SUPERSEDE).param("agency", agency).param("mail", mail).update();
    }

    private static final String CORRECT =
            """
            UPDATE letters.addressee
               SET mail_id = :newMail, message_id = :messageId, to_mail = :newAddress, to_name = :name, to_title = :title,
                   queued_at = :now, copied_at = NULL, overdue_told = NULL,
                   delivery = 'QUEUED', delivery_at = :now, delivery_to = '', delivery_note = ''
             WHERE agency_id = :agency AND mail_id = :mail
            """;

    /// Puts the new mail, and whom it goes to, in the place of the old one.
    void correct(UUID agency, UUID mail, Addressee corrected, String messageId, Instant now) {
        db.sql(CORRECT)
                .param("agency", agency)
                .param("mail", mail)
                .param("newMail", corrected.mail())
                .param("messageId", messageId)
                .param("newAddress", corrected.address())
                .param("name", corrected.name())
                .param("title", corrected.title())
                .param("now", utc(now))
                .update();
    }

    private static final String UNRETURN =
            """
            UPDATE letters.addressee
               SET answer = NULL, answer_reason = NULL, answered_at = NULL, answer_mail = NULL
             WHERE agency_id = :agency AND mail_id = :mail AND answer = 'RETURNED'
            """;

    /// Forgets that the letter was sent back: it goes out once more and may be answered again.
    void unreturn(UUID agency, UUID mail) {
        db.sql(UNRETURN).param("agency", agency).param("mail", mail).update();
    }

    private static final String FORMER =
            """
            SELECT position, mail_id AS mail, message_id, to_name AS name, to_mail AS address, queued_at
              FROM letters.former_mail
             WHERE agency_id = :agency AND outgoing_id = :letter
             ORDER BY position, queued_at
            """;

    /// The letter's mails to wrong persons.
    List<Addressee.Former> former(UUID agency, UUID letter) {
        return db.sql(FORMER)
                .param("agency", agency)
                .param("letter", letter)
                .query(Addressees::former)
                .list();
    }

    private static Addressee.Former former(ResultSet row, int index) throws SQLException {
        return new Addressee.Former(
                row.getInt("position"),
                row.getObject("mail", UUID.class),
                row.getString("message_id"),
                row.getString("name"),
                row.getString("address"),
                Objects.requireNonNull(moment(row, "queued_at")));
    }

    private static final String OF_LETTER =
            """
            SELECT * FROM letters.addressee
             WHERE agency_id = :agency AND outgoing_id = :letter
             ORDER BY position
            """;

    List<Addressee> of(UUID agency, UUID letter) {
        return db.sql(OF_LETTER)
                .param("agency", agency)
                .param("letter", letter)
                .query(Addressees::addressee)
                .list();
    }

    private static final String NOT_QUEUED =
            """
            SELECT * FROM letters.addressee
             WHERE agency_id = :agency AND outgoing_id = :letter AND message_id IS NULL
             ORDER BY position LIMIT :rows
            """;

    /// Whose mails are not made yet.
    List<Addressee> notQueued(UUID agency, UUID letter, int rows) {
        return db.sql(NOT_QUEUED)
                .param("agency", agency)
                .param("letter", letter)
                .param("rows", rows)
                .query(Addressees::addressee)
                .list();
    }

    private static final String BY_MAIL =
            "SELECT * FROM letters.addressee WHERE agency_id = :agency AND mail_id = :mail";

    Optional<Addressee> byMail(UUID agency, UUID mail) {
        return db.sql(BY_MAIL)
                .param("agency", agency)
                .param("mail", mail)
                .query(Addressees::addressee)
                .optional();
    }

    private static final String LOCK = BY_MAIL + " FOR UPDATE";

    /// As [#byMail], and nobody else changes it until the transaction ends.
    Optional<Addressee> lock(UUID agency, UUID mail) {
        return db.sql(LOCK)
                .param("agency", agency)
                .param("mail", mail)
                .query(Addressees::addressee)
                .optional();
    }

    private static final String BY_MESSAGE =
            "SELECT * FROM letters.addressee WHERE agency_id = :agency AND message_id = :messageId";

    private static final String BY_FORMER_MESSAGE =
            """
            SELECT addressee.* FROM letters.addressee
              JOIN letters.former_mail USING (agency_id, outgoing_id, position)
             WHERE former_mail.agency_id = :agency AND former_mail.message_id = :messageId
            """;

    /// Whose mail has, or had before it was corrected, this message id.
    Optional<Addressee> byMessage(UUID agency, String messageId) {
        return byMessage(BY_MESSAGE, agency, messageId)
                .or(() -> byMessage(BY_FORMER_MESSAGE, agency, messageId));
    }

    private Optional<Addressee> byMessage(String statement, UUID agency, String messageId) {
        return db.sql(statement)
                .param("agency", agency)
                .param("messageId", messageId)
                .query(Addressees::addressee)
                .optional();
    }

    private static final String BY_NUMBER =
            """
            SELECT addressee.* FROM letters.addressee
              JOIN letters.outgoing ON outgoing.agency_id = addressee.agency_id AND outgoing.id = addressee.outgoing_id
             WHERE addressee.agency_id = :agency AND outgoing.number_text IN (:numbers)
               AND addressee.message_id IS NOT NULL
               AND :domain IN (lower(split_part(addressee.to_central, '@', 2)), lower(split_part(addressee.to_mail, '@', 2)))
             ORDER BY outgoing.signed_at DESC, addressee.position LIMIT 1
            """;

    /// The newest sending of a letter with one of these numbers to an agency with that domain.
    Optional<Addressee> byNumber(UUID agency, List<String> numbers, String domain) {
        if (numbers.isEmpty()) {
            return Optional.empty();
        }
        return db.sql(BY_NUMBER)
                .param("agency", agency)
                .param("numbers", numbers)
                .param("domain", domain)
                .query(Addressees::addressee)
                .optional();
    }

    private static final String WITHDRAW =
            """
            UPDATE letters.addressee
               SET answer = NULL, answer_number = NULL, answered_at = NULL, answer_mail = NULL
             WHERE agency_id = :agency AND answer_mail = :answerMail AND answer = 'ACKNOWLEDGED'
            """;

    /// Forgets an acknowledgement that a person took from this mail.
    void withdraw(UUID agency, UUID answerMail) {
        db.sql(WITHDRAW).param("agency", agency).param("answerMail", answerMail).update();
    }

    /// A line of the board of sent letters.
    record Sending(
            Addressee addressee,
            String number,
            String subject,
            Urgency urgency,
            Instant signedAt) {}

    private static final String SENDINGS =
            """
            SELECT addressee.*, outgoing.number_text, outgoing.subject, outgoing.urgency, outgoing.signed_at
              FROM letters.addressee
              JOIN letters.outgoing ON outgoing.agency_id = addressee.agency_id AND outgoing.id = addressee.outgoing_id
             WHERE addressee.agency_id = :agency
            """;

    private static final String BOARD =
            SENDINGS
                    + """
                       AND outgoing.stage IN ('NUMBERED', 'SENT')
                       AND (:all OR addressee.answer IS NULL)
                       AND (cast(:before AS timestamptz) IS NULL
                            OR (outgoing.signed_at, addressee.mail_id) < (cast(:before AS timestamptz), :beforeMail))
                     ORDER BY outgoing.signed_at DESC, addressee.mail_id DESC
                     LIMIT :rows
                    """;

    /// @param all also those that are answered
    List<Sending> board(
            UUID agency, boolean all, @Nullable Instant before, UUID beforeMail, int rows) {
        return db.sql(BOARD)
                .param("agency", agency)
                .param("all", all)
                .param("before", before == null ? null : utc(before), OutgoingLetters.TIMESTAMP)
                .param("beforeMail", beforeMail)
                .param("rows", rows)
                .query(Addressees::sending)
                .list();
    }

    private static final String TROUBLED =
            SENDINGS
                    + """
                       AND (addressee.answer IS NULL AND (addressee.delivery IN ('BOUNCED', 'IN_DOUBT') OR addressee.queued_at < :overdue)
                            OR addressee.answer IN ('RETURNED', 'REFUSED') AND addressee.answered_at > :recently)
                     ORDER BY addressee.queued_at
                     LIMIT 100
                    """;

    /// What the correspondence officer must look at: bounced, in doubt, returned, refused, or
    /// unanswered since before `overdue`.
    List<Sending> troubled(UUID agency, Instant overdue, Instant recently) {
        return db.sql(TROUBLED)
                .param("agency", agency)
                .param("overdue", utc(overdue))
                .param("recently", utc(recently))
                .query(Addressees::sending)
                .list();
    }

    private static final String NEWLY_OVERDUE =
            """
            UPDATE letters.addressee SET overdue_told = :now
             WHERE agency_id = :agency AND answer IS NULL AND queued_at < :overdue AND overdue_told IS NULL
            RETURNING *
            """;

    /// Those unanswered since before `overdue` of whom nobody was told; from now on they are told
    /// of.
    List<Addressee> newlyOverdue(UUID agency, Instant overdue, Instant now) {
        return db.sql(NEWLY_OVERDUE)
                .param("agency", agency)
                .param("overdue", utc(overdue))
                .param("now", utc(now))
                .query(Addressees::addressee)
                .list();
    }

    private static Sending sending(ResultSet row, int index) throws SQLException {
        return new Sending(
                addressee(row, index),
                row.getString("number_text"),
                row.getString("subject"),
                Urgency.valueOf(row.getString("urgency")),
                Objects.requireNonNull(moment(row, "signed_at")));
    }

    private static Addressee addressee(ResultSet row, int index) throws SQLException {
        return new Addressee(
                row.getObject("outgoing_id", UUID.class),
                row.getObject("mail_id", UUID.class),
                row.getInt("position"),
                row.getObject("to_agency", UUID.class),
                row.getString("to_agency_name"),
                row.getString("to_central"),
                row.getString("to_name"),
                row.getString("to_title"),
                row.getString("to_mail"),
                row.getString("message_id"),
                moment(row, "queued_at"),
                moment(row, "copied_at"),
                Addressee.Progress.valueOf(row.getString("delivery")),
                moment(row, "delivery_at"),
                row.getString("delivery_to"),
                Reply.of(row.getString("delivery_note")),
                answer(row));
    }

    private static final String ANSWER_MAIL =
            """
            SELECT answer_mail FROM letters.addressee
             WHERE agency_id = :agency AND mail_id = :mail AND answer_mail IS NOT NULL
            """;

    /// The mail that answered it.
    Optional<UUID> answerMail(UUID agency, UUID mail) {
        return db.sql(ANSWER_MAIL)
                .param("agency", agency)
                .param("mail", mail)
                .query(UUID.class)
                .optional();
    }

    private static Addressee.@Nullable Answer answer(ResultSet row) throws SQLException {
        var answer = row.getString("answer");
        if (answer == null) {
            return null;
        }
        var at = Objects.requireNonNull(moment(row, "answered_at"));
        return switch (answer) {
            case "ACKNOWLEDGED" ->
                    new Addressee.Answer.Acknowledged(
                            row.getString("answer_number"), moment(row, "answer_received"), at);
            case "RETURNED" -> new Addressee.Answer.Returned(row.getString("answer_reason"), at);
            case "FORWARDED" -> new Addressee.Answer.Forwarded(row.getString("answer_reason"), at);
            case "REFUSED" -> new Addressee.Answer.Refused(at);
            default -> throw new IllegalStateException(answer);
        };
    }
}
