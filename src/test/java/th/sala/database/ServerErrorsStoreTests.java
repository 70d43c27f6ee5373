package th.sala.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import th.sala.SalaTest;

/// What the database refuses may be written to the log; what people wrote may not.
@SalaTest
class ServerErrorsStoreTests {
    private static final String WRITTEN = "ข้อความของหนังสือ";
    private static final String INSERT =
            "INSERT INTO search.file (agency_id, kind, record_id, source, body, version, words)"
                    + " VALUES (?, 'test', ?, '', ?, NULL, '{}')";

    @Autowired JdbcTemplate db;

    @Test
    void aRefusedRowIsNotQuoted() {
        saysNoWord(() -> db.update(INSERT, row()));
    }

    @Test
    void neitherIsOneOfMany() {
        saysNoWord(() -> db.batchUpdate(INSERT, List.of(row(), row())));
    }

    private static Object[] row() {
        return new Object[] {UUID.randomUUID(), UUID.randomUUID(), WRITTEN};
    }

    private static void saysNoWord(ThrowingCallable refused) {
        var thrown = catchThrowable(refused);
        assertThat(thrown).isInstanceOf(DataAccessException.class).hasMessageContaining("version");
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            assertThat(cause).message().doesNotContain(WRITTEN);
        }
    }
}
