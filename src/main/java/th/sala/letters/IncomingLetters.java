package th.sala.letters;

import static th.sala.letters.OutgoingLetters.moment;
import static th.sala.letters.OutgoingLetters.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import th.sala.api.Cursor;

@Repository
class IncomingLetters {
    private final JdbcClient db;

    IncomingLetters(JdbcClient db) {
        this.db = db;
    }

    private static final String ARRIVED_FROM =
            """
            SELECT count(*) FROM letters.incoming
             WHERE agency_id = :agency AND sender_mail = :sender AND arrived_at > :since
            """;

    /// How many letters came from that address since then.
    int arrivedFrom(UUID agency, String sender, Instant since) {
        return db.sql(ARRIVED_FROM)
                .param("agency", agency)
                .param("sender", sender)
                .param("since", utc(since))
                .query(Integer.class)
                .single();
    }

    private static final String ADD =
            """
            INSERT INTO letters.incoming (agency_id, id, channel, stage, mail_id, message_id, sender_mail, sender_name,
                   sender_agency, sender_known, sender_central, receiver, letter_number, letter_date, subject, urgency,
                   secrecy, body, arrived_at, deemed_at, registered_at)
            VALUES (:agency, :id, :channel,
                   CASE WHEN cast(:registeredAt AS timestamptz) IS NULL THEN 'ARRIVED' ELSE 'REGISTERED' END,
                   :mail, :messageId, :senderMail, :senderName, :senderAgency, :senderKnown, :senderCentral, :receiver,
                   :number, :date, :subject, :urgency, :secrecy, :body, :arrivedAt, :deemedAt, :registeredAt)
            ON CONFLICT DO NOTHING
            """;

    /// A letter that arrived, or that came in from inside and is registered where it was made.
    ///
    /// @return false if the agency has a letter with this message id already
    boolean add(IncomingLetter letter) {
        var sender = letter.sender();
        var registeredAt =
                letter.stage() instanceof IncomingLetter.Stage.Registered(var at) ? utc(at) : null;
        return head(db.sql(ADD), letter.head())
                        .param("agency", letter.agency())
                        .param("id", letter.id())
                        .param("channel", letter.channel().name())
                        .param("mail", letter.mail(), Types.OTHER)
                        .param("messageId", letter.messageId())
                        .param("senderMail", sender.address())
                        .param("senderName", sender.name())
                        .param("senderAgency", sender.agency())
                        .param("senderKnown", sender.known())
                        .param("senderCentral", sender.central())
                        .param("secrecy", letter.secrecy() == null ? "" : letter.secrecy().name())
                        .param("body", letter.body())
                        .param("arrivedAt", utc(letter.arrivedAt()))
                        .param("deemedAt", utc(letter.deemedAt()))
                        .param("registeredAt", registeredAt, Types.TIMESTAMP_WITH_TIMEZONE)
                        .update()
                == 1;
    }

    private static final String REGISTERED =
            """
            UPDATE letters.incoming
               SET stage = 'REGISTERED', registered_at = :now,
                   reply = CASE WHEN channel = 'MAIL' AND sender_mail <> '' THEN 'ACKNOWLEDGE' END,
                   reply_mail = CASE WHEN channel = 'MAIL' AND sender_mail <> '' THEN :replyMail END,
                   sender_agency = :senderAgency, receiver = :receiver, letter_number = :number, letter_date = :date,
                   subject = :subject, urgency = :urgency
             WHERE agency_id = :agency AND id = :id AND stage = 'ARRIVED'
            RETURNING channel, sender_name, arrived_at, deemed_at, secrecy
            """;

    private static final String CLASSIFY =
            "UPDATE letters.incoming SET secrecy = :secrecy WHERE agency_id = :agency AND id = :id";

    /// The letter declares this class from now on.
    void classify(UUID agency, UUID id, SecrecyClass secrecy) {
        db.sql(CLASSIFY)
                .param("agency", agency)
                .param("id", id)
                .param("secrecy", secrecy.name())
                .update();
    }

