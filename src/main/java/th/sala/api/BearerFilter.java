package th.sala.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;
import th.sala.accounts.Tokens;
import th.sala.accounts.Tokens.Bearer;

/// Knows who asks by `Authorization: Bearer` and by nothing else, whatever came along with it.
final class BearerFilter extends OncePerRequestFilter {
    private static final String BEARER = BearerFilter.class.getName();
    private static final String SCHEME = "bearer ";

    private final Tokens tokens;

    BearerFilter(Tokens tokens) {
        this.tokens = tokens;
    }

    /// Who asks; there is somebody wherever [ApiDoors] let the request in.
    static Optional<Bearer> bearer(HttpServletRequest request) {
        return Optional.ofNullable((Bearer) request.getAttribute(BEARER));
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SecurityContextHolder.clearContext();
        secret(request).flatMap(tokens::check).ifPresent(bearer -> enter(request, bearer));
        chain.doFilter(request, response);
    }

    private static void enter(HttpServletRequest request, Bearer bearer) {
        request.setAttribute(BEARER, bearer);
        SecurityContextHolder.setContext(new SecurityContextImpl(bearer.who().authentication()));
    }

    /// Of one field only: of two nobody could say which counts.
    private static Optional<String> secret(HttpServletRequest request) {
        var fields = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        return fields.size() == 1 && fields.getFirst().toLowerCase(Locale.ROOT).startsWith(SCHEME)
                ? Optional.of(fields.getFirst().substring(SCHEME.length()).strip())
                : Optional.empty();
    }
}
