package th.sala.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;
import org.springframework.security.web.header.HeaderWriter;

/// What a page may load, and what of the machine it may use: nothing, but for the few pages that
/// are there for it.
final class PagePolicies implements HeaderWriter {
    private static final String CONTENT =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:%s;"
                    + " font-src 'self'; connect-src 'self'; frame-src 'self'; object-src 'self';"
                    + "%s form-action 'self'; manifest-src 'self'; base-uri 'none';"
                    + " frame-ancestors 'self'";

    private static final String PERMISSIONS =
            "accelerometer=(), autoplay=(%1$s), camera=(%2$s), display-capture=(%2$s),"
                    + " geolocation=(%3$s), gyroscope=(), magnetometer=(), microphone=(%2$s),"
                    + " midi=(), payment=(), usb=()";

    private static final String SELF = "self";
    private static final String NOBODY = "";

    /// Where people are seen and heard.
    private static final Pattern ROOM = Pattern.compile("/meetings/[^/]+/(?:room|join)");

    /// Where what was recorded of them is played.
    private static final Pattern PLAYBACK = Pattern.compile("/meetings/[^/]+/playback");

    /// Where somebody may say where they mark their time.
    private static final Pattern CHECK_IN = Pattern.compile("/timekeeping(?:/marks/outside)?");

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        var path = request.getRequestURI();
        var isRoom = ROOM.matcher(path).matches();
        var isPlayback = PLAYBACK.matcher(path).matches();
        set(response, "Content-Security-Policy", content(isRoom, isPlayback));
        set(
                response,
                "Permissions-Policy",
                PERMISSIONS.formatted(
                        isRoom || isPlayback ? SELF : NOBODY,
                        isRoom ? SELF : NOBODY,
                        CHECK_IN.matcher(path).matches() ? SELF : NOBODY));
    }

    private static String content(boolean isRoom, boolean isPlayback) {
        return CONTENT.formatted(isRoom ? " blob:" : "", isPlayback ? " media-src 'self';" : "");
    }

    /// A page that said something narrower of itself keeps it.
    private static void set(HttpServletResponse response, String name, String value) {
        if (!response.containsHeader(name)) {
            response.setHeader(name, value);
        }
    }
}
