package th.sala.accounts;

import th.sala.law.Refusal;

/// Refusal: the account may change what holds for all agencies here, so its own agency alone cannot
/// close it, take its administration or set its password.
public final class GovernsInstallation extends Refusal {
    GovernsInstallation() {
        super("accounts.installation.governs");
    }
}
