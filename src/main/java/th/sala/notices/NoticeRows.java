package th.sala.notices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class NoticeRows {
    private final JdbcClient db;

    NoticeRows(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO notices.notice
                   (agency_id, id, account, key, message_key, arguments, path, told_at)
            VALUES (:agency, :id, :account, :key, :messageKey, :arguments, :path, :toldAt)
            ON CONFLICT (agency_id, account, key) DO NOTHING
            """;

    /// Adds it, unless the person was told under this key before.
    void add(UUID agency, UUID account, String key, Notice notice) {
        db.sql(ADD)
                .param("agency", agency)
                .param("id", notice.id())
                .param("account", account)
                .param("key", key)
                .param("messageKey", notice.messageKey())
                .param("arguments", notice.arguments().toArray(String[]::new))
                .param("path", notice.path())
                .param("toldAt", notice.toldAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static final String NEWEST =
            """
            SELECT id, message_key, arguments, path, told_at, read_at
              FROM notices.notice
             WHERE agency_id = :agency AND account = :account
             ORDER BY told_at DESC, id
             LIMIT :limit
            """;

    List<Notice> newest(UUID agency, UUID account, int limit) {
        return db.sql(NEWEST)
                .param("agency", agency)
                .param("account", account)
                .param("limit", limit)
                .query(NoticeRows::notice)
                .list();
    }

    private static final String UNREAD =
            """
            SELECT id, message_key, arguments, path, told_at, read_at
              FROM notices.notice
             WHERE agency_id = :agency AND account = :account AND read_at IS NULL
             ORDER BY told_at
             LIMIT :limit
            """;

    /// The oldest of those that were not opened.
    List<Notice> unread(UUID agency, UUID account, int limit) {
        return db.sql(UNREAD)
                .param("agency", agency)
                .param("account", account)
                .param("limit", limit)
                .query(NoticeRows::notice)
                .list();
    }

    private static final String READ =
            """
            UPDATE notices.notice
               SET read_at = coalesce(read_at, :at)
             WHERE agency_id = :agency AND account = :account AND id = :id
            RETURNING path
            """;

    /// Marks it as read and answers the page that it is about; nothing if it is not this person's.
    Optional<String> read(UUID agency, UUID account, UUID id, Instant at) {
        return db.sql(READ)
                .param("agency", agency)
                .param("account", account)
                .param("id", id)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional();
    }

    private static final String READ_ALL =
            """
            UPDATE notices.notice
               SET read_at = :at
             WHERE agency_id = :agency AND account = :account AND read_at IS NULL AND told_at <= :shown
            """;

    /// Marks as read what was told until `shown`: what came while the page was open stays.
    int readAll(UUID agency, UUID account, Instant shown, Instant at) {
        return db.sql(READ_ALL)
                .param("agency", agency)
                .param("account", account)
                .param("shown", shown.atOffset(ZoneOffset.UTC))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Notice notice(ResultSet row, int number) throws SQLException {
        var read = row.getObject("read_at", OffsetDateTime.class);
        return new Notice(
                row.getObject("id", UUID.class),
                row.getString("message_key"),
                List.of((String[]) row.getArray("arguments").getArray()),
                row.getString("path"),
                row.getObject("told_at", OffsetDateTime.class).toInstant(),
                read == null ? null : read.toInstant());
    }
}
