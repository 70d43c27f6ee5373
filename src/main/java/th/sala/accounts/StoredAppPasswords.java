package th.sala.accounts;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredAppPasswords {
    private final JdbcClient db;

    StoredAppPasswords(JdbcClient db) {
        this.db = db;
    }

    private static final String ACCOUNT_OF =
            """
            SELECT account.*,
            """
                    + StoredAccounts.GOVERNS
                    + """
                      FROM accounts.app_password password
                      JOIN accounts.account ON account.agency_id = password.agency_id
                                           AND account.id = password.account_id
                     WHERE password.secret_hash = :secret AND account.username = :username
                    """;

    Optional<Account> accountOf(Username username, byte[] secretHash) {
        return db.sql(ACCOUNT_OF)
                .param("secret", secretHash)
                .param("username", username.text())
                .query(StoredAccounts::account)
                .optional();
    }

    private static final String USED =
            """
            UPDATE accounts.app_password SET last_used = :at
             WHERE secret_hash = :secret
               AND (last_used IS NULL OR last_used < :at - interval '1 minute')
            """;

    void used(byte[] secretHash, Instant at) {
        db.sql(USED).param("secret", secretHash).param("at", at.atOffset(ZoneOffset.UTC)).update();
    }

    private static final String OF =
            """
            SELECT id, name, made_at, last_used FROM accounts.app_password
             WHERE account_id = :account ORDER BY made_at, id
            """;

    List<AppPassword> of(UUID account) {
        return db.sql(OF)
                .param("account", account)
                .query((row, _) ->
                        new AppPassword(
                                row.getObject("id", UUID.class),
                                row.getString("name"),
                                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                                StoredAccounts.instant(row, "last_used")))
                .list();
    }

    private static final String ADD =
            """
            INSERT INTO accounts.app_password (agency_id, account_id, id, name, secret_hash, made_at)
            VALUES (:agency, :account, :id, :name, :secret, :at)
            """;

    void add(SignedIn who, AppPassword password, byte[] secretHash) {
        db.sql(ADD)
                .param("agency", who.agency())
                .param("account", who.account())
                .param("id", password.id())
                .param("name", password.name())
                .param("secret", secretHash)
                .param("at", password.madeAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void removeAll(UUID account) {
        db.sql("DELETE FROM accounts.app_password WHERE account_id = :account")
                .param("account", account)
                .update();
    }

    void remove(UUID account, UUID password) {
        db.sql("DELETE FROM accounts.app_password WHERE account_id = :account AND id = :id")
                .param("account", account)
                .param("id", password)
                .update();
    }
}
