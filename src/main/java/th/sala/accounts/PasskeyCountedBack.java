package th.sala.accounts;

import th.sala.law.Refusal;

/// Refusal: the passkey has signed less often than it said before, so there may be a copy of it.
final class PasskeyCountedBack extends Refusal {
    PasskeyCountedBack() {
        super("accounts.passkeys.counted-back");
    }
}
