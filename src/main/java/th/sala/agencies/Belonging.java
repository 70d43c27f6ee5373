package th.sala.agencies;

import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.Accounts;
import th.sala.accounts.NewAccount;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.database.AgencyScope;

/// Agencies founded together with their first administrator: the first of an installation, and
/// those that belong to another, such as the districts of a province.
@Service
class Belonging {
    private final Founding founding;
    private final Accounts accounts;
    private final TransactionTemplate transaction;

    Belonging(Founding founding, Accounts accounts, PlatformTransactionManager transactions) {
        this.founding = founding;
        this.accounts = accounts;
        this.transaction = new TransactionTemplate(transactions);
    }

    /// Both or nothing. Enters the scope of the new agency itself.
    void found(NewAgency agency, String username, String name, String password) {
        found(agency, username, name, password, () -> founding.found(agency));
    }

    /// Likewise, an agency that belongs to the one of the administrator.
    ///
    /// @throws Founding.ConsentNeeded if another agency would have to agree
    void foundBelow(SignedIn by, NewAgency agency, String username, String name, String password) {
        found(agency, username, name, password, () -> founding.foundBelow(by, agency));
    }

    private void found(
            NewAgency agency, String username, String name, String password, Runnable itself) {
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
                            itself.run();
                            accounts.open(administrator);
                        }));
    }
}
