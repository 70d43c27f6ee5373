package th.sala.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Gives every request a reference that stands in each line of the log and on an error page, so
/// that what a user reads out can be found: every failure is in the log, once and with it.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ReferenceFilter extends OncePerRequestFilter {
    static final String REFERENCE = "reference";
    private static final int DIGITS = 8;
    private static final int FAILED = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;

    /// What no form of ours sends.
    private static final Set<Integer> MISTAKES =
            Set.of(
                    HttpServletResponse.SC_BAD_REQUEST,
                    HttpServletResponse.SC_FORBIDDEN,
                    HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                    HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                    HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);

    private static final Logger LOG = LoggerFactory.getLogger(ReferenceFilter.class);

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var number = ThreadLocalRandom.current().nextInt();
        var reference = HexFormat.of().toHexDigits(number, DIGITS);
        request.setAttribute(REFERENCE, reference);
        MDC.put(REFERENCE, reference);
        try {
            chain.doFilter(request, response);
            if (response.getStatus() >= FAILED) {
                LOG.warn("{} answered {}", named(request), response.getStatus());
            } else if (MISTAKES.contains(response.getStatus())) {
                LOG.info("{} answered {}", named(request), response.getStatus());
            }
        } catch (ServletException | RuntimeException failed) {
            LOG.error("{} failed", named(request), failed);
            if (response.isCommitted()) {
                throw failed;
            }
            // not thrown on: the server would log it once more, when the reference is forgotten
            response.sendError(FAILED);
        } finally {
            MDC.remove(REFERENCE);
        }
    }

    /// Without what was asked: that may be a person's name.
    private static String named(HttpServletRequest request) {
        return request.getMethod() + " " + request.getRequestURI();
    }
}
