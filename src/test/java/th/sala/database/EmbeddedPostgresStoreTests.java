package th.sala.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresStoreTests {
    @Test
    void isStartedAgainAfterItsDeathWithAllThatWasCommitted() throws Exception {
        try (var postgres = EmbeddedPostgres.start(folder(), "only-in-tests")) {
            say(postgres, "CREATE TABLE kept (id int)");
            say(postgres, "INSERT INTO kept VALUES (1)");
            var first = postgres.pid();
            ProcessHandle.of(first).orElseThrow().destroyForcibly();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptionsInstanceOf(SQLException.class)
                    .until(() -> count(postgres) == 1);
            assertThat(postgres.pid()).isNotEqualTo(first);
        }
    }

    @Test
    void stopsForGoodWhenAsked() throws Exception {
        var postgres = EmbeddedPostgres.start(folder(), "only-in-tests");
        var server = ProcessHandle.of(postgres.pid()).orElseThrow();
        postgres.close();
        assertThat(server.isAlive()).isFalse();
        assertThat(ProcessHandle.of(postgres.pid()).filter(ProcessHandle::isAlive)).isEmpty();
    }

    private static Path folder() throws IOException {
        return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "postgres");
    }

    private static int count(EmbeddedPostgres postgres) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                postgres.url("postgres"), postgres.superuser());
                var rows = connection.createStatement().executeQuery("SELECT count(*) FROM kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void say(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection =
                DriverManager.getConnection(postgres.url("postgres"), postgres.superuser())) {
            connection.createStatement().execute(sql);
        }
    }
}
