package th.sala.accounts;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An account to be opened.
///
/// @param official the official behind it; null for an administrator who is none
/// @param username in any case; kept and compared in lower case
/// @param agencyName as pages show it beside the name
/// @param password as the person will type it
public record NewAccount(
        UUID agency,
        @Nullable UUID official,
        String username,
        String name,
        String agencyName,
        String password,
        Set<Role> roles) {
    public NewAccount {
        roles = Role.inOrder(roles);
    }

    @Override
    public String toString() {
        return "NewAccount[" + username + " of " + agency + "]";
    }
}
