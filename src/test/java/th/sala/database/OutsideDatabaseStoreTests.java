package th.sala.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import th.sala.Sala;
import th.sala.accounts.Accounts;
import th.sala.installation.Installation;

/// Sala on a PostgreSQL of the agency's own, whose user may make roles and owns the database, and
/// no more.
class OutsideDatabaseStoreTests {
    @TempDir static Path folder;

    private static EmbeddedPostgres server;

    @BeforeAll
    static void serverOfTheAgency() throws SQLException, IOException {
        var target = Path.of("target").toAbsolutePath();
        server =
                EmbeddedPostgres.start(
                        Files.createTempDirectory(target, "postgres"), "only-in-tests");
        try (var admin = DriverManager.getConnection(server.url("postgres"), server.superuser());
                var statement = admin.createStatement()) {
            statement.execute("CREATE ROLE office LOGIN CREATEROLE PASSWORD 'of the office'");
            statement.execute("CREATE ROLE poor LOGIN PASSWORD 'poor'");
            statement.execute("CREATE DATABASE office OWNER office");
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void isUsedByItsAddressAlone() throws Exception {
        var installation = installation(address("office", "of%20the%20office"));
        for (var start : new String[] {"first", "second"}) {
            try (var database = Database.open(installation)) {
                var properties = new HashMap<String, Object>(database.springProperties());
                properties.put("sala.data", installation.data().toString());
                properties.put("sala.master-key-file", installation.keyFile().toString());
                try (var program =
                        new SpringApplicationBuilder(Sala.class)
                                .properties(properties)
                                .run(
                                        "--server.port=0",
                                        "--sala.smtp.port=0",
                                        "--sala.submission.port=0")) {
                    assertThat(program.getBean(Accounts.class).none()).as(start).isTrue();
                    var port = program.getEnvironment().getProperty("local.server.port");
                    try (var page =
                            URI.create("http://localhost:" + port + "/registry")
                                    .toURL()
                                    .openStream()) {
                        assertThat(new String(page.readAllBytes(), StandardCharsets.UTF_8))
                                .contains("ศาลา");
                    }
                }
            }
        }
        assertThat(installation.data().resolve("postgres"))
                .as("the one that Sala brings is not started")
                .doesNotExist();
    }

    @Test
    void whatElseTheAddressSaysHoldsForAllRoles() throws Exception {
        var address =
                address("office", "of%20the%20office")
                        + "&ApplicationName=one&sslmode=prefer&tcpKeepAlive=true";
        try (var database = Database.open(installation(address))) {
            var url = String.valueOf(database.springProperties().get("spring.datasource.url"));
            assertThat(url)
                    .contains("sslmode=prefer", "tcpKeepAlive=true")
                    .doesNotContain("password", "user=", "ApplicationName");
        }
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        for (var wrong :
                Map.of(
                                "postgresql://host/db",
                                "SALA_DATABASE_URL must look like",
                                address("office", "another"),
                                "password authentication failed",
                                address("poor", "poor"),
                                "must be allowed CREATEROLE and own the database")
                        .entrySet()) {
            assertThatThrownBy(() -> Database.open(installation(wrong.getKey())))
                    .isInstanceOf(Installation.Unusable.class)
                    .hasMessageContaining(wrong.getValue());
        }
    }

    private static String address(String user, String password) {
        return server.url("office") + "?user=" + user + "&password=" + password;
    }

    private static Installation installation(String address) throws IOException {
        var data = Files.createTempDirectory(folder, "data");
        return Installation.from(
                new String[] {
                    "--sala.data=" + data,
                    "--sala.master-key-file=" + data.resolveSibling(data.getFileName() + ".key"),
                    "--sala.database.url=" + address
                },
                Map.of());
    }
}
