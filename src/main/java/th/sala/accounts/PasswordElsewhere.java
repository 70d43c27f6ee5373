package th.sala.accounts;

import th.sala.law.Refusal;

/// Refusal: the account's password is kept by a directory, and is changed there.
final class PasswordElsewhere extends Refusal {
    PasswordElsewhere() {
        super("accounts.outside.password-elsewhere");
    }
}