    /// What the register wants to know of a letter that was just registered.
    record Taken(
            IncomingLetter.Channel channel,
            String senderName,
            Instant arrivedAt,
            Instant deemedAt,
            @Nullable SecrecyClass secrecy) {}

    /// Leaves ARRIVED for good; whoever comes second changes nothing. If the letter came by mail
    /// from somebody, its acknowledgement is due with that.
    ///
    /// @param replyMail the id that the acknowledgement will have
    Optional<Taken> registered(
            UUID agency,
            UUID id,
            String senderAgency,
            IncomingLetter.Head head,
            Instant now,
            UUID replyMail) {
        return head(db.sql(REGISTERED), head)
                .param("agency", agency)
                .param("id", id)
                .param("senderAgency", senderAgency)
                .param("now", utc(now))
                .param("replyMail", replyMail)
                .query((row, _) ->
                        new Taken(
                                IncomingLetter.Channel.valueOf(row.getString("channel")),
                                row.getString("sender_name"),
                                Objects.requireNonNull(moment(row, "arrived_at")),
                                Objects.requireNonNull(moment(row, "deemed_at")),
                                secrecy(row)))
                .optional();
    }

    private static StatementSpec head(StatementSpec statement, IncomingLetter.Head head) {
        return statement
                .param("receiver", head.receiver())
                .param("number", head.number())
                .param("date", head.date(), Types.DATE)
                .param("subject", head.subject())
                .param("urgency", head.urgency().name());
    }

    private static final String SENT_AWAY =
            """
            UPDATE letters.incoming
               SET stage = :stage, reply = :reply, reply_mail = :replyMail, outcome = :reason, outcome_by = :by,
                   outcome_at = :now, forward_to = :to
             WHERE agency_id = :agency AND id = :id AND stage = 'ARRIVED'
            """;

    boolean returned(
            UUID agency, UUID id, String reason, Instant now, String by, @Nullable UUID replyMail) {
        return sentAway("RETURNED", "RETURN", agency, id, "", reason, now, by, replyMail);
    }

    boolean forwarded(
            UUID agency,
            UUID id,
            String to,
            String reason,
            Instant now,
            String by,
            UUID replyMail) {
        return sentAway("FORWARDED", "FORWARD", agency, id, to, reason, now, by, replyMail);
    }

    private boolean sentAway(
            String stage,
            String reply,
            UUID agency,
            UUID id,
            String to,
            String reason,
            Instant now,
            String by,
            @Nullable UUID replyMail) {
        return db.sql(SENT_AWAY)
                        .param("agency", agency)
                        .param("id", id)
                        .param("stage", stage)
                        .param("reply", replyMail == null ? null : reply)
                        .param("replyMail", replyMail, Types.OTHER)
                        .param("reason", reason)
                        .param("by", by)
                        .param("now", utc(now))
                        .param("to", to)
                        .update()
                == 1;
    }

    /// A reply by mail that a letter in still owes its sender.
    record DueReply(IncomingLetter letter, String kind, UUID mail) {}

    private static final String DUE_REPLIES =
            """
            SELECT * FROM letters.incoming
             WHERE reply IS NOT NULL AND reply_queued IS NULL
             ORDER BY arrived_at LIMIT 100
            """;

    /// In the current scope, oldest first.
    List<DueReply> dueReplies() {
        return db.sql(DUE_REPLIES)
                .query((row, index) ->
                        new DueReply(
                                letter(row, index),
                                row.getString("reply"),
                                row.getObject("reply_mail", UUID.class)))
                .list();
    }

    private static final String REPLIED =
            "UPDATE letters.incoming SET reply_queued = :now WHERE agency_id = :agency AND id = :id";

    void replied(UUID agency, UUID id, Instant now) {
        db.sql(REPLIED).param("agency", agency).param("id", id).param("now", utc(now)).update();
    }

    private static final String FIND =
            "SELECT * FROM letters.incoming WHERE agency_id = :agency AND id = :id";

