package th.sala.database;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Begins every transaction with the scope of its agency, so that row-level security knows whose
/// rows to show. The setting ends with the transaction.
class ScopedTransactionManager extends JdbcTransactionManager {
    private static final String ENTER = "SELECT set_config('sala.agency', ?, true)";

    ScopedTransactionManager(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        super.doBegin(transaction, definition);
        var scope = AgencyScope.setting();
        if (scope.isEmpty()) {
            return;
        }
        var source = java.util.Objects.requireNonNull(getDataSource());
        var holder =
                (ConnectionHolder)
                        java.util.Objects.requireNonNull(
                                TransactionSynchronizationManager.getResource(source));
        try (var enter = holder.getConnection().prepareStatement(ENTER)) {
            enter.setString(1, scope);
            enter.execute();
        } catch (SQLException refused) {
            doCleanupAfterCompletion(transaction);
            throw new CannotCreateTransactionException("no scope for the transaction", refused);
        }
    }
}
