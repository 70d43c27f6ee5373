package th.sala.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webmvc.error.DefaultErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.ModelAndView;
import th.sala.law.Refusal;

/// What a failed request shows: a sentence that says what to do, and a reference for the log.
@Component
class ErrorPages extends DefaultErrorAttributes {
    private static final java.util.Set<Integer> WORDED =
            java.util.Set.of(400, 401, 403, 404, 405, 409, 413, 429, 503);

    @Override
    public Map<String, Object> getErrorAttributes(
            WebRequest request, ErrorAttributeOptions options) {
        var attributes = super.getErrorAttributes(request, options);
        var status = attributes.get("status") instanceof Integer code ? code : 500;
        var stale = request.getAttribute(Doors.STALE_FORM, RequestAttributes.SCOPE_REQUEST);
        var which = stale != null ? "stale" : WORDED.contains(status) ? status : other(status);
        attributes.put("sentence", "web.error." + which);
        var reference =
                request.getAttribute(ReferenceFilter.REFERENCE, RequestAttributes.SCOPE_REQUEST);
        attributes.put("reference", reference == null ? "" : reference);
        return attributes;
    }

    private static int other(int status) {
        return status >= 400 && status < 500 ? 400 : 500;
    }

    /// A refusal that no page of its own shows.
    @ControllerAdvice
    static class Refusals {
        private final LayoutModel layout;

        Refusals(LayoutModel layout) {
            this.layout = layout;
        }

        /// What pages have by [LayoutModel] is not there by itself once a handler has failed.
        @ExceptionHandler(Refusal.class)
        ModelAndView refused(
                Refusal refusal,
                @Nullable Authentication authentication,
                HttpServletRequest request,
                Locale locale) {
            var page = new ModelAndView("web/refused");
            page.setStatus(HttpStatus.CONFLICT);
            return page.addObject("refusal", refusal)
                    .addObject("who", layout.who(authentication))
                    .addObject("show", layout.show(authentication, locale))
                    .addObject("menu", layout.menu(authentication, request));
        }
    }
}
