package th.sala.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// What authenticators are asked to sign: good once, for minutes, in the one browser whose cookie
/// has the token. The page is told the token's hash, and no token can be found for that.
@Repository
class Challenges {
    static final Duration LASTS = Duration.ofMinutes(5);

    private final JdbcClient db;
    private final TransactionTemplate alone;
    private final Clock clock;

    Challenges(JdbcClient db, PlatformTransactionManager transactions, Clock clock) {
        this.db = db;
        this.alone = new TransactionTemplate(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /// The 32 bytes to sign.
    static byte[] of(String token) {
        return Secrets.hash("challenge\n" + token);
    }

    private static final String ADD =
            "INSERT INTO accounts.challenge (token_hash, adds_to, until) VALUES (:token, :account, :until)";

    private static final String FORGET =
            """
            DELETE FROM accounts.challenge
             WHERE token_hash IN (SELECT token_hash FROM accounts.challenge WHERE until <= :now
                                   LIMIT 50 FOR UPDATE SKIP LOCKED)
            """;

    /// @param addsTo the account that is to get a new passkey; null if one is to be used
    /// @return the token for the browser's cookie
    String fresh(@Nullable UUID addsTo) {
        var token = Secrets.token();
        var now = clock.instant();
        alone.executeWithoutResult(_ -> {
            db.sql(FORGET).param("now", now.atOffset(ZoneOffset.UTC)).update();
            db.sql(ADD)
                    .param("token", Secrets.hash(token))
                    .param("account", addsTo)
                    .param("until", now.plus(LASTS).atOffset(ZoneOffset.UTC))
                    .update();
        });
        return token;
    }

    private static final String USE =
            """
            DELETE FROM accounts.challenge
             WHERE token_hash = :token
            RETURNING until > :now AND adds_to IS NOT DISTINCT FROM CAST(:account AS uuid)
            """;

    /// It is used up from now on, whatever the caller's transaction comes to.
    ///
    /// @param addsTo what [#fresh] was told
    /// @return false if there is no such challenge any more, or it was for something else
    boolean use(String token, @Nullable UUID addsTo) {
        return Boolean.TRUE.equals(
                alone.execute(_ ->
                        db.sql(USE)
                                .param("token", Secrets.hash(token))
                                .param("account", addsTo)
                                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                                .query(Boolean.class)
                                .optional()
                                .orElse(false)));
    }
}