    Optional<IncomingLetter> find(UUID agency, UUID id) {
        return db.sql(FIND)
                .param("agency", agency)
                .param("id", id)
                .query(IncomingLetters::letter)
                .optional();
    }

    private static final String ALL =
            "SELECT * FROM letters.incoming WHERE agency_id = :agency ORDER BY arrived_at, id";

    /// All that ever came in, oldest first.
    List<IncomingLetter> all(UUID agency) {
        return db.sql(ALL).param("agency", agency).query(IncomingLetters::letter).list();
    }

    private static final String NEXT =
            """
            SELECT * FROM letters.incoming
             WHERE cast(:id AS uuid) IS NULL OR id > cast(:id AS uuid)
             ORDER BY id
             LIMIT :rows
               FOR SHARE
            """;

    /// Of all agencies in the current scope, in the order of their ids; none of them changes until
    /// the transaction ends.
    List<IncomingLetter> next(@Nullable UUID after, int rows) {
        return db.sql(NEXT)
                .param("id", after, Types.OTHER)
                .param("rows", rows)
                .query(IncomingLetters::letter)
                .list();
    }

    private static final String LOCK = FIND + " FOR UPDATE";

    /// As [#find], and nobody else changes it until the transaction ends.
    Optional<IncomingLetter> lock(UUID agency, UUID id) {
        return db.sql(LOCK)
                .param("agency", agency)
                .param("id", id)
                .query(IncomingLetters::letter)
                .optional();
    }

    private static final String FORWARDED_BY =
            """
            SELECT * FROM letters.incoming
             WHERE agency_id = :agency AND reply_mail = :mail AND stage = 'FORWARDED'
            """;

    /// The letter that went on by this mail.
    Optional<IncomingLetter> forwardedBy(UUID agency, UUID mail) {
        return db.sql(FORWARDED_BY)
                .param("agency", agency)
                .param("mail", mail)
                .query(IncomingLetters::letter)
                .optional();
    }

    private static final String REPLY_MAIL =
            "SELECT reply_mail FROM letters.incoming WHERE agency_id = :agency AND id = :id";

