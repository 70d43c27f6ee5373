package th.sala.agencies;

import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.Accounts;
import th.sala.accounts.NewAccount;
import th.sala.accounts.Role;
import th.sala.database.AgencyScope;
import th.sala.law.Refusal;

/// The first agency of an installation and its administrator.
@Service
class SetUp {
    /// Refusal: somebody has set the installation up already.
    static final class Done extends Refusal {
        Done() {
            super("agencies.set-up.done-already");
        }
    }

    private final Founding founding;
    private final Accounts accounts;
    private final TransactionTemplate transaction;

    SetUp(Founding founding, Accounts accounts, PlatformTransactionManager transactions) {
        this.founding = founding;
        this.accounts = accounts;
        this.transaction = new TransactionTemplate(transactions);
    }

    boolean isOpen() {
        return accounts.none();
    }

    /// Both or nothing.
    ///
    /// @throws Done if there is an account already
    synchronized void begin(NewAgency agency, String username, String name, String password) {
        if (!isOpen()) {
            throw new Done();
        }
        var administrator =
                new NewAccount(
                        agency.id(),
                        null,
                        username,
                        name,
                        agency.name(),
                        password,
                        Set.of(Role.ADMINISTRATOR));
        AgencyScope.within(
                agency.id(),
                () ->
                        transaction.executeWithoutResult(_ -> {
                            founding.found(agency);
                            accounts.open(administrator);
                        }));
    }
}
