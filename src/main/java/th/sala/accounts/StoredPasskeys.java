package th.sala.accounts;

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
import th.sala.accounts.PasskeyCheck.PublicPart;

@Repository
class StoredPasskeys {
    /// A passkey with what its signatures are checked with.
    record Kept(UUID agency, UUID account, Passkey passkey, PublicPart part) {}

    private final JdbcClient db;

    StoredPasskeys(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO accounts.passkey (agency_id, account_id, id, name, party, credential, public_key,
                                          counter, backup_eligible, backed_up, made_at)
            VALUES (:agency, :account, :id, :name, :party, :credential, :key, :counter, :eligible, :backedUp, :at)
            """;

    void add(SignedIn who, Passkey passkey, PublicPart part) {
        db.sql(ADD)
                .param("agency", who.agency())
                .param("account", who.account())
                .param("id", passkey.id())
                .param("name", passkey.name())
                .param("party", passkey.party())
                .param("credential", part.credential())
                .param("key", part.key())
                .param("counter", part.counter())
                .param("eligible", part.backupEligible())
                .param("backedUp", part.backedUp())
                .param("at", passkey.madeAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static final String OF =
            "SELECT * FROM accounts.passkey WHERE account_id = :account ORDER BY made_at, id";

    List<Passkey> of(UUID account) {
        return db.sql(OF).param("account", account).query(StoredPasskeys::passkey).list();
    }

    private static final String BY_CREDENTIAL =
            "SELECT * FROM accounts.passkey WHERE credential = :credential FOR UPDATE";

    /// Locked: two signatures of the same passkey are looked at one after the other.
    Optional<Kept> locked(byte[] credential) {
        return db.sql(BY_CREDENTIAL)
                .param("credential", credential)
                .query(StoredPasskeys::kept)
                .optional();
    }

    private static final String HOLDER =
            "SELECT account_id FROM accounts.passkey WHERE credential = :credential";

    Optional<UUID> holder(byte[] credential) {
        return db.sql(HOLDER).param("credential", credential).query(UUID.class).optional();
    }

    private static final String USED =
            """
            UPDATE accounts.passkey SET counter = :counter, backed_up = :backedUp, last_used = :at
             WHERE id = :id
            """;

    void used(UUID id, PasskeyCheck.Outcome.Right right, Instant at) {
        db.sql(USED)
                .param("id", id)
                .param("counter", right.counter())
                .param("backedUp", right.backedUp())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static final String RENAME =
            "UPDATE accounts.passkey SET name = :name WHERE account_id = :account AND id = :id";

    /// @return false if the account has no such passkey
    boolean rename(UUID account, UUID id, String name) {
        return db.sql(RENAME).param("account", account).param("id", id).param("name", name).update()
                == 1;
    }

    private static final String REMOVE =
            "DELETE FROM accounts.passkey WHERE account_id = :account AND id = :id RETURNING name";

    /// @return its name; empty if the account has no such passkey
    Optional<String> remove(UUID account, UUID id) {
        return db.sql(REMOVE)
                .param("account", account)
                .param("id", id)
                .query(String.class)
                .optional();
    }

    void removeAll(UUID account) {
        db.sql("DELETE FROM accounts.passkey WHERE account_id = :account")
                .param("account", account)
                .update();
    }

    private static Kept kept(ResultSet row, int number) throws SQLException {
        return new Kept(
                row.getObject("agency_id", UUID.class),
                row.getObject("account_id", UUID.class),
                passkey(row, number),
                new PublicPart(
                        row.getBytes("credential"),
                        row.getBytes("public_key"),
                        row.getLong("counter"),
                        row.getBoolean("backup_eligible"),
                        row.getBoolean("backed_up")));
    }

    private static Passkey passkey(ResultSet row, int number) throws SQLException {
        return new Passkey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("party"),
                row.getBytes("credential"),
                row.getBoolean("backed_up"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                StoredAccounts.instant(row, "last_used"));
    }
}
