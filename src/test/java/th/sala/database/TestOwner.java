package th.sala.database;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.core.env.Environment;

/// Whoever owns the tables of a test's database, over all agencies.
public final class TestOwner {
    private TestOwner() {}

    public static void execute(Environment of, String statements) {
        try (var connection =
                        DriverManager.getConnection(
                                of.getRequiredProperty("spring.flyway.url"),
                                of.getRequiredProperty("spring.flyway.user"),
                                of.getRequiredProperty("spring.flyway.password"));
                var statement = connection.createStatement()) {
            statement.execute("SET sala.agency = '*'");
            statement.execute(statements);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
