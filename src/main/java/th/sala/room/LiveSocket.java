package th.sala.room;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import th.sala.law.Refusal;
import th.sala.meetings.Attending;

/// The browsers' end of rooms: reads what they ask, and says why something is refused.
@Component
class LiveSocket extends TextWebSocketHandler {
    static final String ATTENDING = "attending";
    static final String LOCALE = "locale";

    /// Somebody who is in a room.
    private record Place(OpenRoom room, Connection connection) {}

    private final OpenRooms rooms;
    private final Wire wire;
    private final MessageSource messages;
    private final Clock clock;
    private final Map<String, Place> places = new ConcurrentHashMap<>();

    LiveSocket(OpenRooms rooms, Wire wire, MessageSource messages, Clock clock) {
        this.rooms = rooms;
        this.wire = wire;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        session.setTextMessageSizeLimit(Wire.MOST_CHARACTERS);
        var attributes = session.getAttributes();
        var who = (Attending) Objects.requireNonNull(attributes.get(ATTENDING));
        var locale = (Locale) Objects.requireNonNull(attributes.get(LOCALE));
        var connection = new Connection(who, locale, session, clock);
        try {
            var room = rooms.come(connection);
            places.put(session.getId(), new Place(room, connection));
            write(connection, () -> rooms.beat(room, connection));
        } catch (Refusal refusal) {
            var why = refusal instanceof RoomRefusal.Ended ? Tell.Why.ENDED : Tell.Why.LEFT;
            connection.end(wire.write(new Tell.Gone(why, sentence(refusal, locale))));
            write(connection, () -> {});
        }
    }

    private void write(Connection connection, Runnable everyBeat) {
        var beat = wire.write(new Tell.Beat());
        Thread.ofVirtual()
                .name("room-" + UUID.randomUUID())
                .start(() -> connection.write(beat, everyBeat));
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        var place = places.get(session.getId());
        if (place == null) {
            return;
        }
        var connection = place.connection();
        try {
            if (!connection.hear()) {
                throw new RoomRefusal.TooFast();
            }
            rooms.asked(place.room(), connection, wire.read(message.getPayload()));
        } catch (RoomRefusal.TooFast | RoomRefusal.Unread misbehaves) {
            connection.tell(refused(misbehaves, connection));
            connection.end(wire.write(new Tell.Gone(Tell.Why.BROKEN, "")));
        } catch (Refusal refusal) {
            connection.tell(refused(refusal, connection));
        }
    }

    private String refused(Refusal refusal, Connection connection) {
        var clause =
                refusal.citation()
                        .map(citation -> citation.of().title + " " + citation.clause())
                        .orElse("");
        return wire.write(new Tell.Refused(sentence(refusal, connection.locale()), clause));
    }

    private String sentence(Refusal refusal, Locale locale) {
        return messages.getMessage(refusal.key(), refusal.arguments(), locale);
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        var place = places.remove(session.getId());
        if (place != null) {
            rooms.lost(place.room(), place.connection());
        }
    }
}
