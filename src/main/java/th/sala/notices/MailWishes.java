package th.sala.notices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MailWishes {
    private final JdbcClient db;

    MailWishes(JdbcClient db) {
        this.db = db;
    }

    private static final String PUT =
            """
            INSERT INTO notices.mail_wish (agency_id, account, address, rhythm, code_hash, code_until)
            VALUES (:agency, :account, :address, :rhythm, :code, :until)
            ON CONFLICT (agency_id, account) DO UPDATE
               SET address = :address, rhythm = :rhythm, code_hash = :code, code_until = :until,
                   tries = 0, confirmed_at = NULL, mailed_at = NULL
            """;

    /// Another address, which is not confirmed yet.
    void put(
            UUID agency,
            UUID account,
            String address,
            Rhythm rhythm,
            byte[] codeHash,
            Instant until) {
        db.sql(PUT)
                .param("agency", agency)
                .param("account", account)
                .param("address", address)
                .param("rhythm", rhythm.name())
                .param("code", codeHash)
                .param("until", utc(until))
                .update();
    }

    private static final String RHYTHM =
            """
            UPDATE notices.mail_wish SET rhythm = :rhythm, mailed_at = :now
             WHERE agency_id = :agency AND account = :account
            """;

    void rhythm(UUID agency, UUID account, Rhythm rhythm, Instant now) {
        db.sql(RHYTHM)
                .param("agency", agency)
                .param("account", account)
                .param("rhythm", rhythm.name())
                .param("now", utc(now))
                .update();
    }

    private static final String TRY =
            """
            UPDATE notices.mail_wish
               SET tries = tries + 1,
                   confirmed_at = CASE WHEN code_hash = :code AND tries < :most THEN :now END,
                   mailed_at = :now,
                   code_hash = CASE WHEN code_hash = :code AND tries < :most THEN NULL ELSE code_hash END
             WHERE agency_id = :agency AND account = :account AND confirmed_at IS NULL AND code_until > :now
            RETURNING CASE WHEN confirmed_at IS NOT NULL THEN 'RIGHT'
                           WHEN tries >= :most THEN 'TOO_OFTEN' ELSE 'WRONG' END
            """;

    /// What came of a code that was typed.
    enum Tried {
        RIGHT,
        /// Or too late.
        WRONG,
        /// Wrong, and no other is right any more.
        TOO_OFTEN
    }

    Tried confirm(UUID agency, UUID account, byte[] codeHash, int most, Instant now) {
        return db.sql(TRY)
                .param("agency", agency)
                .param("account", account)
                .param("code", codeHash)
                .param("most", most)
                .param("now", utc(now))
                .query(String.class)
                .optional()
                .map(Tried::valueOf)
                .orElse(Tried.WRONG);
    }

    private static final String FIND =
            "SELECT * FROM notices.mail_wish WHERE agency_id = :agency AND account = :account";

    Optional<MailWish> find(UUID agency, UUID account) {
        return db.sql(FIND)
                .param("agency", agency)
                .param("account", account)
                .query(MailWishes::wish)
                .optional();
    }

    private static final String WITH_NEWS =
            """
            SELECT wish.* FROM notices.mail_wish wish
             WHERE wish.confirmed_at IS NOT NULL AND wish.rhythm <> 'NEVER'
               AND EXISTS (SELECT FROM notices.notice
                            WHERE notice.agency_id = wish.agency_id AND notice.account = wish.account
                              AND notice.read_at IS NULL AND notice.told_at > wish.mailed_at)
             ORDER BY wish.mailed_at
            """;

    /// In the current scope: those to whom something was told since their last mail that they have
    /// not seen.
    List<MailWish> withNews() {
        return db.sql(WITH_NEWS).query(MailWishes::wish).list();
    }

    private static final String MAILED =
            """
            UPDATE notices.mail_wish SET mailed_at = :now
             WHERE agency_id = :agency AND account = :account AND mailed_at = :before
            """;

    /// @return false if another machine was first
    boolean mailed(MailWish wish, Instant now) {
        return db.sql(MAILED)
                        .param("agency", wish.agency())
                        .param("account", wish.account())
                        .param("before", utcOrNull(wish.mailedAt()))
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    private static final String UNREAD =
            """
            SELECT count(*) FROM notices.notice
             WHERE agency_id = :agency AND account = :account AND read_at IS NULL
            """;

    int unread(MailWish wish) {
        return db.sql(UNREAD)
                .param("agency", wish.agency())
                .param("account", wish.account())
                .query(Integer.class)
                .single();
    }

    private static MailWish wish(ResultSet row, int number) throws SQLException {
        return new MailWish(
                row.getObject("agency_id", UUID.class),
                row.getObject("account", UUID.class),
                row.getString("address"),
                Rhythm.valueOf(row.getString("rhythm")),
                instant(row, "confirmed_at"),
                instant(row, "mailed_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime utcOrNull(@Nullable Instant moment) {
        return moment == null ? null : utc(moment);
    }
}
