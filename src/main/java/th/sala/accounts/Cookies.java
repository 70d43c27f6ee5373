package th.sala.accounts;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/// Cookies of one installation. Browsers share cookies between all ports of a host, so a name has
/// the port in it unless it is the usual one: installations side by side on a machine do not sign
/// each other's people out.
public final class Cookies {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private Cookies() {}

    /// The name under which this installation keeps the cookie.
    public static String name(String name, HttpServletRequest request) {
        var port = request.getServerPort();
        return port == HTTP || port == HTTPS ? name : name + "-" + port;
    }

    /// What the browser has kept under the name, if anything.
    public static Optional<String> value(String name, HttpServletRequest request) {
        var cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        var full = name(name, request);
        return Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(full))
                .map(Cookie::getValue)
                .findFirst();
    }

    /// Gives the browser something to keep that no script reads and no other site's form sends.
    public static void set(
            String name,
            String value,
            Duration kept,
            HttpServletRequest request,
            HttpServletResponse response) {
        var cookie =
                ResponseCookie.from(name(name, request), value)
                        .path("/")
                        .maxAge(kept)
                        .httpOnly(true)
                        .sameSite("Lax")
                        .secure(request.isSecure())
                        .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
