package th.sala.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;
import th.sala.accounts.ClientAddress;
import th.sala.accounts.Tokens;
import th.sala.accounts.Tokens.Bearer;
import th.sala.web.RateFilter;
import th.sala.web.RequestRate;

/// Knows who asks by `Authorization: Bearer` and by nothing else, whatever came along with it.
/// Whoever sends wrong tokens has to wait like everybody who asks for too much: while an address
/// waits no token from there is looked at, so that the answer tells nothing about it.
final class BearerFilter extends OncePerRequestFilter {
    private static final String BEARER = BearerFilter.class.getName();
    private static final String SCHEME = "bearer ";

    private final Tokens tokens;
    private final RequestRate guesses;
    private final Clock clock;
    private final RateFilter.TooMuch tooMuch;

    /// @param guesses wrong tokens, by address
    BearerFilter(Tokens tokens, RequestRate guesses, Clock clock, RateFilter.TooMuch tooMuch) {
        this.tokens = tokens;
        this.guesses = guesses;
        this.clock = clock;
        this.tooMuch = tooMuch;
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
        var secret = secret(request);
        var wait = secret.flatMap(_ -> guesses.take(ClientAddress.of(request), clock.instant()));
        if (wait.isPresent()) {
            tooMuch.answer(request, response, wait.get());
            return;
        }
        secret.flatMap(tokens::check)
                .ifPresent(bearer -> {
                    guesses.giveBack(ClientAddress.of(request));
                    enter(request, bearer);
                });
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
