package th.sala.room;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import th.sala.accounts.SignedIn;
import th.sala.meetings.Attending;
import th.sala.meetings.MeetingRooms;

/// Who may reach a room: attendees, by their session or their link. For everybody else there is no
/// such address.
@Component
class LiveDoor implements HandshakeInterceptor {
    private final MeetingRooms meetings;

    LiveDoor(MeetingRooms meetings) {
        this.meetings = meetings;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        var who = attending(request);
        if (who.isEmpty()) {
            response.setStatusCode(HttpStatus.NOT_FOUND);
            return false;
        }
        var locale =
                SignedIn.current()
                        .map(signedIn -> signedIn.display().language())
                        .orElseGet(LocaleContextHolder::getLocale);
        attributes.put(LiveSocket.ATTENDING, who.get());
        attributes.put(LiveSocket.LOCALE, locale);
        return true;
    }

    private Optional<Attending> attending(ServerHttpRequest request) {
        var parts = request.getURI().getPath().split("/");
        return request instanceof ServletServerHttpRequest servlet
                ? id(parts[parts.length - 2])
                        .flatMap(id -> meetings.attending(id, servlet.getServletRequest()))
                : Optional.empty();
    }

    private static Optional<UUID> id(String typed) {
        try {
            return Optional.of(UUID.fromString(typed));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {}
}
