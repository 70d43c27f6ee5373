package th.sala.accounts;

import th.sala.law.Refusal;

/// Refusal: the current password is not right.
public final class WrongPassword extends Refusal {
    WrongPassword() {
        super("accounts.password.wrong");
    }
}
