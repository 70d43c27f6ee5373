package th.sala.media;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Puts together from a media server's events what went over each connection, and how it does.
final class Connections {
    private static final int WEBRTC = 16;
    private static final int MEDIA = 32;
    private static final int SELECTED_PAIR = 4;
    private static final int CONNECTION = 6;
    private static final int STATISTICS = 3;
    private static final long MICROS = 1_000_000;
    private static final Duration OUT_OF_ORDER = Duration.ofSeconds(2);

    private final Map<Long, Connection> open = new HashMap<>();
    private final List<TrafficPart> done = new ArrayList<>();
    private final Consumer<MediaEvent> events;

    Connections(Consumer<MediaEvent> events) {
        this.events = events;
    }

    /// Whose a connection is, as [#opaque] says it to the media server and its events say it back.
    record Owner(UUID agency, UUID room, Feed feed, TrafficPart.Purpose purpose) {
        private static final int WORDS = 4;

        String opaque() {
            return String.join(
                    "/",
                    agency.toString(),
                    room.toString(),
                    feed.name(),
                    purpose.name().toLowerCase(Locale.ROOT));
        }

        static Optional<Owner> of(String opaque) {
            var words = opaque.split("/", -1);
            if (words.length != WORDS) {
                return Optional.empty();
            }
            var purpose = TrafficPart.Purpose.valueOf(words[3].toUpperCase(Locale.ROOT));
            return Feed.of(words[2])
                    .map(feed ->
                            new Owner(
                                    UUID.fromString(words[0]),
                                    UUID.fromString(words[1]),
                                    feed,
                                    purpose));
        }
    }

    /// The ends of a connection.
    private record Pair(String source, String destination, String protocol) {}

    private static final class Connection {
        private final Owner owner;
        private final long handle;
        private @Nullable Pair pair;
        private Instant begun = Instant.EPOCH;
        private Instant seen = Instant.EPOCH;
        private long in;
        private long out;
        private long inBefore;
        private long outBefore;

        private Connection(Owner owner, long handle) {
            this.owner = owner;
            this.handle = handle;
        }

        /// Something happened then. Where the clock was set back what was before ends by the former
        /// clock, and another stretch begins; events that change places are no such thing.
        private Optional<TrafficPart> reach(Instant at) {
            if (at.plus(OUT_OF_ORDER).isBefore(seen)) {
                var before = part();
                begun = at;
                seen = at;
                return before;
            }
            seen = at.isAfter(seen) ? at : seen;
            return Optional.empty();
        }

        private Optional<TrafficPart> part() {
            var ends = pair;
            var isNothing = !seen.isAfter(begun) && in == inBefore && out == outBefore;
            if (ends == null || isNothing) {
                return Optional.empty();
            }
            var part =
                    new TrafficPart(
                            owner.agency(),
                            owner.room(),
                            owner.feed(),
                            owner.purpose(),
                            Long.toUnsignedString(handle),
                            ends.source(),
                            ends.destination(),
                            ends.protocol(),
                            begun,
                            seen,
                            Math.max(0, in - inBefore),
                            Math.max(0, out - outBefore));
            begun = seen;
            inBefore = in;
            outBefore = out;
            return Optional.of(part);
        }
    }

    /// Takes one event of a media server.
    synchronized void hear(JsonNode event) {
        var owner = Owner.of(event.path("opaque_id").asString(""));
        if (owner.isEmpty()) {
            return;
        }
        var handle = event.path("handle_id").asLong();
        var connection = open.computeIfAbsent(handle, id -> new Connection(owner.get(), id));
        var at = moment(event.path("timestamp").asLong());
        var kind = event.path("type").asInt();
        var about = event.path("subtype").asInt();
        if (kind == WEBRTC && about == SELECTED_PAIR) {
            moved(connection, event.at("/event/candidates"), at);
        } else if (kind == WEBRTC && about == CONNECTION) {
            if (event.at("/event/connection").asString("").equals("hangup")) {
                connection.reach(at).ifPresent(done::add);
                connection.part().ifPresent(done::add);
                open.remove(handle);
            }
        } else if (kind == MEDIA && about == STATISTICS) {
            counted(connection, event.path("event"), at);
        }
    }

    private static Instant moment(long micros) {
        return Instant.ofEpochSecond(micros / MICROS, micros % MICROS * 1_000);
    }

    /// The device speaks from there now: what went before was between other ends.
    private void moved(Connection connection, JsonNode candidates, Instant at) {
        var pair =
                new Pair(
                        end(candidates.path("remote")),
                        end(candidates.path("local")),
                        candidates.at("/local/transport").asString("udp"));
        if (pair.equals(connection.pair)) {
            return;
        }
        if (connection.pair != null) {
            connection.reach(at).ifPresent(done::add);
            connection.part().ifPresent(done::add);
        }
        connection.pair = pair;
        connection.begun = at;
        connection.seen = at;
    }

    private static String end(JsonNode candidate) {
        return candidate.path("address").asString("?") + ":" + candidate.path("port").asInt();
    }

    private void counted(Connection connection, JsonNode said, Instant at) {
        connection.reach(at).ifPresent(done::add);
        var streams = said.isArray() ? said : JanusLine.JSON.createArrayNode().add(said);
        connection.in = sum(streams, "bytes-received");
        connection.out = sum(streams, "bytes-sent");
        events.accept(
                new MediaEvent.Stats(
                        connection.owner.room(),
                        connection.owner.feed().participant(),
                        largest(streams, "rtt"),
                        sum(streams, "lost") + sum(streams, "lost-by-remote"),
                        Math.max(
                                largest(streams, "jitter-local"),
                                largest(streams, "jitter-remote")),
                        Byte.SIZE * sum(streams, "bytes-received-lastsec"),
                        Byte.SIZE * sum(streams, "bytes-sent-lastsec")));
    }

    private static long sum(JsonNode streams, String what) {
        var sum = 0L;
        for (var stream : streams) {
            sum += stream.path(what).asLong();
        }
        return sum;
    }

    private static long largest(JsonNode streams, String what) {
        var largest = 0L;
        for (var stream : streams) {
            largest = Math.max(largest, stream.path(what).asLong());
        }
        return largest;
    }

    /// What went over all connections since the last time; each is in one list alone.
    synchronized List<TrafficPart> take() {
        open.values().forEach(connection -> connection.part().ifPresent(done::add));
        var taken = List.copyOf(done);
        done.clear();
        return taken;
    }

    /// A media server died without a word about its connections.
    synchronized void forget(UUID room) {
        open.values()
                .removeIf(connection -> {
                    var isOfRoom = connection.owner.room().equals(room);
                    if (isOfRoom) {
                        connection.part().ifPresent(done::add);
                    }
                    return isOfRoom;
                });
    }
}
