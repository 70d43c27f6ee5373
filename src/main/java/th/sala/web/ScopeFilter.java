package th.sala.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.filter.OncePerRequestFilter;
import th.sala.accounts.SignedIn;
import th.sala.database.AgencyScope;

/// Puts every request of a signed-in person into the scope of that person's agency.
public class ScopeFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var agency = agencyOf(request);
        if (agency.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        try {
            AgencyScope.within(agency.get(), () -> proceed(chain, request, response));
        } catch (Wrapped wrapped) {
            throw wrapped.failure;
        } catch (UncheckedIOException wrapped) {
            throw wrapped.getCause();
        }
    }

    /// Whose scope the request is in; nothing if it is in none.
    protected Optional<UUID> agencyOf(HttpServletRequest request) {
        return SignedIn.current().map(SignedIn::agency);
    }

    private static void proceed(
            FilterChain chain, HttpServletRequest request, HttpServletResponse response) {
        try {
            chain.doFilter(request, response);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (ServletException failed) {
            throw new Wrapped(failed);
        }
    }

    /// Carries a checked failure through the scope.
    private static final class Wrapped extends RuntimeException {
        private final ServletException failure;

        private Wrapped(ServletException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
