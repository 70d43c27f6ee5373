package th.sala.meetings;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import th.sala.accounts.SignedIn;

/// Gives controllers below `/meetings/{id}` the [Attending] who asks. A stranger is sent to sign
/// in; to whoever is signed in and does not attend there is no such meeting.
@Configuration(proxyBeanMethods = false)
class AttendingResolver implements WebMvcConfigurer, HandlerMethodArgumentResolver {
    private final ObjectProvider<MeetingRooms> rooms;

    AttendingResolver(ObjectProvider<MeetingRooms> rooms) {
        this.rooms = rooms;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Attending.class);
    }

    @Override
    public Attending resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer page,
            NativeWebRequest asked,
            @Nullable WebDataBinderFactory binders) {
        var request = Objects.requireNonNull(asked.getNativeRequest(HttpServletRequest.class));
        var variables =
                (Map<?, ?>)
                        Objects.requireNonNull(
                                request.getAttribute(
                                        HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE));
        return id((String) Objects.requireNonNull(variables.get("id")))
                .flatMap(id -> rooms.getObject().attending(id, request))
                .orElseThrow(() ->
                        SignedIn.current().isPresent()
                                ? MeetingRecords.none()
                                : new AccessDeniedException(
                                        "neither signed in nor the bearer of a link"));
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
