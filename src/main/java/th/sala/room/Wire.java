package th.sala.room;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

/// Messages and events as JSON, each under its record's name. What a browser sends is read
/// strictly: nothing unknown, nothing missing, nothing deep.
@Component
class Wire {
    /// An offer of a browser with a camera, a microphone and every codec has 10,000 characters; an
    /// answer for a hundred feeds twenty times that.
    static final int MOST_CHARACTERS = 262_144;

    private static final int DEPTH = 6;

    /// An event's name and the rest of it, as the record keeps them.
    record Written(String kind, String body) {}

    private final JsonMapper mapper;
    private final JsonMapper bodies;

    Wire() {
        var narrow =
                JsonFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(DEPTH)
                                        .maxDocumentLength(MOST_CHARACTERS)
                                        .build())
                        .build();
        mapper =
                JsonMapper.builder(narrow)
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .registerSubtypes(names(Ask.class))
                        .registerSubtypes(names(Tell.class))
                        .build();
        bodies = JsonMapper.builder().registerSubtypes(names(Source.class)).build();
    }

    private static NamedType[] names(Class<?> sealed) {
        return records(sealed).stream()
                .map(type -> new NamedType(type, type.getSimpleName()))
                .toArray(NamedType[]::new);
    }

    /// All records of a sealed interface, however deep they stand.
    static List<Class<?>> records(Class<?> sealed) {
        var found = new ArrayList<Class<?>>();
        for (var type : sealed.getPermittedSubclasses()) {
            if (type.isSealed()) {
                found.addAll(records(type));
            } else {
                found.add(type);
            }
        }
        return found;
    }

    /// @throws RoomRefusal.Unread if it is nothing that our page would send
    Ask read(String message) {
        try {
            var ask = mapper.readValue(message, Ask.class);
            if (ask == null) {
                throw new RoomRefusal.Unread();
            }
            return ask;
        } catch (JacksonException wrong) {
            throw new RoomRefusal.Unread();
        }
    }

    String write(Tell message) {
        return mapper.writeValueAsString(message);
    }

    Written write(RoomEvent event) {
        return new Written(event.getClass().getSimpleName(), bodies.writeValueAsString(event));
    }

    RoomEvent event(String kind, String body) {
        for (var type : records(RoomEvent.class)) {
            if (type.getSimpleName().equals(kind)) {
                return (RoomEvent) bodies.readValue(body, type);
            }
        }
        throw new IllegalStateException("no such event: " + kind);
    }
}
