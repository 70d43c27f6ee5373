package th.sala.mail;

import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ReceivedMails {
    /// What is recorded of a mail beside its recipients.
    ///
    /// @param findingsBy the name by which the service where it was read says what it found; null
    ///   if it came by SMTP
    record Arrival(
            String messageId,
            String sha256,
            long size,
            String envelopeFrom,
            String client,
            String helo,
            Instant at,
            @Nullable UUID submittedBy,
            @Nullable String findingsBy) {}

    private final JdbcClient db;

    ReceivedMails(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO mail.received (agency_id, id, message_id, sha256, size, envelope_from, client, helo,
                                       received_at, submitted_by, findings_by)
            VALUES (:agency, :id, :messageId, :sha256, :size, :envelopeFrom, :client, :helo, :at, :submittedBy,
                    :findingsBy)
            ON CONFLICT (agency_id, message_id, sha256) DO NOTHING
            """;

    /// Adds the mail, or changes nothing and answers false if the agency has it already.
    boolean add(UUID agency, UUID id, Arrival arrival) {
        return db.sql(ADD)
                        .param("agency", agency)
                        .param("id", id)
                        .param("messageId", arrival.messageId)
                        .param("sha256", arrival.sha256)
                        .param("size", arrival.size)
                        .param("envelopeFrom", arrival.envelopeFrom)
                        .param("client", arrival.client)
                        .param("helo", arrival.helo)
                        .param("at", Columns.at(arrival.at))
                        .param("submittedBy", arrival.submittedBy, java.sql.Types.OTHER)
                        .param("findingsBy", arrival.findingsBy, java.sql.Types.VARCHAR)
                        .update()
                == 1;
    }

    /// A mail by its bytes.
    ///
    /// @param id of the agency's
    record Held(UUID id, String sha256, long size) {
        /// Whether it is one mail with those bytes, but for what servers on the way wrote.
        ///
        /// @param said what [Likeness#said] says to the mail of a hash
        boolean isOneMailWith(String other, long otherSize, Function<String, byte[]> said) {
            return sha256.equals(other)
                    || Likeness.isPossible(size, otherSize)
                            && MessageDigest.isEqual(said.apply(sha256), said.apply(other));
        }
    }

    private static final String LOCK =
            """
            SELECT pg_advisory_xact_lock(hashtextextended(:agency || :messageId, 0))
            """;

    /// Until the transaction ends nobody else asks or adds mails of that id.
    void lock(UUID agency, String messageId) {
        db.sql(LOCK)
                .param("agency", agency.toString())
                .param("messageId", messageId)
                .query(row -> {});
    }

    private static final String OF_MESSAGE =
            """
            SELECT id, sha256, size FROM mail.received
             WHERE agency_id = :agency AND message_id = :messageId
             ORDER BY sha256 <> :sha256, received_at, id LIMIT :most
            """;

    /// Those that the agency has of that id, before others the one of the same bytes.
    List<Held> ofMessage(UUID agency, Arrival arrival, int most) {
        return db.sql(OF_MESSAGE)
                .param("agency", agency)
                .param("messageId", arrival.messageId)
                .param("sha256", arrival.sha256)
                .param("most", most)
                .query((row, _) -> held(row))
                .list();
    }

    private static Held held(ResultSet row) throws SQLException {
        return new Held(Columns.uuid(row, "id"), row.getString("sha256"), row.getLong("size"));
    }

    private static final String ADD_RECIPIENT =
            """
            INSERT INTO mail.received_recipient (agency_id, mail, recipient, kind, reached_at)
            VALUES (:agency, :mail, :recipient, :kind, :at)
            ON CONFLICT DO NOTHING
            """;

    /// @param kind null for a recipient elsewhere
    /// @return 0 if it is there
    int addRecipient(
            UUID agency, UUID mail, String recipient, Mailbox.@Nullable Kind kind, Instant at) {
        return db.sql(ADD_RECIPIENT)
                .param("agency", agency)
                .param("mail", mail)
                .param("recipient", recipient)
                .param("kind", kind == null ? null : kind.name(), java.sql.Types.VARCHAR)
                .param("at", Columns.at(at))
                .update();
    }

    private static final String FIND =
            """
            SELECT m.*, ARRAY(SELECT r.recipient FROM mail.received_recipient r
                               WHERE r.agency_id = m.agency_id AND r.mail = m.id
                               ORDER BY r.recipient) AS recipients,
                   (SELECT min(r.reached_at) FROM mail.received_recipient r
                     WHERE r.agency_id = m.agency_id AND r.mail = m.id AND r.kind = 'CENTRAL') AS central_at
              FROM mail.received m
             WHERE m.id = :mail
            """;

    Optional<ReceivedMail> find(UUID mail) {
        return db.sql(FIND)
                .param("mail", mail)
                .query((row, _) ->
                        new ReceivedMail(
                                Columns.uuid(row, "id"),
                                Columns.uuid(row, "agency_id"),
                                List.of((String[]) row.getArray("recipients").getArray()),
                                row.getString("message_id"),
                                row.getString("sha256"),
                                row.getLong("size"),
                                row.getString("envelope_from"),
                                Columns.instant(row, "received_at"),
                                Columns.instantOrNull(row, "central_at"),
                                row.getString("client"),
                                Columns.uuidOrNull(row, "submitted_by"),
                                row.getString("unreadable")))
                .optional();
    }

    private static final String SENT =
            """
            SELECT o.id, o.sha256, o.size FROM mail.received r
              JOIN mail.outgoing o ON o.agency_id = r.agency_id AND o.message_id = r.message_id
             WHERE r.id = :mail
            """;

    /// What the agency sent under the id of that mail.
    Optional<Held> sent(UUID mail) {
        return db.sql(SENT).param("mail", mail).query((row, _) -> held(row)).optional();
    }

    private static final String MARK_UNREADABLE =
            """
            UPDATE mail.received SET unreadable = :reason WHERE id = :mail
            """;

    void markUnreadable(UUID mail, String reason) {
        db.sql(MARK_UNREADABLE).param("mail", mail).param("reason", reason).update();
    }

    private static final String COUNT_UNREADABLE =
            """
            SELECT count(*) FROM mail.received WHERE unreadable IS NOT NULL
            """;

    int countUnreadable() {
        return db.sql(COUNT_UNREADABLE).query(Integer.class).single();
    }
}
