package th.sala.api;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.accounts.SignedIn;

@Repository
class Answers {
    /// @param status null while it is worked on
    record Kept(byte[] requestHash, @Nullable Integer status, String[] headers, byte[] body) {}

    private final JdbcClient db;

    Answers(JdbcClient db) {
        this.db = db;
    }

    private static final String BEGIN =
            """
            INSERT INTO api.answer (agency_id, account_id, key, request_hash, begun_at)
            VALUES (:agency, :account, :key, :hash, :now)
            ON CONFLICT DO NOTHING
            """;

    /// @return false if there is one under this key
    boolean begin(SignedIn who, String key, byte[] requestHash, Instant now) {
        return db.sql(BEGIN)
                        .param("agency", who.agency())
                        .param("account", who.account())
                        .param("key", key)
                        .param("hash", requestHash)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private static final String FIND =
            """
            SELECT request_hash, status, headers, body FROM api.answer
             WHERE account_id = :account AND key = :key
            """;

    @Nullable Kept find(UUID account, String key) {
        return db.sql(FIND)
                .param("account", account)
                .param("key", key)
                .query(Answers::kept)
                .optional()
                .orElse(null);
    }

    private static final String ANSWERED =
            """
            UPDATE api.answer SET status = :status, headers = :headers, body = :body
             WHERE account_id = :account AND key = :key
            """;

    void answered(UUID account, String key, int status, String[] headers, byte[] body) {
        db.sql(ANSWERED)
                .param("account", account)
                .param("key", key)
                .param("status", status)
                .param("headers", headers)
                .param("body", body)
                .update();
    }

    private static final String RELEASE =
            "DELETE FROM api.answer WHERE account_id = :account AND key = :key AND status IS NULL";

    void release(UUID account, String key) {
        db.sql(RELEASE).param("account", account).param("key", key).update();
    }

    private static final String FORGET = "DELETE FROM api.answer WHERE begun_at < :before";

    /// In the current scope.
    void forget(Instant before) {
        db.sql(FORGET).param("before", before.atOffset(ZoneOffset.UTC)).update();
    }

    private static Kept kept(ResultSet row, int number) throws SQLException {
        var status = row.getObject("status", Integer.class);
        return status == null
                ? new Kept(row.getBytes("request_hash"), null, new String[0], new byte[0])
                : new Kept(
                        row.getBytes("request_hash"),
                        status,
                        (String[]) row.getArray("headers").getArray(),
                        row.getBytes("body"));
    }
}
