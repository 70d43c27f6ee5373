package th.sala.accounts;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredRights {
    private final JdbcClient db;

    StoredRights(JdbcClient db) {
        this.db = db;
    }

    private static final String HELD =
            """
            SELECT a.id, a.username, a.name, a.agency_name, r.given_by, r.given_at
              FROM accounts.installation_right r
              JOIN accounts.account a ON a.id = r.account_id
             WHERE r.taken_at IS NULL
             ORDER BY r.given_at, a.username
            """;

    /// Those of the agencies in scope.
    List<InstallationRight> held() {
        return db.sql(HELD)
                .query((row, _) ->
                        new InstallationRight(
                                row.getObject("id", UUID.class),
                                row.getString("username"),
                                row.getString("name"),
                                row.getString("agency_name"),
                                row.getString("given_by"),
                                row.getObject("given_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static final String LOCKED =
            """
            SELECT account_id FROM accounts.installation_right
             WHERE taken_at IS NULL
             ORDER BY account_id
               FOR UPDATE
            """;

    /// Who has it, locked, so that two cannot take it from each other at once.
    List<UUID> locked() {
        return db.sql(LOCKED).query(UUID.class).list();
    }

    private static final String ADD =
            """
            INSERT INTO accounts.installation_right (id, account_id, given_by, given_at)
            VALUES (gen_random_uuid(), :account, :by, :at)
            ON CONFLICT (account_id) WHERE taken_at IS NULL DO NOTHING
            """;

    void add(UUID account, String by, Instant at) {
        db.sql(ADD)
                .param("account", account)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static final String ADD_FIRST =
            """
            INSERT INTO accounts.installation_right (id, account_id, given_by, given_at)
            SELECT gen_random_uuid(), :account, '', :at
             WHERE NOT EXISTS (SELECT FROM accounts.installation_right)
            """;

    /// Gives it if nobody ever had it.
    void addFirst(UUID account, Instant at) {
        db.sql(ADD_FIRST)
                .param("account", account)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static final String END =
            """
            UPDATE accounts.installation_right SET taken_by = :by, taken_at = :at
             WHERE account_id = :account AND taken_at IS NULL
            """;

    void end(UUID account, String by, Instant at) {
        db.sql(END)
                .param("account", account)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
