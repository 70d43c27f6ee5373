package th.sala.agencies;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Nobody can sign in where there is no account yet: the door leads to [SetUpController].
@Configuration(proxyBeanMethods = false)
class ToSetUp implements WebMvcConfigurer, HandlerInterceptor {
    private final SetUp setUp;
    private volatile boolean done;

    ToSetUp(SetUp setUp) {
        this.setUp = setUp;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/sign-in");
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        done = done || !setUp.isOpen();
        if (done) {
            return true;
        }
        response.sendRedirect("/set-up");
        return false;
    }
}
