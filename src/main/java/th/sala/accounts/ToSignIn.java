package th.sala.accounts;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/// Sends who is not signed in to the door, and remembers in the address what was asked for. A form
/// that was sent is taken along. A part of a page that asks in the background gets a bare 401: the
/// page stays with what was typed.
@Component
public class ToSignIn implements AuthenticationEntryPoint {
    static final String AGAIN = "/sign-in/again";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    @Override
    public void commence(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException missing)
            throws IOException, ServletException {
        if (request.getHeader("HX-Request") != null) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else if (READING.contains(request.getMethod())) {
            response.sendRedirect(door(request));
        } else {
            request.getRequestDispatcher(AGAIN).forward(request, response);
        }
    }

    private static String door(HttpServletRequest request) {
        var to = LocalPath.of(request);
        var ended = request.getAttribute(AccountSessions.ENDED) != null;
        if (to.isHome()) {
            return ended ? "/sign-in?ended" : "/sign-in";
        }
        return "/sign-in?" + (ended ? "ended&" : "") + "to=" + to.encoded();
    }
}
