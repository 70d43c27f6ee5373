package th.sala.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import th.sala.TestDatabases;

/// V2 of evidence over a database that is in use: no entry loses its place, none its turn.
class PlaceMigrationStoreTests {
    private final Map<String, Object> properties = TestDatabases.empty();

    private String property(String name) {
        return Objects.requireNonNull(properties.get("spring.flyway." + name)).toString();
    }

    private void migrate(String module, MigrationVersion until) {
        Flyway.configure()
                .dataSource(property("url"), property("user"), property("password"))
                .locations("classpath:db/migration/" + module)
                .table("flyway_schema_history_" + module)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .target(until)
                .load()
                .migrate();
    }

    @Test
    void keepsEveryPlaceAndWhoWaits() {
        migrate("__root", MigrationVersion.LATEST);
        migrate("evidence", MigrationVersion.fromVersion("1"));
        var connection =
                new SingleConnectionDataSource(
                        property("url"), property("user"), property("password"), true);
        try {
            var db = JdbcClient.create(connection);
            db.sql("SET sala.agency = '*'").update();
            db.sql("INSERT INTO evidence.log VALUES (1, 'sala-x/evidence/1', '', now())").update();
            // the third of five waits still, and those of two agencies are mixed
            db.sql(
                            """
                            INSERT INTO evidence.entry (agency_id, at, act, leaf, log, index)
                            SELECT ('00000000-0000-4000-8000-00000000000' || n % 2)::uuid, now(), 'test', 'leaf ' || n,
                                   CASE WHEN n <> 3 THEN 1 END, CASE WHEN n <> 3 THEN 10 - n END
                              FROM generate_series(1, 5) n
                            """)
                    .update();

            migrate("evidence", MigrationVersion.LATEST);

            assertThat(
                            db.sql(
                                            """
                                            SELECT log || ' ' || index || ' ' || leaf FROM evidence.place
                                              JOIN evidence.entry ON id = entry ORDER BY index
                                            """)
                                    .query(String.class)
                                    .list())
                    .containsExactly("1 5 leaf 5", "1 6 leaf 4", "1 8 leaf 2", "1 9 leaf 1");
            assertThat(
                            db.sql(
                                            "SELECT leaf FROM evidence.waiting JOIN evidence.entry ON id = entry")
                                    .query(String.class)
                                    .list())
                    .containsExactly("leaf 3");
        } finally {
            connection.destroy();
        }
    }
}
