package th.sala.media;

import static th.sala.media.MediaTrouble.Reason.NOTHING_OFFERED;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What one device receives: a single connection that is negotiated anew as feeds come and go.
final class Receiver {
    private final LiveRoom room;
    private final JanusHandle handle;
    private final Set<String> kinds;
    private final Map<Feed, Sender> shown = new HashMap<>();
    private List<Subscription.Track> tracks = List.of();
    private volatile boolean waitsForAnswer;
    private volatile boolean over;
    private boolean paused;

    private Receiver(LiveRoom room, JanusHandle handle, Set<String> kinds) {
        this.room = room;
        this.handle = handle;
        this.kinds = kinds;
    }

    /// Offers a fresh connection.
    ///
    /// @param privateId by which the server knows that whoever receives is in the room
    /// @param kinds `audio`, `video`: nothing else is sent to the device
    static Offered begin(
            LiveRoom room,
            UUID participant,
            long privateId,
            Set<String> kinds,
            Collection<Sender> wanted) {
        var ear = new Ear();
        var whose = new Feed(participant, false);
        var handle = room.attach(whose, TrafficPart.Purpose.RECEIVES, ear::hear);
        var receiver = new Receiver(room, handle, kinds);
        ear.receiver = receiver;
        try {
            var request =
                    room.request("join")
                            .put("ptype", "subscriber")
                            .put("pin", room.pin())
                            .put("private_id", privateId)
                            .put("autoupdate", false);
            receiver.streams(request, "streams", wanted);
            return new Offered(receiver, receiver.offer(handle.ask(request), wanted, true));
        } catch (MediaTrouble failed) {
            handle.detach();
            throw failed;
        }
    }

    /// What the server says about this connection by itself.
    private static final class Ear {
        private volatile @Nullable Receiver receiver;

        private void hear(JsonNode said) {
            var about = receiver;
            if (about != null && said.path("janus").asString("").equals("hangup")) {
                about.over = true;
            }
        }
    }

    record Offered(Receiver receiver, Subscription subscription) {}

    /// Whether this connection can be negotiated anew for these kinds, or another must begin.
    boolean isUsable(Set<String> wanted) {
        return !over && !waitsForAnswer && kinds.equals(wanted);
    }

    /// Shows these feeds and no others.
    Subscription show(Collection<Sender> wanted) {
        var add = wanted.stream().filter(sender -> shown.get(sender.feed()) != sender).toList();
        var feeds = wanted.stream().map(Sender::feed).collect(Collectors.toSet());
        var drop = shown.keySet().stream().filter(feed -> !feeds.contains(feed)).toList();
        if (add.isEmpty() && drop.isEmpty()) {
            return new Subscription("", false, tracks);
        }
        var request = room.plain("update");
        if (!add.isEmpty()) {
            streams(request, "subscribe", add);
        }
        if (!drop.isEmpty()) {
            var gone = request.putArray("unsubscribe");
            drop.forEach(feed -> gone.addObject().put("feed", feed.name()));
        }
        return offer(handle.ask(request), wanted, false);
    }

    private void streams(ObjectNode request, String name, Collection<Sender> senders) {
        var streams = request.putArray(name);
        for (var sender : senders) {
            for (var mid : sender.mids(kinds)) {
                streams.addObject().put("feed", sender.feed().name()).put("mid", mid);
            }
        }
    }

    private Subscription offer(JanusHandle.Answer said, Collection<Sender> wanted, boolean fresh) {
        room.checkAddresses(said.sdp());
        shown.clear();
        wanted.forEach(sender -> shown.put(sender.feed(), sender));
        tracks = tracks(said.data());
        waitsForAnswer = !said.sdp().isEmpty();
        return new Subscription(said.sdp(), fresh, tracks);
    }

    private List<Subscription.Track> tracks(JsonNode said) {
        if (!said.has("streams")) {
            return tracks;
        }
        var tracks = new ArrayList<Subscription.Track>();
        for (var stream : said.path("streams")) {
            Feed.of(stream.path("feed_id").asString(""))
                    .filter(shown::containsKey)
                    .ifPresent(feed ->
                            tracks.add(
                                    new Subscription.Track(
                                            stream.path("mid").asString(""),
                                            feed,
                                            stream.path("type").asString(""))));
        }
        return List.copyOf(tracks);
    }

    /// @throws MediaTrouble if nothing was offered
    void answer(Sdp answer) {
        if (!waitsForAnswer) {
            throw new MediaTrouble(NOTHING_OFFERED);
        }
        waitsForAnswer = false;
        handle.answer(room.plain("start"), answer.text());
    }

    /// It was begun anew: a pause from before does not hold any more.
    synchronized void begun() {
        paused = false;
    }

    /// Sends nothing to the device any more, or goes on.
    synchronized void pause(boolean pause) {
        if (pause != paused) {
            handle.ask(room.plain(pause ? "pause" : "start"));
            paused = pause;
        }
    }

    void end() {
        over = true;
        handle.detach();
    }
}
