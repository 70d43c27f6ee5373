package th.sala.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Whoever came in with a password that an administrator knows chooses another before anything
/// else.
@Configuration(proxyBeanMethods = false)
class TemporaryPasswords implements WebMvcConfigurer {
    private static final String PAGE = "/me/password";

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new ChangeFirst())
                .excludePathPatterns(PAGE, "/me/language", "/sign-in/**", "/error", "/registry/**");
    }

    private static final class ChangeFirst implements HandlerInterceptor {
        @Override
        public boolean preHandle(
                HttpServletRequest request, HttpServletResponse response, Object handler)
                throws IOException {
            if (request.getAttribute(AccountSessions.TEMPORARY) == null) {
                return true;
            }
            response.sendRedirect(PAGE);
            return false;
        }
    }
}
