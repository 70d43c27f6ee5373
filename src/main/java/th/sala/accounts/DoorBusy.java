package th.sala.accounts;

import th.sala.law.Refusal;

/// Refusal: so many passwords are being checked that this one was not looked at.
public final class DoorBusy extends Refusal {
    DoorBusy() {
        super("accounts.busy");
    }
}
