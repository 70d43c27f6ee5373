package th.sala.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How far the reading of outside mailboxes got, and which process reads. What is written under a
/// lease that somebody else has taken over changes nothing.
@Repository
class MailboxReadings {
    /// The last message that was read.
    ///
    /// @param validity of the numbers; null before the first time
    record Place(@Nullable Long validity, long uid) {}

    /// @param contactAt when the server last answered; null if never
    /// @param trouble what has been in the way since `troubleAt`; blank if nothing is
    /// @param read how many messages
    public record State(
            @Nullable Instant contactAt, Reply trouble, @Nullable Instant troubleAt, long read) {
        static final State NONE = new State(null, Reply.NONE, null, 0);
    }

    /// A message that was not read.
    ///
    /// @param validity of the mailbox's numbers, by which `uid` is one message
    /// @param reason `TOO_LARGE`, `GONE` or `FAILED`
    /// @param size in bytes
    /// @param receivedAt when it came to the mailbox
    /// @param leftAt when it was left
    /// @param seenAt when somebody said that they looked at it there; null before
    /// @param seenBy their name
    public record Left(
            UUID mailbox,
            long validity,
            long uid,
            String reason,
            long size,
            Instant receivedAt,
            Instant leftAt,
            @Nullable Instant seenAt,
            @Nullable String seenBy) {}

    private final JdbcClient db;

    MailboxReadings(JdbcClient db) {
        this.db = db;
    }

    private static final String TAKE =
            """
            INSERT INTO mail.outside_reading AS r (agency_id, mailbox, lease, lease_until)
            VALUES (:agency, :mailbox, :lease, :until)
            ON CONFLICT (agency_id, mailbox) DO UPDATE SET lease = :lease, lease_until = :until
             WHERE r.lease IS NULL OR r.lease_until < :now
            """;

    /// @return false if somebody else reads it
    boolean take(OutsideMailbox mailbox, UUID lease, Instant now, Instant until) {
        return db.sql(TAKE)
                        .param("agency", mailbox.agency())
                        .param("mailbox", mailbox.id())
                        .param("lease", lease)
                        .param("now", Columns.at(now))
                        .param("until", Columns.at(until))
                        .update()
                == 1;
    }

    private static final String EXTEND =
            """
            UPDATE mail.outside_reading SET lease_until = :until
             WHERE agency_id = :agency AND mailbox = :mailbox AND lease = :lease
            """;

    /// @return false if somebody else has taken it over
    boolean extend(OutsideMailbox mailbox, UUID lease, Instant until) {
        return db.sql(EXTEND)
                        .param("agency", mailbox.agency())
                        .param("mailbox", mailbox.id())
                        .param("lease", lease)
                        .param("until", Columns.at(until))
                        .update()
                == 1;
    }

    private static final String GIVE_BACK =
            """
            UPDATE mail.outside_reading SET lease = NULL, lease_until = NULL
             WHERE agency_id = :agency AND mailbox = :mailbox AND lease = :lease
            """;

    void giveBack(OutsideMailbox mailbox, UUID lease) {
        db.sql(GIVE_BACK)
                .param("agency", mailbox.agency())
                .param("mailbox", mailbox.id())
                .param("lease", lease)
                .update();
    }

    private static final String PLACE =
            """
            SELECT uid_validity, last_uid FROM mail.outside_reading
             WHERE agency_id = :agency AND mailbox = :mailbox AND lease = :lease
            """;

    /// Empty if somebody else has taken it over.
    Optional<Place> place(OutsideMailbox mailbox, UUID lease) {
        return db.sql(PLACE)
                .param("agency", mailbox.agency())
                .param("mailbox", mailbox.id())
                .param("lease", lease)
                .query((row, _) ->
                        new Place(
                                row.getObject("uid_validity", Long.class), row.getLong("last_uid")))
                .optional();
    }

    private static final String ADVANCE =
            """
            UPDATE mail.outside_reading
               SET uid_validity = :validity, last_uid = :uid, read = read + :read
             WHERE agency_id = :agency AND mailbox = :mailbox AND lease = :lease
            """;

    /// @param read how many messages more
    /// @return false if somebody else has taken it over
    boolean advance(OutsideMailbox mailbox, UUID lease, long validity, long uid, int read) {
        return db.sql(ADVANCE)
                        .param("agency", mailbox.agency())
                        .param("mailbox", mailbox.id())
                        .param("lease", lease)
                        .param("validity", validity)
                        .param("uid", uid)
                        .param("read", read)
                        .update()
                == 1;
    }

    private static final String CONTACT =
            """
            UPDATE mail.outside_reading SET contact_at = :at, trouble = '', trouble_at = NULL
             WHERE agency_id = :agency AND mailbox = :mailbox AND lease = :lease
            """;

