package th.sala.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.view.RedirectView;

/// A page of this site to go to: never an address outside it, whatever was asked for.
record LocalPath(String text) {
    static final LocalPath HOME = new LocalPath("/");
    private static final int LONGEST = 2000;

    /// The path if it stays here and is a page to be at; the first page otherwise.
    static LocalPath of(@Nullable String asked) {
        return asked != null && isLocal(asked) && !isDoor(asked) ? new LocalPath(asked) : HOME;
    }

    static LocalPath of(HttpServletRequest request) {
        var query = request.getQueryString();
        return of(request.getRequestURI() + (query == null ? "" : "?" + query));
    }

    private static boolean isLocal(String path) {
        return path.length() <= LONGEST
                && path.startsWith("/")
                && !path.startsWith("//")
                && path.chars().allMatch(c -> c > ' ' && c <= '~' && c != '\\');
    }

    private static boolean isDoor(String path) {
        return path.startsWith("/sign-") || path.equals("/error") || path.equals("/me/language");
    }

    boolean isHome() {
        return equals(HOME);
    }

    String encoded() {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    RedirectView redirect() {
        var view = new RedirectView(text, false, true, false);
        view.setExpandUriTemplateVariables(false);
        return view;
    }
}
