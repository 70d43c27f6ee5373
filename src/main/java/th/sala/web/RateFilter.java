package th.sala.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import th.sala.accounts.ClientAddress;
import th.sala.accounts.SignedIn;

/// Lets nobody ask for so much that others wait: by the account of whoever is signed in, by the
/// address of strangers. People never come near it; programs that copy everything do.
public class RateFilter extends OncePerRequestFilter {
    /// Says that it was too much, and for how long.
    public interface TooMuch {
        void answer(HttpServletRequest request, HttpServletResponse response, Duration wait)
                throws IOException;
    }

    private final RequestRate rate;
    private final Clock clock;
    private final TooMuch tooMuch;

    public RateFilter(RequestRate rate, Clock clock, TooMuch tooMuch) {
        this.rate = rate;
        this.clock = clock;
        this.tooMuch = tooMuch;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var wait = rate.take(who(request), clock.instant());
        if (wait.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        tooMuch.answer(request, response, wait.get());
    }

    private static String who(HttpServletRequest request) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn known
                ? "account " + known.account()
                : "address " + ClientAddress.of(request);
    }

    /// As a page.
    static void page(HttpServletRequest request, HttpServletResponse response, Duration wait)
            throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds()));
        response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
    }
}
