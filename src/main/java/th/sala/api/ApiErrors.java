package th.sala.api;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatusCode;

/// What the server itself refuses below `/api`, before or after all else, is a problem too, no
/// page.
@Configuration(proxyBeanMethods = false)
class ApiErrors {
    @Bean
    FilterRegistrationBean<Filter> problemsOfTheServer(Problems problems) {
        Filter filter =
                (request, response, chain) -> {
                    var of = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
                    if (of instanceof String path && path.startsWith("/api/")) {
                        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
                        problems.write(
                                Problem.of(
                                        HttpStatusCode.valueOf(
                                                status instanceof Integer code ? code : 500)),
                                (HttpServletRequest) request,
                                (HttpServletResponse) response);
                    } else {
                        chain.doFilter(request, response);
                    }
                };
        var registration = new FilterRegistrationBean<>(filter);
        registration.setDispatcherTypes(DispatcherType.ERROR);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
