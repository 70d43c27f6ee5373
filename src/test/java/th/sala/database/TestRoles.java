package th.sala.database;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import th.sala.installation.Vault;

/// The product's own roles, in a database of the tests.
public final class TestRoles {
    private final Roles roles;

    public TestRoles(Vault vault) {
        this.roles = new Roles(vault);
    }

    /// Makes all tables, as a start of the program does.
    public void migrate(EmbeddedPostgres postgres, String database) {
        new Migrations()
                .migrate(
                        Flyway.configure()
                                .dataSource(
                                        postgres.url(database),
                                        Roles.OWNER,
                                        roles.password(Roles.OWNER))
                                .load());
    }

    public Map<String, Object> prepare(EmbeddedPostgres postgres, String database) {
        var url = postgres.url(database);
        try (var admin = DriverManager.getConnection(url, postgres.superuser())) {
            roles.prepare(admin, database);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return roles.springProperties(url);
    }
}
