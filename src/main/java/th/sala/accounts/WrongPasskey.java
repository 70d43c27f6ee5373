package th.sala.accounts;

import th.sala.law.Refusal;

/// Refusal: the passkey is another's, or what it signed is too old or was used before.
final class WrongPasskey extends Refusal {
    WrongPasskey() {
        super("accounts.passkeys.wrong");
    }
}
