package th.sala.meetings;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import th.sala.accounts.SignedIn;
import th.sala.web.ScopeFilter;

/// Puts requests of a link's bearer into the scope of the meeting's agency. After the filters that
/// know who is signed in.
@Component
@Order(0)
class GuestScope extends ScopeFilter {
    private static final String PATHS = "/meetings/";

    private final GuestLinks links;

    GuestScope(GuestLinks links) {
        this.links = links;
    }

    @Override
    protected Optional<UUID> agencyOf(HttpServletRequest request) {
        return request.getRequestURI().startsWith(PATHS) && SignedIn.current().isEmpty()
                ? links.of(request).map(StoredLinks.Link::agency)
                : Optional.empty();
    }
}
