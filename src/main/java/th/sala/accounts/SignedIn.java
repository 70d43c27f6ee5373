package th.sala.accounts;

import java.io.Serializable;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import th.sala.thai.Display;

/// Who is signed in: what every controller gets as `@AuthenticationPrincipal SignedIn who`.
///
/// @param account the account's id
/// @param agency the agency that the account belongs to; all it sees is this agency's
/// @param official the official behind the account; null for an administrator who is none
/// @param name the person's full name as shown
/// @param keys whether one-letter keyboard shortcuts are on (WCAG 2.1.4)
public record SignedIn(
        UUID account,
        UUID agency,
        @Nullable UUID official,
        String username,
        String name,
        String agencyName,
        Set<Role> roles,
        Display display,
        boolean keys)
        implements Serializable {
    public SignedIn {
        roles = Role.inOrder(roles);
    }

    /// The username: as `Authentication` and the log name the person. Not a `getName()`, which
    /// templates would take for `name`.
    @Override
    public String toString() {
        return username;
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    public boolean isAny(Role... any) {
        for (var role : any) {
            if (is(role)) {
                return true;
            }
        }
        return false;
    }

    /// As Spring Security knows this person: the principal with the roles as authorities.
    public Authentication authentication() {
        var authorities =
                roles.stream()
                        .map(Role::authority)
                        .map(SimpleGrantedAuthority::new)
                        .collect(Collectors.toUnmodifiableSet());
        return UsernamePasswordAuthenticationToken.authenticated(this, null, authorities);
    }
}
