package th.sala;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import th.sala.database.EmbeddedPostgres;
import th.sala.database.TestRoles;
import th.sala.installation.TestVault;

/// One PostgreSQL for each process of a test run, and in it one database for each test class,
/// copied from one that is migrated once. Everything lives below `target/test-data` and goes with
/// the process.
public final class TestDatabases {
    private static final String EMPTY = "template1";
    private static final String MIGRATED = "migrated";
    private static final String PASSWORD = "only-in-tests";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final TestDatabases RUN = start();

    private final EmbeddedPostgres postgres;
    private final TestRoles roles;

    private TestDatabases(EmbeddedPostgres postgres, TestRoles roles) {
        this.postgres = postgres;
        this.roles = roles;
    }

    /// A fresh, migrated database and the properties an application needs to use it.
    public static Map<String, Object> migrated() {
        var properties = new HashMap<>(RUN.create(next(), MIGRATED));
        properties.put("spring.flyway.enabled", false);
        return properties;
    }

    /// A database with nothing in it but the product's roles, and the properties to use it.
    public static Map<String, Object> empty() {
        return RUN.create(next(), EMPTY);
    }

    private static String next() {
        return "test_" + COUNT.incrementAndGet();
    }

    private static TestDatabases start() {
        try {
            var target = Path.of("target").toAbsolutePath();
            Files.createDirectories(target);
            var folder = Files.createTempDirectory(target, "test-data");
            // durability is not what these tests are about; those that are start their own server
            var postgres =
                    EmbeddedPostgres.start(
                            folder, PASSWORD, "fsync=off", "log_min_messages=warning");
            Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
            var run = new TestDatabases(postgres, new TestRoles(TestVault.of(folder)));
            run.create(MIGRATED, EMPTY);
            run.roles.migrate(postgres, MIGRATED);
            return run;
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private synchronized Map<String, Object> create(String name, String template) {
        try (var admin =
                        DriverManager.getConnection(
                                postgres.url("postgres"), postgres.superuser());
                var statement = admin.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return roles.prepare(postgres, name);
    }
}
