package th.sala.accounts;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The shared secrets of authenticators, closed, and the hashes of recovery codes.
@Repository
class StoredSecondSteps {
    /// @param since when it was switched on
    /// @param codes how many recovery codes are left
    public record State(Instant since, int codes) {}

    private final JdbcClient db;

    StoredSecondSteps(JdbcClient db) {
        this.db = db;
    }

    private static final String BEGIN =
            """
            INSERT INTO accounts.totp (agency_id, account_id, secret, begun_at)
            VALUES (:agency, :account, :secret, :at)
            ON CONFLICT (agency_id, account_id) DO UPDATE SET secret = :secret, begun_at = :at
             WHERE totp.confirmed_at IS NULL
            """;

    /// @return false if there is a confirmed one, which stays
    boolean begin(SignedIn who, byte[] secret, Instant at) {
        return db.sql(BEGIN)
                        .param("agency", who.agency())
                        .param("account", who.account())
                        .param("secret", secret)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private static final String BEGUN =
            """
            SELECT secret FROM accounts.totp
             WHERE account_id = :account AND confirmed_at IS NULL AND begun_at > :oldest
               FOR UPDATE
            """;

    /// The secret that is not confirmed yet.
    Optional<byte[]> begun(UUID account, Instant oldest) {
        return db.sql(BEGUN)
                .param("account", account)
                .param("oldest", oldest.atOffset(ZoneOffset.UTC))
                .query((row, _) -> row.getBytes("secret"))
                .optional();
    }

    private static final String CONFIRM =
            """
            UPDATE accounts.totp SET confirmed_at = :at, last_step = :step
             WHERE account_id = :account
            """;

    void confirm(UUID account, long step, Instant at) {
        db.sql(CONFIRM)
                .param("account", account)
                .param("step", step)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static final String CONFIRMED =
            """
            SELECT secret FROM accounts.totp
             WHERE account_id = :account AND confirmed_at IS NOT NULL
            """;

    Optional<byte[]> confirmed(UUID account) {
        return db.sql(CONFIRMED)
                .param("account", account)
                .query((row, _) -> row.getBytes("secret"))
                .optional();
    }

    private static final String USE_STEP =
            """
            UPDATE accounts.totp SET last_step = :step
             WHERE account_id = :account AND last_step < :step
            """;

    /// @return false if the step's code, or a later one, was used before
    boolean use(UUID account, long step) {
        return db.sql(USE_STEP).param("account", account).param("step", step).update() == 1;
    }

    private static final String USE_CODE =
            "DELETE FROM accounts.recovery_code WHERE account_id = :account AND code_hash = :code";

    /// @return false if there is no such recovery code any more
    boolean use(UUID account, byte[] codeHash) {
        return db.sql(USE_CODE).param("account", account).param("code", codeHash).update() == 1;
    }

    private static final String ADD_CODE =
            """
            INSERT INTO accounts.recovery_code (agency_id, account_id, code_hash)
            VALUES (:agency, :account, :code)
            """;

    void replaceCodes(SignedIn who, List<byte[]> codeHashes) {
        db.sql("DELETE FROM accounts.recovery_code WHERE account_id = :account")
                .param("account", who.account())
                .update();
        for (var hash : codeHashes) {
            db.sql(ADD_CODE)
                    .param("agency", who.agency())
                    .param("account", who.account())
                    .param("code", hash)
                    .update();
        }
    }

    /// @return false if there was none
    boolean remove(UUID account) {
        return db.sql("DELETE FROM accounts.totp WHERE account_id = :account")
                        .param("account", account)
                        .update()
                > 0;
    }

    private static final String STATE =
            """
            SELECT confirmed_at,
                   (SELECT count(*) FROM accounts.recovery_code c WHERE c.account_id = t.account_id) AS codes
              FROM accounts.totp t
             WHERE account_id = :account AND confirmed_at IS NOT NULL
            """;

    Optional<State> of(UUID account) {
        return db.sql(STATE)
                .param("account", account)
                .query((row, _) ->
                        new State(
                                row.getObject("confirmed_at", OffsetDateTime.class).toInstant(),
                                row.getInt("codes")))
                .optional();
    }
}
