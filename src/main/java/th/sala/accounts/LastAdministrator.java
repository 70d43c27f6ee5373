package th.sala.accounts;

import th.sala.law.Refusal;

/// Refusal: the agency would be left without anyone who can administer it.
public final class LastAdministrator extends Refusal {
    LastAdministrator() {
        super("accounts.last-administrator");
    }
}
