package th.sala.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Gives controllers the [Confirmation] that came with a form.
@Configuration(proxyBeanMethods = false)
class Confirmations implements WebMvcConfigurer, HandlerMethodArgumentResolver {
    private static final String PASSWORD = "password";

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Confirmation.class);
    }

    @Override
    public Confirmation resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer page,
            NativeWebRequest asked,
            @Nullable WebDataBinderFactory binders) {
        var request = Objects.requireNonNull(asked.getNativeRequest(HttpServletRequest.class));
        return PasskeyRequests.isAnswered(request)
                ? PasskeyRequests.answer(request)
                : new TypedPassword(Objects.requireNonNullElse(request.getParameter(PASSWORD), ""));
    }
}
