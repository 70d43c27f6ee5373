package th.sala.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.thai.Digits;
import th.sala.thai.Display;

@Repository
class StoredAccounts {
    /// An account with what opens it.
    ///
    /// @param count how often the password or the closing changed; sessions of another count have
    ///   ended
    record Credentials(Account account, String hash, int count) {}

    private final JdbcClient db;

    StoredAccounts(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO accounts.account (agency_id, id, official_id, username, name, agency_name,
                                          password_hash, password_temporary, roles, roles_since, opened_at)
            VALUES (:agency, :id, :official, :username, :name, :agencyName,
                    :hash, :temporary, :roles, array_fill(CAST(:at AS timestamptz), ARRAY[cardinality(:roles)]), :at)
            """;

    void add(
            UUID id,
            NewAccount account,
            Username username,
            String hash,
            boolean temporary,
            Instant at) {
        db.sql(ADD)
                .param("agency", account.agency())
                .param("id", id)
                .param("official", account.official())
                .param("username", username.text())
                .param("name", account.name())
                .param("agencyName", account.agencyName())
                .param("hash", hash)
                .param("temporary", temporary)
                .param("roles", names(account.roles()))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// The column of a select from `accounts.account` that says who has the right over all
    /// agencies.
    static final String GOVERNS =
            """
            EXISTS (SELECT FROM accounts.installation_right r
                     WHERE r.account_id = account.id AND r.taken_at IS NULL) AS governs_installation
            """;

    private static final String SELECT = "SELECT *, " + GOVERNS + " FROM accounts.account ";

    Optional<Credentials> byUsername(Username username) {
        return db.sql(SELECT + "WHERE username = :username")
                .param("username", username.text())
                .query(StoredAccounts::credentials)
                .optional();
    }

    Optional<Credentials> byId(UUID id) {
        return db.sql(SELECT + "WHERE id = :id")
                .param("id", id)
                .query(StoredAccounts::credentials)
                .optional();
    }

    /// The same; nobody else changes the account until the transaction ends.
    Optional<Credentials> lockedById(UUID id) {
        return db.sql(SELECT + "WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(StoredAccounts::credentials)
                .optional();
    }

    Optional<Account> byOfficial(UUID official) {
        return db.sql(SELECT + "WHERE official_id = :official")
                .param("official", official)
                .query(StoredAccounts::account)
                .optional();
    }

    List<Account> of(UUID agency) {
        return db.sql(SELECT + "WHERE agency_id = :agency ORDER BY closed_at IS NOT NULL, username")
                .param("agency", agency)
                .query(StoredAccounts::account)
                .list();
    }

    private static final String ANY = "SELECT EXISTS (SELECT FROM accounts.account)";

    boolean any() {
        return db.sql(ANY).query(Boolean.class).single();
    }

    private static final String OTHER_ADMINISTRATORS =
            """
            SELECT id FROM accounts.account
             WHERE agency_id = :agency AND closed_at IS NULL AND 'ADMINISTRATOR' = ANY (roles)
             ORDER BY id
               FOR UPDATE
            """;

    /// The open administrators of the agency, locked, so that two of them cannot remove each other
    /// at once.
    List<UUID> lockedAdministrators(UUID agency) {
        return db.sql(OTHER_ADMINISTRATORS).param("agency", agency).query(UUID.class).list();
    }

    private static final String SET_ROLES =
            """
            UPDATE accounts.account
               SET roles = :roles,
                   roles_since = (SELECT coalesce(
                            array_agg(coalesce(roles_since[array_position(roles, role)], :at) ORDER BY place), '{}')
                                    FROM unnest(:roles) WITH ORDINALITY AS given (role, place))
             WHERE id = :id
            """;

    /// Roles that the account had already keep their day.
    void setRoles(UUID id, Set<Role> roles, Instant at) {
        db.sql(SET_ROLES)
                .param("id", id)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("roles", names(roles))
                .update();
    }

    private static final String SET_PASSWORD =
            """
            UPDATE accounts.account
               SET password_hash = :hash, password_temporary = :temporary,
                   credentials = credentials + 1
             WHERE id = :id
            RETURNING *,
            """
                    + GOVERNS;

    Credentials setPassword(UUID id, String hash, boolean temporary) {
        return db.sql(SET_PASSWORD)
                .param("id", id)
                .param("hash", hash)
                .param("temporary", temporary)
                .query(StoredAccounts::credentials)
                .single();
    }

    private static final String SET_CLOSED =
            """
            UPDATE accounts.account SET closed_at = :at, credentials = credentials + 1
             WHERE id = :id AND closed_at IS NULL
            """;

    void close(UUID id, Instant at) {
        db.sql(SET_CLOSED).param("id", id).param("at", at.atOffset(ZoneOffset.UTC)).update();
    }

    void reopen(UUID id) {
        db.sql("UPDATE accounts.account SET closed_at = NULL WHERE id = :id")
                .param("id", id)
                .update();
    }

    private static final String SET_PREFERENCES =
            """
            UPDATE accounts.account
               SET language = :language, digits = :digits, era = :era, keys = :keys
             WHERE id = :id
            """;

    void setPreferences(UUID id, Display display, boolean keys) {
        db.sql(SET_PREFERENCES)
                .param("id", id)
                .param("language", display.language().getLanguage())
                .param("digits", display.digits().name())
                .param("era", display.era().name())
                .param("keys", keys)
                .update();
    }

    void setName(UUID id, String name) {
        db.sql("UPDATE accounts.account SET name = :name WHERE id = :id")
                .param("id", id)
                .param("name", name)
                .update();
    }

    void setAgencyName(UUID agency, String name) {
        db.sql("UPDATE accounts.account SET agency_name = :name WHERE agency_id = :agency")
                .param("agency", agency)
                .param("name", name)
                .update();
    }

    void signedIn(UUID id, Instant at) {
        db.sql("UPDATE accounts.account SET last_sign_in = :at WHERE id = :id")
                .param("id", id)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static String[] names(Set<Role> roles) {
        return roles.stream().sorted().map(Role::name).toArray(String[]::new);
    }

    private static Credentials credentials(ResultSet row, int number) throws SQLException {
        return new Credentials(
                account(row, number), row.getString("password_hash"), row.getInt("credentials"));
    }

    static Account account(ResultSet row, int number) throws SQLException {
        var display =
                new Display(
                        Locale.of(row.getString("language")),
                        Digits.valueOf(row.getString("digits")),
                        Display.Era.valueOf(row.getString("era")));
        var roles = (String[]) row.getArray("roles").getArray();
        var since = (Timestamp[]) row.getArray("roles_since").getArray();
        var held = new EnumMap<Role, Instant>(Role.class);
        for (int i = 0; i < roles.length; i++) {
            held.put(Role.valueOf(roles[i]), since[i].toInstant());
        }
        return new Account(
                row.getObject("id", UUID.class),
                row.getObject("agency_id", UUID.class),
                row.getObject("official_id", UUID.class),
                row.getString("username"),
                row.getString("name"),
                row.getString("agency_name"),
                held,
                row.getBoolean("governs_installation"),
                display,
                row.getBoolean("keys"),
                row.getBoolean("password_temporary"),
                instant(row, "last_sign_in"),
                instant(row, "closed_at"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
