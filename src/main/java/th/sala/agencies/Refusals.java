package th.sala.agencies;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.springframework.dao.DataAccessException;

/// Tells which rule of the database refused.
final class Refusals {
    private Refusals() {}

    static boolean isBy(DataAccessException failed, String constraint) {
        return failed.getMostSpecificCause() instanceof SQLException sql
                && sql instanceof PSQLException refused
                && refused.getServerErrorMessage() != null
                && constraint.equals(refused.getServerErrorMessage().getConstraint());
    }
}
