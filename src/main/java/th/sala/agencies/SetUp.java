package th.sala.agencies;

import org.springframework.stereotype.Service;
import th.sala.accounts.Accounts;
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

    private final Belonging belonging;
    private final Accounts accounts;

    SetUp(Belonging belonging, Accounts accounts) {
        this.belonging = belonging;
        this.accounts = accounts;
    }

    boolean isOpen() {
        return accounts.none();
    }

    /// @throws Done if there is an account already
    synchronized void begin(NewAgency agency, String username, String name, String password) {
        if (!isOpen()) {
            throw new Done();
        }
        belonging.found(agency, username, name, password);
    }
}