    void contact(OutsideMailbox mailbox, UUID lease, Instant at) {
        db.sql(CONTACT)
                .param("agency", mailbox.agency())
                .param("mailbox", mailbox.id())
                .param("lease", lease)
                .param("at", Columns.at(at))
                .update();
    }

    private static final String FORGET =
            """
            UPDATE mail.outside_reading SET uid_validity = NULL, last_uid = 0
             WHERE agency_id = :agency AND mailbox = :mailbox
            """;

    /// Begins anew: what the agency has already is recognised.
    void forgetPlace(OutsideMailbox mailbox) {
        db.sql(FORGET).param("agency", mailbox.agency()).param("mailbox", mailbox.id()).update();
    }

    private static final String TROUBLE =
            """
            UPDATE mail.outside_reading
               SET trouble = :trouble, trouble_at = coalesce(trouble_at, :at)
             WHERE agency_id = :agency AND mailbox = :mailbox AND lease = :lease
            """;

    void trouble(OutsideMailbox mailbox, UUID lease, Reply trouble, Instant at) {
        db.sql(TROUBLE)
                .param("agency", mailbox.agency())
                .param("mailbox", mailbox.id())
                .param("lease", lease)
                .param("trouble", trouble.kept())
                .param("at", Columns.at(at))
                .update();
    }

    private static final String LEAVE =
            """
            INSERT INTO mail.outside_left (agency_id, mailbox, uid_validity, uid, reason, size, received_at, left_at)
            VALUES (:agency, :mailbox, :validity, :uid, :reason, :size, :receivedAt, :leftAt)
            ON CONFLICT DO NOTHING
            """;

    /// @param receivedAt when it came to the mailbox
    void leave(
            OutsideMailbox mailbox,
            long validity,
            ImapInbox.Item item,
            String reason,
            Instant receivedAt,
            Instant now) {
        db.sql(LEAVE)
                .param("agency", mailbox.agency())
                .param("mailbox", mailbox.id())
                .param("validity", validity)
                .param("uid", item.uid())
                .param("reason", reason)
                .param("size", item.size())
                .param("receivedAt", Columns.at(receivedAt))
                .param("leftAt", Columns.at(now))
                .update();
    }

    private static final String LEFT =
            """
            SELECT * FROM mail.outside_left
             WHERE agency_id = :agency ORDER BY seen_at IS NOT NULL, received_at DESC LIMIT :most
            """;

    /// What was not read in the agency's mailboxes: first what nobody has looked at, of each the
    /// newest first.
    List<Left> left(UUID agency, int most) {
        return db.sql(LEFT)
                .param("agency", agency)
                .param("most", most)
                .query((row, _) ->
                        new Left(
                                Columns.uuid(row, "mailbox"),
                                row.getLong("uid_validity"),
                                row.getLong("uid"),
                                row.getString("reason"),
                                row.getLong("size"),
                                Columns.instant(row, "received_at"),
                                Columns.instant(row, "left_at"),
                                Columns.instantOrNull(row, "seen_at"),
                                row.getString("seen_by")))
                .list();
    }

    private static final String SEEN =
            """
            UPDATE mail.outside_left SET seen_at = :at, seen_by = :by
             WHERE agency_id = :agency AND mailbox = :mailbox AND uid_validity = :validity AND uid = :uid
               AND seen_at IS NULL
            """;

    /// Somebody has looked at it where it is.
    ///
    /// @return false if there is none such that still waits
    boolean seen(UUID agency, UUID mailbox, long validity, long uid, String by, Instant at) {
        return db.sql(SEEN)
                        .param("agency", agency)
                        .param("mailbox", mailbox)
                        .param("validity", validity)
                        .param("uid", uid)
                        .param("by", by)
                        .param("at", Columns.at(at))
                        .update()
                == 1;
    }

    private static final String STATES =
            """
            SELECT mailbox, contact_at, trouble, trouble_at, read FROM mail.outside_reading
             WHERE agency_id = :agency
            """;

    /// By the mailboxes' ids.
    Map<UUID, State> states(UUID agency) {
        var states = new HashMap<UUID, State>();
        db.sql(STATES)
                .param("agency", agency)
                .query(row -> {
                    states.put(Columns.uuid(row, "mailbox"), state(row));
                });
        return states;
    }

    private static State state(ResultSet row) throws SQLException {
        return new State(
                Columns.instantOrNull(row, "contact_at"),
                Reply.of(row.getString("trouble")),
                Columns.instantOrNull(row, "trouble_at"),
                row.getLong("read"));
    }
}
