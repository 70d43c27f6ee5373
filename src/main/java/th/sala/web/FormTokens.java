package th.sala.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import th.sala.accounts.Cookies;

/// The token that every form must send back (CSRF), kept in a cookie of the browser: public pages
/// need no session, and a form that was open when its session ended is still known to be ours.
///
/// It lives through sign-in, so that a page open in another tab goes on working; signing out ends
/// it. Other sites can neither read nor send it (HttpOnly, SameSite).
final class FormTokens implements CsrfTokenRepository {
    private static final String COOKIE = "form";

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return of(request).generateToken(request);
    }

    @Override
    public void saveToken(
            @Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        of(request).saveToken(token, request, response);
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return of(request).loadToken(request);
    }

    private static CookieCsrfTokenRepository of(HttpServletRequest request) {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(Cookies.name(COOKIE, request));
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Lax"));
        return tokens;
    }
}
