package th.sala.accounts;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.thai.Display;

/// บัญชีผู้ใช้ of one person in one agency.
///
/// @param username in lower case, unique in the installation
/// @param held the roles in the agency, and since when
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
        Map<Role, Instant> held,
        boolean governsInstallation,
        Display display,
        boolean keys,
        boolean temporary,
        @Nullable Instant lastSignIn,
        @Nullable Instant closedAt) {
    public Account {
        held = Collections.unmodifiableMap(new EnumMap<>(held));
    }

    public Set<Role> roles() {
        return Role.inOrder(held.keySet());
    }

    public boolean isOpen() {
        return closedAt == null;
    }

    public boolean is(Role role) {
        return held.containsKey(role);
    }

    /// Whether whoever opens it can do more than see what is their own and handle letters.
    public boolean isPowerful() {
        return governsInstallation || held.keySet().stream().anyMatch(Role::isPower);
    }

    /// The account as requests know it once its person is in; for work that goes on in the person's
    /// name after that.
    ///
    /// @param identified how the person proved who they are, such as [SignedIn#BY_PASSWORD]
    public SignedIn signedIn(String identified) {
        var all = EnumSet.noneOf(Role.class);
        all.addAll(held.keySet());
        if (governsInstallation) {
            all.add(Role.INSTALLATION);
        }
        return new SignedIn(
                id,
                agency,
                official,
                username,
                name,
                agencyName,
                all,
                display,
                keys,
                identified,
                held);
    }
}
