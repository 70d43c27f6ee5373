package th.sala.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredTokens {
    private static final String COLUMNS =
            "token.id AS token_id, token.name AS token_name, scopes, made_at, expires_at, last_used";

    private final JdbcClient db;

    StoredTokens(JdbcClient db) {
        this.db = db;
    }

    /// A token and whose it is.
    record Held(Token token, Account account) {}

    private static final String BY_SECRET =
            """
            SELECT account.*, %s,
            """
                            .formatted(COLUMNS)
                    + StoredAccounts.GOVERNS
                    + """
                      FROM accounts.token
                      JOIN accounts.account ON account.agency_id = token.agency_id
                                           AND account.id = token.account_id
                     WHERE token.secret_hash = :secret
                    """;

    Optional<Held> bySecret(byte[] secretHash) {
        return db.sql(BY_SECRET)
                .param("secret", secretHash)
                .query((row, number) ->
                        new Held(token(row, number), StoredAccounts.account(row, number)))
                .optional();
    }

    private static final String USED =
            """
            UPDATE accounts.token SET last_used = :at
             WHERE secret_hash = :secret
               AND (last_used IS NULL OR last_used < :at - interval '1 minute')
            """;

    void used(byte[] secretHash, Instant at) {
        db.sql(USED).param("secret", secretHash).param("at", utc(at)).update();
    }

    private static final String OF =
            """
            SELECT %s FROM accounts.token
             WHERE account_id = :account AND expires_at > :now
             ORDER BY made_at, id
            """
                    .formatted(COLUMNS);

    /// Those that still work.
    List<Token> of(UUID account, Instant now) {
        return db.sql(OF)
                .param("account", account)
                .param("now", utc(now))
                .query(StoredTokens::token)
                .list();
    }

    private static final String ADD =
            """
            INSERT INTO accounts.token (agency_id, account_id, id, name, scopes, secret_hash, made_at, expires_at)
            VALUES (:agency, :account, :id, :name, :scopes, :secret, :at, :until)
            """;

    void add(SignedIn who, Token token, byte[] secretHash) {
        db.sql(ADD)
                .param("agency", who.agency())
                .param("account", who.account())
                .param("id", token.id())
                .param("name", token.name())
                .param(
                        "scopes",
                        token.scopes().stream().map(TokenScope::name).toArray(String[]::new))
                .param("secret", secretHash)
                .param("at", utc(token.madeAt()))
                .param("until", utc(token.expiresAt()))
                .update();
    }

    void removeAll(UUID account) {
        db.sql("DELETE FROM accounts.token WHERE account_id = :account")
                .param("account", account)
                .update();
    }

    boolean remove(UUID account, UUID token) {
        return db.sql("DELETE FROM accounts.token WHERE account_id = :account AND id = :id")
                        .param("account", account)
                        .param("id", token)
                        .update()
                == 1;
    }

    /// A token whose person is to be told.
    record Expiring(UUID agency, UUID account, UUID token, String name) {}

    private static final String EXPIRING =
            """
            SELECT agency_id AS agency, account_id AS account, id AS token, name FROM accounts.token
             WHERE expires_at > :now AND expires_at <= :soon AND told_at IS NULL
               AND expires_at - made_at > :soon - CAST(:now AS timestamptz)
             ORDER BY expires_at
            """;

    /// In the current scope: those that expire until then, were made for longer, and of which
    /// nobody was told.
    List<Expiring> expiring(Instant now, Instant soon) {
        return db.sql(EXPIRING)
                .param("now", utc(now))
                .param("soon", utc(soon))
                .query(Expiring.class)
                .list();
    }

    private static final String TOLD =
            "UPDATE accounts.token SET told_at = :now WHERE id = :id AND told_at IS NULL";

    /// @return false if the person was told before
    boolean told(UUID token, Instant now) {
        return db.sql(TOLD).param("id", token).param("now", utc(now)).update() == 1;
    }

    private static final String FORGET = "DELETE FROM accounts.token WHERE expires_at <= :before";

    /// In the current scope: those that expired until then.
    void forget(Instant before) {
        db.sql(FORGET).param("before", utc(before)).update();
    }

    private static Token token(ResultSet row, int number) throws SQLException {
        return new Token(
                row.getObject("token_id", UUID.class),
                row.getString("token_name"),
                scopes((String[]) row.getArray("scopes").getArray()),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                StoredAccounts.instant(row, "last_used"));
    }

    private static Set<TokenScope> scopes(String[] names) {
        var scopes = EnumSet.noneOf(TokenScope.class);
        Arrays.stream(names).map(TokenScope::valueOf).forEach(scopes::add);
        return Collections.unmodifiableSet(scopes);
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
