package th.sala.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Browsers that have signed in before, by the hash of the token in their cookie. One browser may
/// have done so for several accounts.
@Repository
class Devices {
    static final String COOKIE = "device";
    static final Duration KEPT = Duration.ofDays(180);

    private final JdbcClient db;
    private final Clock clock;

    Devices(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    private static final String KNOWS =
            """
            SELECT EXISTS (SELECT FROM accounts.device
                            WHERE token_hash = :token AND account_id = :account
                              AND last_used > :oldest)
            """;

    boolean knows(String token, UUID account) {
        return db.sql(KNOWS)
                .param("token", Secrets.hash(token))
                .param("account", account)
                .param("oldest", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    private static final String MOVE =
            "UPDATE accounts.device SET token_hash = :next WHERE token_hash = :token";
    private static final String REMEMBER =
            """
            INSERT INTO accounts.device (agency_id, account_id, token_hash, last_used)
            VALUES (:agency, :account, :token, :at)
            ON CONFLICT (agency_id, account_id, token_hash) DO UPDATE SET last_used = :at
            """;
    private static final String TRIM =
            """
            DELETE FROM accounts.device
             WHERE account_id = :account
               AND token_hash NOT IN (SELECT token_hash FROM accounts.device
                                       WHERE account_id = :account
                                       ORDER BY last_used DESC LIMIT 20)
            """;

    /// Remembers the browser under a new token, which it answers; the old one is worth nothing any
    /// more. Must see the devices of all agencies: one browser may serve several.
    String remember(String old, Account account) {
        var token = Secrets.token();
        db.sql(MOVE).param("token", Secrets.hash(old)).param("next", Secrets.hash(token)).update();
        db.sql(REMEMBER)
                .param("agency", account.agency())
                .param("account", account.id())
                .param("token", Secrets.hash(token))
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        db.sql(TRIM).param("account", account.id()).update();
        return token;
    }

    /// The account's browsers are strangers again.
    void forget(UUID account) {
        db.sql("DELETE FROM accounts.device WHERE account_id = :account")
                .param("account", account)
                .update();
    }
}
