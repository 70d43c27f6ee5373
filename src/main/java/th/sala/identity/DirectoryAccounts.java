package th.sala.identity;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Accounts whose password a directory keeps.
@Repository
class DirectoryAccounts {
    /// @param entry which one it is there, hashed; null until the first sign-in
    record Kept(UUID directory, byte @Nullable [] entry) {}

    private final JdbcClient db;

    DirectoryAccounts(JdbcClient db) {
        this.db = db;
    }

    private static final String FIND =
            "SELECT directory_id, entry FROM identity.directory_account WHERE account_id = :account";

    Optional<Kept> find(UUID account) {
        return db.sql(FIND)
                .param("account", account)
                .query((row, _) ->
                        new Kept(row.getObject("directory_id", UUID.class), row.getBytes("entry")))
                .optional();
    }

    private static final String ADD =
            """
            INSERT INTO identity.directory_account (agency_id, account_id, directory_id, made_by, made_at)
            VALUES (:agency, :account, :directory, :by, :at)
            """;

    void add(UUID agency, UUID account, UUID directory, String by, Instant at) {
        db.sql(ADD)
                .param("agency", agency)
                .param("account", account)
                .param("directory", directory)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static final String REMEMBER =
            """
            UPDATE identity.directory_account SET entry = :entry
             WHERE account_id = :account AND entry IS NULL
            """;

    void remember(UUID account, byte[] entry) {
        db.sql(REMEMBER).param("account", account).param("entry", entry).update();
    }

    boolean remove(UUID account) {
        return db.sql("DELETE FROM identity.directory_account WHERE account_id = :account")
                        .param("account", account)
                        .update()
                > 0;
    }
}
