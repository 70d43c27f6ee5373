package th.sala.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Deliveries {
    /// One recipient's delivery, taken for sending.
    record Leased(UUID agency, UUID mail, String recipient, int attempts, Instant since) {}

    /// What the worker needs of the mail itself.
    record Frozen(String messageId, String sender, String sha256, long size) {}

    private final JdbcClient db;

    Deliveries(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD_MAIL =
            """
            INSERT INTO mail.outgoing (agency_id, id, message_id, sender, sha256, size, queued_at)
            VALUES (:agency, :id, :messageId, :sender, :sha256, :size, :now)
            ON CONFLICT (agency_id, id) DO NOTHING
            """;

    /// Adds the mail, or changes nothing and answers false if it is there.
    boolean addMail(OutgoingMail mail, String sha256, Instant now) {
        return db.sql(ADD_MAIL)
                        .param("agency", mail.agency())
                        .param("id", mail.id())
                        .param("messageId", mail.messageId())
                        .param("sender", MailAddress.normal(mail.from()))
                        .param("sha256", sha256)
                        .param("size", mail.raw().length)
                        .param("now", Columns.at(now))
                        .update()
                == 1;
    }

    private static final String ADD =
            """
            INSERT INTO mail.delivery (agency_id, mail, recipient, state, changed_at, since, next_attempt)
            VALUES (:agency, :mail, :recipient, 'QUEUED', :now, :now, :now)
            ON CONFLICT DO NOTHING
            """;

    void add(UUID agency, UUID mail, String recipient, Instant now) {
        db.sql(ADD)
                .param("agency", agency)
                .param("mail", mail)
                .param("recipient", recipient)
                .param("now", Columns.at(now))
                .update();
    }

    private static final String MAIL =
            """
            SELECT message_id, sender, sha256, size FROM mail.outgoing
             WHERE agency_id = :agency AND id = :mail
            """;

    Frozen mail(UUID agency, UUID mail) {
        return db.sql(MAIL)
                .param("agency", agency)
                .param("mail", mail)
                .query((row, _) ->
                        new Frozen(
                                row.getString("message_id"),
                                row.getString("sender"),
                                row.getString("sha256"),
                                row.getLong("size")))
                .single();
    }

    private static final String OF =
            """
            SELECT * FROM mail.delivery WHERE mail = :mail ORDER BY since, recipient
            """;

    List<Delivery> of(UUID mail) {
        return db.sql(OF).param("mail", mail).query((row, _) -> delivery(row)).list();
    }

    private static final String LOCK =
            """
            SELECT * FROM mail.delivery WHERE mail = :mail AND recipient = :recipient FOR UPDATE
            """;

    Optional<Delivery> lock(UUID mail, String recipient) {
        return db.sql(LOCK)
                .param("mail", mail)
                .param("recipient", recipient)
                .query((row, _) -> delivery(row))
                .optional();
    }

    private static final String AGENCY_OF =
            """
            SELECT agency_id FROM mail.outgoing WHERE id = :mail
            """;

    Optional<UUID> agencyOf(UUID mail) {
        return db.sql(AGENCY_OF).param("mail", mail).query(UUID.class).optional();
    }

    private static final String BY_MESSAGE_ID =
            """
            SELECT id FROM mail.outgoing WHERE agency_id = :agency AND message_id = :messageId
            """;

    Optional<UUID> byMessageId(UUID agency, String messageId) {
        return db.sql(BY_MESSAGE_ID)
                .param("agency", agency)
                .param("messageId", messageId)
                .query(UUID.class)
                .optional();
    }

    private static final String IS_KNOWN =
            """
            SELECT EXISTS (SELECT FROM mail.outgoing WHERE message_id = :messageId)
            """;

    boolean isKnown(String messageId) {
        return db.sql(IS_KNOWN).param("messageId", messageId).query(Boolean.class).single();
    }

    private static final String PUT =
            """
            UPDATE mail.delivery
               SET state = :state, changed_at = :at, next_attempt = :next, reply = :reply,
                   dedupes = :arrived, corrected_to = :correctedTo, lease = NULL, lease_until = NULL
             WHERE mail = :mail AND recipient = :recipient
            """;

    private static final String STILL_LEASED =
            """
               AND lease = :lease
            """;

    /// Sets the state of a delivery that the caller has locked.
    void put(UUID mail, String recipient, DeliveryState state, Instant now) {
        put(PUT, null, mail, recipient, state, now);
    }

    /// Sets the outcome of a talk, if the lease is still the caller's.
    boolean finish(UUID lease, UUID mail, String recipient, DeliveryState state, Instant now) {
        return put(PUT + STILL_LEASED, lease, mail, recipient, state, now) == 1;
    }

    private int put(
            String statement,
            @Nullable UUID lease,
            UUID mail,
            String recipient,
            DeliveryState state,
            Instant now) {
        var row =
                switch (state) {
                    case DeliveryState.Queued(_, var next, var reply) ->
                            new Row("QUEUED", now, next, reply.kept(), false, null);
                    case DeliveryState.Sending _ ->
                            throw new IllegalStateException("only a lease begins sending");
                    case DeliveryState.Sent(var at, var reply, var arrived) ->
                            new Row("SENT", at, null, reply, arrived, null);
                    case DeliveryState.Delivered(var at) ->
                            new Row("DELIVERED", at, null, "", false, null);
                    case DeliveryState.Bounced(var at, var reason) ->
                            new Row("BOUNCED", at, null, reason.kept(), false, null);
                    case DeliveryState.InDoubt(var at, var why) ->
                            new Row("IN_DOUBT", at, null, why.kept(), false, null);
                    case DeliveryState.Corrected(var at, var to) ->
                            new Row("CORRECTED", at, null, "", false, to);
                };
        var update =
                db.sql(statement)
                        .param("mail", mail)
                        .param("recipient", recipient)
                        .param("state", row.state)
                        .param("at", Columns.at(row.at))
                        .param(
                                "next",
                                row.next == null ? null : Columns.at(row.next),
                                java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("reply", row.reply)
                        .param("arrived", row.arrived)
                        .param("correctedTo", row.correctedTo, java.sql.Types.VARCHAR);
        return (lease == null ? update : update.param("lease", lease)).update();
    }

    private record Row(
            String state,
            Instant at,
            @Nullable Instant next,
            String reply,
            boolean arrived,
            @Nullable String correctedTo) {}

    private static final String REMEMBER =
            """
            INSERT INTO mail.delivery_before (agency_id, mail, recipient, changed_at, state, dedupes, reply)
            SELECT agency_id, mail, recipient, changed_at, state, dedupes, reply FROM mail.delivery
             WHERE mail = :mail AND recipient = :recipient AND state IN ('SENT', 'DELIVERED', 'BOUNCED', 'IN_DOUBT')
            """;

    /// Keeps what a delivery came to, before the caller, who has locked it, begins something else.
    void remember(UUID mail, String recipient) {
        db.sql(REMEMBER).param("mail", mail).param("recipient", recipient).update();
    }

    private static final String BEFORE =
            """
            SELECT * FROM mail.delivery_before WHERE mail = :mail ORDER BY changed_at, recipient
            """;

    /// What the mail's ways had come to before they were begun again.
    List<Delivery> before(UUID mail) {
        return db.sql(BEFORE).param("mail", mail).query((row, _) -> delivery(row)).list();
    }

    private static final String RESTART =
            """
            UPDATE mail.delivery
               SET state = 'QUEUED', changed_at = :now, since = :now, next_attempt = :now, attempts = 0,
                   reply = '', handed_over = false
             WHERE mail = :mail AND recipient = :recipient
            """;

    /// Queues a delivery that the caller has locked as if it were new; what it had come to is
    /// remembered.
    void restart(UUID mail, String recipient, Instant now) {
        remember(mail, recipient);
        db.sql(RESTART)
                .param("mail", mail)
                .param("recipient", recipient)
                .param("now", Columns.at(now))
                .update();
    }

    private static final String LEASE =
            """
            WITH first AS (
                SELECT agency_id, mail FROM mail.delivery
                 WHERE state = 'QUEUED' AND next_attempt <= :now
                 ORDER BY next_attempt LIMIT 1 FOR UPDATE SKIP LOCKED
            ), due AS (
                SELECT d.agency_id, d.mail, d.recipient
                  FROM mail.delivery d JOIN first USING (agency_id, mail)
                 WHERE d.state = 'QUEUED' AND d.next_attempt <= :now
                   FOR UPDATE OF d SKIP LOCKED
            )
            UPDATE mail.delivery d
               SET state = 'SENDING', changed_at = :now, next_attempt = NULL, attempts = attempts + 1,
                   lease = :lease, lease_until = :until, handed_over = false, dedupes = false
              FROM due
             WHERE d.agency_id = due.agency_id AND d.mail = due.mail AND d.recipient = due.recipient
            RETURNING d.agency_id, d.mail, d.recipient, d.attempts, d.since
            """;

    /// Takes the mail that waits longest, with all its recipients that are due.
    List<Leased> lease(UUID lease, Instant now, Instant until) {
        return db.sql(LEASE)
                .param("lease", lease)
                .param("now", Columns.at(now))
                .param("until", Columns.at(until))
                .query((row, _) ->
                        new Leased(
                                Columns.uuid(row, "agency_id"),
                                Columns.uuid(row, "mail"),
                                row.getString("recipient"),
                                row.getInt("attempts"),
                                Columns.instant(row, "since")))
                .list();
    }

    private static final String EXTEND =
            """
            WITH ours AS (
                SELECT agency_id, mail, recipient FROM mail.delivery
                 WHERE state = 'SENDING' AND lease = ANY(:leases)
                   FOR UPDATE SKIP LOCKED
            )
            UPDATE mail.delivery SET lease_until = :until FROM ours
             WHERE delivery.agency_id = ours.agency_id AND delivery.mail = ours.mail
               AND delivery.recipient = ours.recipient
            """;

    /// Waits for nobody: a row that somebody is writing, such as the end of its talk, is extended
    /// at the next beat if it still wants it. Waiting for several rows at once would deadlock with
    /// whoever writes them in another order.
    void extend(Collection<UUID> leases, Instant until) {
        db.sql(EXTEND)
                .param("leases", leases.toArray(UUID[]::new))
                .param("until", Columns.at(until))
                .update();
    }

    private static final String HAND_OVER =
            """
            UPDATE mail.delivery SET handed_over = true, dedupes = :dedupes
             WHERE lease = :lease AND recipient = ANY(:recipients)
            """;

    /// Records that from now on the far server may have the message.
    ///
    /// @return how many of the recipients are still the lease's
    int handOver(UUID lease, Collection<String> recipients, boolean dedupes) {
        return db.sql(HAND_OVER)
                .param("lease", lease)
                .param("recipients", recipients.toArray(String[]::new))
                .param("dedupes", dedupes)
                .update();
    }

    private static final String TAKE_BACK =
            """
            UPDATE mail.delivery SET handed_over = false
             WHERE lease = :lease AND recipient = ANY(:recipients)
            """;

    /// Records that the far server said that it does not have the message.
    ///
    /// @return how many of the recipients are still the lease's
    int takeBack(UUID lease, Collection<String> recipients) {
        return db.sql(TAKE_BACK)
                .param("lease", lease)
                .param("recipients", recipients.toArray(String[]::new))
                .update();
    }

    private static final String EXPIRE =
            """
            WITH dead AS (
                SELECT agency_id, mail, recipient FROM mail.delivery
                 WHERE state = 'SENDING' AND lease_until < :now AND NOT lease = ANY(:mine)
                   FOR UPDATE SKIP LOCKED
            )
            UPDATE mail.delivery
               SET state        = CASE WHEN handed_over AND NOT dedupes THEN 'IN_DOUBT' ELSE 'QUEUED' END,
                   next_attempt = CASE WHEN handed_over AND NOT dedupes THEN NULL ELSE :now END,
                   reply        = CASE WHEN handed_over AND NOT dedupes THEN :why ELSE reply END,
                   changed_at = :now, lease = NULL, lease_until = NULL
              FROM dead
             WHERE delivery.agency_id = dead.agency_id AND delivery.mail = dead.mail
               AND delivery.recipient = dead.recipient
            RETURNING delivery.agency_id, delivery.mail, delivery.recipient
            """;

    /// Ends the leases of processes that died: what surely did not arrive, or may arrive twice, is
    /// queued; the rest is in doubt.
    List<DeliveryChanged> expire(Collection<UUID> mine, Instant now, String why) {
        return db.sql(EXPIRE)
                .param("mine", mine.toArray(UUID[]::new))
                .param("now", Columns.at(now))
                .param("why", why)
                .query((row, _) ->
                        new DeliveryChanged(
                                Columns.uuid(row, "agency_id"),
                                Columns.uuid(row, "mail"),
                                row.getString("recipient")))
                .list();
    }

    private static final String HASTEN =
            """
            UPDATE mail.delivery SET next_attempt = :now WHERE state = 'QUEUED' AND next_attempt > :now
            """;

    /// Makes everything due that waits.
    void hasten(Instant now) {
        db.sql(HASTEN).param("now", Columns.at(now)).update();
    }

    private static final String COUNTS =
            """
            SELECT state, count(*) AS number FROM mail.delivery GROUP BY state
            """;

    Map<String, Integer> counts() {
        var counts = new HashMap<String, Integer>();
        db.sql(COUNTS)
                .query(row -> {
                    counts.put(row.getString("state"), row.getInt("number"));
                });
        return counts;
    }

    private static final String WAITING =
            """
            SELECT * FROM mail.delivery
             WHERE state IN ('QUEUED', 'BOUNCED', 'IN_DOUBT')
             ORDER BY changed_at, recipient LIMIT :most
            """;

    List<Delivery> waiting(int most) {
        return db.sql(WAITING).param("most", most).query((row, _) -> delivery(row)).list();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(Columns.uuid(row, "mail"), row.getString("recipient"), state(row));
    }

    private static DeliveryState state(ResultSet row) throws SQLException {
        var at = Columns.instant(row, "changed_at");
        var reply = row.getString("reply");
        return switch (row.getString("state")) {
            case "QUEUED" ->
                    new DeliveryState.Queued(
                            row.getInt("attempts"),
                            Columns.instant(row, "next_attempt"),
                            Reply.of(reply));
            case "SENDING" -> new DeliveryState.Sending(Columns.instant(row, "lease_until"));
            case "SENT" -> new DeliveryState.Sent(at, reply, row.getBoolean("dedupes"));
            case "DELIVERED" -> new DeliveryState.Delivered(at);
            case "BOUNCED" -> new DeliveryState.Bounced(at, Reply.of(reply));
            case "IN_DOUBT" -> new DeliveryState.InDoubt(at, Reply.of(reply));
            case "CORRECTED" ->
                    new DeliveryState.Corrected(
                            at, Objects.requireNonNull(row.getString("corrected_to")));
            case String unknown -> throw new IllegalStateException("delivery is " + unknown);
        };
    }
}
