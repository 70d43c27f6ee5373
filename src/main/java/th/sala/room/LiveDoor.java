package th.sala.room;

import java.time.Clock;
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
import th.sala.web.RequestRate;

/// Who may reach a room: attendees, by their session or their link. For everybody else there is no
/// such address.
@Component
class LiveDoor implements HandshakeInterceptor {
    /// Each coming and going is a row that nobody takes out again; our page comes back no faster
    /// than once in three seconds.
    private static final int AT_ONCE = 30;

    private static final double A_SECOND = 0.5;

    private final MeetingRooms meetings;
    private final Clock clock;
    private final RequestRate rate = new RequestRate(AT_ONCE, A_SECOND);

    LiveDoor(MeetingRooms meetings, Clock clock) {
        this.meetings = meetings;
        this.clock = clock;
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
        if (rate.take(who.get().attendee().toString(), clock.instant()).isPresent()) {
            response.setStatusCode(HttpStatus.TOO_MANY_REQUESTS);
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
