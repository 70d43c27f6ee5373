package th.sala.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import th.sala.accounts.SignedIn;
import th.sala.thai.Digits;
import th.sala.thai.Display;

/// What every template has: `who`, `show`, `menu` and `here`.
@ControllerAdvice
class LayoutModel {
    private static final Display ENGLISH =
            new Display(Locale.ENGLISH, Digits.ARABIC, Display.Era.COMMON);

    private final List<MenuEntry> entries;

    LayoutModel(List<MenuEntry> entries) {
        this.entries = entries;
    }

    @ModelAttribute("who")
    @Nullable SignedIn who(@Nullable Authentication authentication) {
        return authentication != null && authentication.getPrincipal() instanceof SignedIn who
                ? who
                : null;
    }

    @ModelAttribute("show")
    Display show(@Nullable Authentication authentication, Locale locale) {
        var who = who(authentication);
        if (who != null) {
            return who.display();
        }
        return locale.getLanguage().equals("en") ? ENGLISH : Display.OFFICIAL;
    }

    /// The page's own address, to come back to; null if it was not only looked at.
    @ModelAttribute("here")
    @Nullable String here(HttpServletRequest request) {
        if (!request.getMethod().equals("GET")) {
            return null;
        }
        var query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    @ModelAttribute("menu")
    MenuView menu(@Nullable Authentication authentication, HttpServletRequest request) {
        var who = who(authentication);
        return who == null
                ? new MenuView(List.of())
                : MenuView.of(entries, who, request.getRequestURI());
    }
}
