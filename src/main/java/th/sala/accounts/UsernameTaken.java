package th.sala.accounts;

import th.sala.law.Refusal;

/// Refusal: another account of the installation has the username, or the official has an account.
public final class UsernameTaken extends Refusal {
    UsernameTaken(String username) {
        super("accounts.username.taken", username);
    }
}
