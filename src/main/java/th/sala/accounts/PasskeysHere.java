package th.sala.accounts;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.thymeleaf.context.LazyContextVariable;

/// Where pages offer passkeys.
@ControllerAdvice
class PasskeysHere {
    private final Passkeys passkeys;

    PasskeysHere(Passkeys passkeys) {
        this.passkeys = passkeys;
    }

    /// The host's name for which passkeys can be made; null where there can be none.
    @ModelAttribute("passkeyParty")
    @Nullable String party(HttpServletRequest request) {
        return PasskeyRequests.party(request).map(RelyingParty::id).orElse(null);
    }

    /// Whether the fragment `accounts/parts :: confirmation` offers a passkey beside the password.
    /// Looked up only where a page has it.
    @ModelAttribute("passkeysHere")
    LazyContextVariable<Boolean> offered(
            @Nullable Authentication authentication, HttpServletRequest request) {
        return new LazyContextVariable<>() {
            @Override
            protected Boolean loadValue() {
                return authentication != null
                        && authentication.getPrincipal() instanceof SignedIn who
                        && hasAny(who, request);
            }
        };
    }

    private boolean hasAny(SignedIn who, HttpServletRequest request) {
        return PasskeyRequests.party(request)
                .filter(party -> !passkeys.of(who.account(), party).isEmpty())
                .isPresent();
    }
}
