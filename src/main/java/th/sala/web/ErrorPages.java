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
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
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

    /// Refusal: it is not one of the choices.
    static final class NoSuchChoice extends Refusal {
        NoSuchChoice() {
            super("web.refused.no-such-choice");
        }
    }

    /// A refusal that no page of its own shows.
    @ControllerAdvice
    static class Refusals {
        private final LayoutModel layout;

        Refusals(LayoutModel layout) {
            this.layout = layout;
        }

        /// A choice that is none of the list, as no page offers it. Anything else that does not fit
        /// goes on to be a bad request.
        @ExceptionHandler(MethodArgumentTypeMismatchException.class)
        ModelAndView noSuchChoice(
                MethodArgumentTypeMismatchException wrong,
                @Nullable Authentication authentication,
                HttpServletRequest request,
                Locale locale) {
            var type = wrong.getRequiredType();
            if (type == null || !type.isEnum()) {
                throw wrong;
            }
            var page = refused(new NoSuchChoice(), authentication, request, locale);
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
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
