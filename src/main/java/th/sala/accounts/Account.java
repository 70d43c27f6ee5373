package th.sala.accounts;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.thai.Display;

/// บัญชีผู้ใช้ of one person in one agency.
///
/// @param username in lower case, unique in the installation
/// @param roles those in the agency
/// @param governsInstallation whether it has [Role#INSTALLATION] besides
/// @param temporary whether the password was set by an administrator and must be changed first
/// @param lastSignIn null if never
/// @param closedAt null while the account is open
public record Account(
        UUID id,
        UUID agency,
        @Nullable UUID official,
        String username,
        String name,
        String agencyName,
        Set<Role> roles,
        boolean governsInstallation,
        Display display,
        boolean keys,
        boolean temporary,
        @Nullable Instant lastSignIn,
        @Nullable Instant closedAt) {
    public Account {
        roles = Role.inOrder(roles);
    }

    public boolean isOpen() {
        return closedAt == null;
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /// The account as requests know it once its person is in; for work that goes on in the person's
    /// name after that.
    public SignedIn signedIn() {
        var all = EnumSet.noneOf(Role.class);
        all.addAll(roles);
        if (governsInstallation) {
            all.add(Role.INSTALLATION);
        }
        return new SignedIn(id, agency, official, username, name, agencyName, all, display, keys);
    }
}
