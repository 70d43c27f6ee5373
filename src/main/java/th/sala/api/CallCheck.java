package th.sala.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import th.sala.accounts.ClosedDoors;
import th.sala.accounts.SignedIn;

/// Lets a program in where its token is good for what it asks, and its person may. The desks decide
/// what else there is to decide, as for pages.
@Component
class CallCheck implements HandlerInterceptor {
    private final ClosedDoors closed;

    CallCheck(ClosedDoors closed) {
        this.closed = closed;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        var call =
                handler instanceof HandlerMethod method
                        ? method.getMethodAnnotation(ApiCall.class)
                        : null;
        if (call == null) {
            throw new Problem.Thrown(Problem.of(HttpStatus.NOT_FOUND));
        }
        BearerFilter.bearer(request)
                .ifPresent(bearer -> {
                    for (var scope : call.scope()) {
                        if (!bearer.scopes().contains(scope)) {
                            throw refused(bearer.who(), request, Problem.scope(scope));
                        }
                    }
                    if (call.roles().length > 0 && !bearer.who().isAny(call.roles())) {
                        throw refused(bearer.who(), request, Problem.of(HttpStatus.FORBIDDEN));
                    }
                });
        return true;
    }

    private Problem.Thrown refused(SignedIn who, HttpServletRequest request, Problem problem) {
        closed.refused(who, request.getMethod(), request.getRequestURI());
        return new Problem.Thrown(problem);
    }
}
