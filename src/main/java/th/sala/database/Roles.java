package th.sala.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;

/// The database's roles: `sala_owner` migrates and owns, `sala_app` runs without any right to
/// change tables, `sala_auditor` reads evidence. Each has a password of its own in the folder of
/// secrets, 0600.
final class Roles {
    static final String OWNER = "sala_owner";
    static final String APP = "sala_app";
    static final String AUDITOR = "sala_auditor";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path secrets;

    Roles(Path secrets) {
        this.secrets = secrets;
    }

    /// The password kept under this name, made the first time.
    String password(String name) {
        var file = secrets.resolve(name);
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
            var bytes = new byte[24];
            RANDOM.nextBytes(bytes);
            var password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            SecretFile.write(file, (password + "\n").getBytes(StandardCharsets.US_ASCII));
            return password;
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot keep a secret in " + secrets, failed);
        }
    }

    /// Makes what is missing and sets the passwords; may run at every start.
    void prepare(Connection admin, String database) throws SQLException {
        try (var statement = admin.createStatement()) {
            for (var role : List.of(OWNER, APP, AUDITOR)) {
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
            statement.execute("GRANT CONNECT ON DATABASE " + name + " TO " + APP + ", " + AUDITOR);
            statement.execute("GRANT USAGE, CREATE ON SCHEMA public TO " + OWNER);
            var defaults = "ALTER DEFAULT PRIVILEGES FOR ROLE " + OWNER + " GRANT ";
            statement.execute(defaults + "USAGE ON SCHEMAS TO " + APP);
            statement.execute(defaults + "SELECT, INSERT, UPDATE, DELETE ON TABLES TO " + APP);
            statement.execute(defaults + "USAGE ON SEQUENCES TO " + APP);
        }
    }
}