    /// The mail that answered the letter, if one is due or sent.
    Optional<UUID> replyMail(UUID agency, UUID id) {
        return db.sql(REPLY_MAIL)
                .param("agency", agency)
                .param("id", id)
                .query((row, _) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .optional()
                .flatMap(mail -> mail);
    }

    private static final String REPLY_QUEUED =
            "SELECT reply_queued FROM letters.incoming WHERE agency_id = :agency AND id = :id";

    /// When that mail was made and handed to the outbox.
    Optional<Instant> replyQueued(UUID agency, UUID id) {
        return db.sql(REPLY_QUEUED)
                .param("agency", agency)
                .param("id", id)
                .query((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .optional()
                .flatMap(at -> at)
                .map(OffsetDateTime::toInstant);
    }

    private static final String ARRIVED =
            """
            SELECT * FROM letters.incoming
             WHERE agency_id = :agency AND stage = 'ARRIVED'
             ORDER BY CASE urgency WHEN 'IMMEDIATE' THEN 0 WHEN 'URGENT' THEN 1 WHEN 'SOON' THEN 2 ELSE 3 END, arrived_at
             LIMIT :rows
            """;

    /// What waits, the most urgent first (by urgency, then arrival).
    List<IncomingLetter> arrived(UUID agency, int rows) {
        return db.sql(ARRIVED)
                .param("agency", agency)
                .param("rows", rows)
                .query(IncomingLetters::letter)
                .list();
    }

    private static final String COUNT_ARRIVED =
            "SELECT count(*) FROM letters.incoming WHERE agency_id = :agency AND stage = 'ARRIVED'";

    int countArrived(UUID agency) {
        return db.sql(COUNT_ARRIVED).param("agency", agency).query(Integer.class).single();
    }

    private static final String DONE =
            """
            SELECT * FROM letters.incoming
             WHERE agency_id = :agency AND stage <> 'ARRIVED' AND channel <> 'INSIDE'
               AND (cast(:before AS timestamptz) IS NULL OR (arrived_at, id) < (cast(:before AS timestamptz), :beforeId))
             ORDER BY arrived_at DESC, id DESC
             LIMIT :rows
            """;

    /// What was dealt with, newest first.
    List<IncomingLetter> done(UUID agency, @Nullable Instant before, UUID beforeId, int rows) {
        return db.sql(DONE)
                .param("agency", agency)
                .param("before", before == null ? null : utc(before), OutgoingLetters.TIMESTAMP)
                .param("beforeId", beforeId)
                .param("rows", rows)
                .query(IncomingLetters::letter)
                .list();
    }

    private static final String PAGE =
            """
            SELECT letter.* FROM unnest(CAST(:stages AS text[])) AS wanted (stage),
                   LATERAL (SELECT * FROM letters.incoming
                             WHERE agency_id = :agency AND stage = wanted.stage
                               AND (arrived_at, id) < (:before, :beforeId)
                             ORDER BY arrived_at DESC, id DESC LIMIT :rows) AS letter
             ORDER BY letter.arrived_at DESC, letter.id DESC LIMIT :rows
            """;

    private static final List<String> STAGES =
            List.of("ARRIVED", "REGISTERED", "RETURNED", "FORWARDED");

    List<IncomingLetter> page(
            UUID agency, @Nullable String stage, Cursor.@Nullable Moment before, int rows) {
        var from = Objects.requireNonNullElse(before, OutgoingLetters.NOW);
        return db.sql(PAGE)
                .param("agency", agency)
                .param("stages", (stage == null ? STAGES : List.of(stage)).toArray(String[]::new))
                .param("before", utc(from.at()))
                .param("beforeId", from.id())
                .param("rows", rows)
                .query(IncomingLetters::letter)
                .list();
    }

    private static IncomingLetter letter(ResultSet row, int index) throws SQLException {
        return new IncomingLetter(
                row.getObject("agency_id", UUID.class),
                row.getObject("id", UUID.class),
                IncomingLetter.Channel.valueOf(row.getString("channel")),
                stage(row),
                row.getObject("mail_id", UUID.class),
                row.getString("message_id"),
                new IncomingLetter.Sender(
                        row.getString("sender_mail"),
                        row.getString("sender_name"),
                        row.getString("sender_agency"),
                        row.getBoolean("sender_known"),
                        row.getString("sender_central")),
                new IncomingLetter.Head(
                        row.getString("letter_number"),
                        row.getObject("letter_date", LocalDate.class),
                        row.getString("receiver"),
                        row.getString("subject"),
                        Urgency.valueOf(row.getString("urgency"))),
                secrecy(row),
                row.getString("body"),
                Objects.requireNonNull(moment(row, "arrived_at")),
                Objects.requireNonNull(moment(row, "deemed_at")));
    }

    private static @Nullable SecrecyClass secrecy(ResultSet row) throws SQLException {
        var secrecy = row.getString("secrecy");
        return secrecy.isEmpty() ? null : SecrecyClass.valueOf(secrecy);
    }

    private static IncomingLetter.Stage stage(ResultSet row) throws SQLException {
        var stage = row.getString("stage");
        return switch (stage) {
            case "ARRIVED" -> new IncomingLetter.Stage.Arrived();
            case "REGISTERED" ->
                    new IncomingLetter.Stage.Registered(
                            Objects.requireNonNull(moment(row, "registered_at")));
            case "RETURNED" ->
                    new IncomingLetter.Stage.Returned(
                            row.getString("outcome"),
                            row.getString("outcome_by"),
                            Objects.requireNonNull(moment(row, "outcome_at")));
            case "FORWARDED" ->
                    new IncomingLetter.Stage.Forwarded(
                            row.getString("forward_to"),
                            row.getString("outcome"),
                            row.getString("outcome_by"),
                            Objects.requireNonNull(moment(row, "outcome_at")));
            default -> throw new IllegalStateException(stage);
        };
    }
}
