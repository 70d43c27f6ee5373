package th.sala.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.database.AgencyScope;
import th.sala.database.TestOwner;

/// The trials see what they are for: a table whose rows are not kept apart.
@SalaTest
class ForeignScopeTests {
    private static final String TELL =
            """
            INSERT INTO notices.notice
                   (agency_id, id, account, key, message_key, arguments, path, told_at)
            VALUES (:agency, gen_random_uuid(), gen_random_uuid(), 'k', 'tried %s', '{}', '/', now())
            """;

    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;
    @Autowired Environment environment;

    @Test
    void nameWhatReadsAndWritesOthersRows() throws SQLException {
        tellAndRead("apart");
        assertThat(ForeignScope.taken()).isEmpty();

        TestOwner.execute(environment, "ALTER TABLE notices.notice DISABLE ROW LEVEL SECURITY");
        try {
            tellAndRead("together");
        } finally {
            TestOwner.execute(environment, "ALTER TABLE notices.notice ENABLE ROW LEVEL SECURITY");
        }
        assertThat(ForeignScope.taken())
                .hasSize(2)
                .allMatch(found -> found.contains("[notices.notice]"))
                .anyMatch(found -> found.startsWith("INSERT"))
                .anyMatch(found -> found.startsWith("SELECT"));
    }

    private void tellAndRead(String mark) {
        var agency = UUID.randomUUID();
        var read = "SELECT message_key FROM notices.notice WHERE message_key = 'tried %s'";
        AgencyScope.within(
                agency,
                () ->
                        transaction.executeWithoutResult(_ -> {
                            db.sql(TELL.formatted(mark)).param("agency", agency).update();
                            assertThat(db.sql(read.formatted(mark)).query(String.class).list())
                                    .hasSize(1);
                        }));
    }
}
