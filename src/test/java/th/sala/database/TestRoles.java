package th.sala.database;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import th.sala.installation.Vault;

/// The product's own roles, in a database of the tests.
public final class TestRoles {
    private final Roles roles;

    public TestRoles(Vault vault) {
        this.roles = new Roles(vault);
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
