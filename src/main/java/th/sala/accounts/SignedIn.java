package th.sala.accounts;

import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import th.sala.evidence.Actor;
import th.sala.proof.Entry;
import th.sala.thai.Display;

/// Who is signed in: what every controller gets as `@AuthenticationPrincipal SignedIn who`.
///
/// @param account the account's id
/// @param agency the agency that the account belongs to; all it sees is this agency's
/// @param official the official behind the account; null for an administrator who is none
/// @param name the person's full name as shown
/// @param keys whether one-letter keyboard shortcuts are on (WCAG 2.1.4)
/// @param identified how the person proved who they are, as evidence says it
/// @param held since when they have their roles in the agency
public record SignedIn(
        UUID account,
        UUID agency,
        @Nullable UUID official,
        String username,
        String name,
        String agencyName,
        Set<Role> roles,
        Display display,
        boolean keys,
        String identified,
        Map<Role, Instant> held)
        implements Asking, Serializable {
    public static final String BY_PASSWORD = "password";
    public static final String BY_PASSKEY = "passkey";

    /// Recognised by a provider of OpenID Connect.
    public static final String BY_PROVIDER = "oidc";

    /// By the password that a directory keeps.
    public static final String BY_DIRECTORY = "directory";

    public static final String BY_DIRECTORY_AGAIN = "directory-again";

    // after one of those that recognise nobody alone, with a plus between
    static final String AND_TOTP = "totp";
    static final String AND_RECOVERY_CODE = "recovery-code";
    static final String AND_PASSKEY = "passkey";

    public static final String BY_PASSWORD_AGAIN = "password-again";
    public static final String BY_PASSKEY_AGAIN = "passkey-again";
    public static final String BY_APP_PASSWORD = "app-password";

    /// With the token's id after it.
    public static final String BY_TOKEN = "api-token";

    public SignedIn {
        roles = Role.inOrder(roles);
        held = Map.copyOf(held);
    }

    /// The same person, who has just proved it in another way.
    SignedIn identifiedBy(String how) {
        return new SignedIn(
                account,
                agency,
                official,
                username,
                name,
                agencyName,
                roles,
                display,
                keys,
                how,
                held);
    }

    /// Who asks for what is being done now; nobody where the program works by itself.
    public static Optional<SignedIn> current() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn who
                ? Optional.of(who)
                : Optional.empty();
    }

    /// From now on, until the request ends, what the same person does is done as this; the session
    /// stays as it is.
    void becomeCurrent() {
        if (current().filter(now -> now.account.equals(account)).isPresent()) {
            SecurityContextHolder.setContext(new SecurityContextImpl(authentication()));
        }
    }

    /// The person as the evidence of an act names them.
    ///
    /// @param rights any of which suffices; the first that the person has is named
    public Actor actor(Role... rights) {
        for (var right : rights) {
            if (is(right)) {
                var since = held.get(right);
                var dates = since == null ? "" : " from " + since;
                return new Actor(agency, account, name, identified, "role " + right + dates);
            }
        }
        return new Actor(agency, account, name, identified, Entry.NONE);
    }

    /// By all roles that they have.
    @Override
    public Actor asking() {
        return actor(roles.toArray(Role[]::new));
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
