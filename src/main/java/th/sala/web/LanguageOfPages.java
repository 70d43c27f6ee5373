package th.sala.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleLocaleContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import th.sala.accounts.SignedIn;
import th.sala.thai.Display;

/// Thai, unless a person prefers English: whoever is signed in by the account, others by a cookie
/// that `?lang=en` sets.
class LanguageOfPages extends CookieLocaleResolver {
    LanguageOfPages() {
        super("language");
        setDefaultLocale(Display.THAI);
        setCookieHttpOnly(true);
        setCookieSameSite("Lax");
        setCookieMaxAge(Duration.ofDays(365));
        setRejectInvalidCookies(false);
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        var preferred = preferred();
        return preferred == null ? super.resolveLocale(request) : preferred;
    }

    @Override
    public LocaleContext resolveLocaleContext(HttpServletRequest request) {
        var preferred = preferred();
        return preferred == null
                ? super.resolveLocaleContext(request)
                : new SimpleLocaleContext(preferred);
    }

    /// Whatever else a cookie or an address says is no language of ours.
    @Override
    protected @Nullable Locale parseLocaleValue(String value) {
        return value.equals("th") || value.equals("en") ? Locale.of(value) : null;
    }

    private static @Nullable Locale preferred() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn who
                ? who.display().language()
                : null;
    }
}
