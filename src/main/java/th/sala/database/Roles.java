package th.sala.database;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import th.sala.installation.Vault;

/// The database's roles: `sala_owner` migrates and owns, `sala_app` runs without any right to
/// change tables, `sala_sequencer` gives entries of the evidence log their places and can do
/// nothing else, `sala_auditor` reads evidence. Each has a password of its own in the [Vault].
final class Roles {
    static final String OWNER = "sala_owner";
    static final String APP = "sala_app";
    static final String SEQUENCER = "sala_sequencer";
    static final String AUDITOR = "sala_auditor";

    /// What a failed statement was to write may not stand in the error, for errors go to the log.
    private static final String WITHOUT_ROWS = "logServerErrorDetail=false";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Vault vault;

    Roles(Vault vault) {
        this.vault = vault;
    }

    /// The password kept under this name, made the first time.
    String password(String name) {
        return new String(vault.kept(name, Roles::fresh), StandardCharsets.US_ASCII).strip();
    }

    private static byte[] fresh() {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encode(bytes);
    }

    /// What Spring needs to run as `sala_app`, to migrate as `sala_owner`, and to number evidence
    /// as `sala_sequencer`.
    Map<String, Object> springProperties(String address) {
        var url = address + (address.indexOf('?') < 0 ? "?" : "&") + WITHOUT_ROWS;
        return Map.of(
                "spring.datasource.url",
                url,
                "spring.datasource.username",
                APP,
                "spring.datasource.password",
                password(APP),
                "spring.flyway.url",
                url,
                "spring.flyway.user",
                OWNER,
                "spring.flyway.password",
                password(OWNER),
                "sala.sequencer.user",
                SEQUENCER,
                "sala.sequencer.password",
                password(SEQUENCER));
    }

    /// Makes what is missing and sets the passwords; may run at every start.
    void prepare(Connection admin, String database) throws SQLException {
        try (var statement = admin.createStatement()) {
            for (var role : List.of(OWNER, APP, SEQUENCER, AUDITOR)) {
                statement.execute(
                        """
                        DO $$ BEGIN
                          IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
                            CREATE ROLE %1$s LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
                          END IF;
                        END $$
                        """
                                .formatted(role));
                statement.execute("ALTER ROLE %s PASSWORD '%s'".formatted(role, password(role)));
            }
            // PostgreSQL 16 and newer: whoever is no superuser must be a member to give away
            statement.execute(
                    """
                    DO $$ BEGIN
                      IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
                        EXECUTE 'GRANT sala_owner TO ' || quote_ident(current_user);
                      END IF;
                    END $$
                    """);
            var name = '"' + database.replace("\"", "\"\"") + '"';
            statement.execute(
                    "GRANT CREATE, CONNECT, TEMPORARY ON DATABASE " + name + " TO " + OWNER);
            statement.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
            var readers = String.join(", ", APP, SEQUENCER, AUDITOR);
            statement.execute("GRANT CONNECT ON DATABASE " + name + " TO " + readers);
            statement.execute("GRANT USAGE, CREATE ON SCHEMA public TO " + OWNER);
            var defaults = "ALTER DEFAULT PRIVILEGES FOR ROLE " + OWNER + " GRANT ";
            statement.execute(defaults + "USAGE ON SCHEMAS TO " + APP);
            statement.execute(defaults + "SELECT, INSERT, UPDATE, DELETE ON TABLES TO " + APP);
            statement.execute(defaults + "USAGE ON SEQUENCES TO " + APP);
        }
    }
}
