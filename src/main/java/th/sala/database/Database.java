package th.sala.database;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import th.sala.installation.Installation;
import th.sala.installation.Vault;

/// The database of an installation, open: its roles are made, its address is known.
public final class Database implements AutoCloseable {
    private static final int OLDEST_MAJOR = 15;

    private final String url;
    private final Roles roles;
    private final @Nullable EmbeddedPostgres embedded;

    private Database(String url, Roles roles, @Nullable EmbeddedPostgres embedded) {
        this.url = url;
        this.roles = roles;
        this.embedded = embedded;
    }

    /// Starts the PostgreSQL that Sala brings, or connects to the agency's own.
    ///
    /// @throws Installation.Unusable if neither can be; the message says why
    public static Database open(Installation installation) {
        var roles = new Roles(Vault.open(installation));
        return installation
                .databaseUrl()
                .map(url -> external(url, roles))
                .orElseGet(() -> embedded(installation, roles));
    }

    private static Database embedded(Installation installation, Roles roles) {
        var postgres = EmbeddedPostgres.start(installation.data(), roles.password("postgres"));
        try {
            prepare(postgres.url("postgres"), postgres.superuser(), roles, "postgres");
            return new Database(postgres.url("postgres"), roles, postgres);
        } catch (SQLException failed) {
            postgres.close();
            throw new Installation.Unusable(
                    "the database refuses its roles: " + failed.getMessage());
        }
    }

    private static Database external(String address, Roles roles) {
        var parsed = Driver.parseURL(address, new Properties());
        if (parsed == null) {
            throw new Installation.Unusable(
                    "SALA_DATABASE_URL must look like"
                            + " jdbc:postgresql://host:5432/sala?user=NAME&password=PASSWORD");
        }
        var name = PGProperty.PG_DBNAME.getOrDefault(parsed);
        var database = name == null ? "postgres" : name;
        try {
            prepare(address, new Properties(), roles, database);
        } catch (SQLException failed) {
            throw new Installation.Unusable(
                    "cannot use the PostgreSQL of SALA_DATABASE_URL: "
                            + failed.getMessage()
                            + " (its user must be allowed CREATEROLE and own the database)");
        }
        return new Database(withoutLogin(address), roles, null);
    }

    /// What each role, and each machine, says for itself.
    private static final List<String> OURS = List.of("user=", "password=", "ApplicationName=");

    /// How the connection is protected, and whatever else the address says, holds for all.
    private static String withoutLogin(String address) {
        var query = address.indexOf('?');
        if (query < 0) {
            return address;
        }
        var kept =
                Arrays.stream(address.substring(query + 1).split("&"))
                        .filter(one -> OURS.stream().noneMatch(one::startsWith))
                        .collect(Collectors.joining("&"));
        return address.substring(0, query) + (kept.isEmpty() ? "" : "?" + kept);
    }

    private static void prepare(String url, Properties login, Roles roles, String database)
            throws SQLException {
        try (var admin = DriverManager.getConnection(url, login)) {
            var major = admin.getMetaData().getDatabaseMajorVersion();
            if (major < OLDEST_MAJOR) {
                throw new Installation.Unusable(
                        "PostgreSQL %d is too old: Sala needs 15 or newer".formatted(major));
            }
            roles.prepare(admin, database);
        }
    }

    /// What Spring needs to use it: addresses, users and their passwords.
    public Map<String, Object> springProperties() {
        return roles.springProperties(url);
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }
}
