package th.sala.media;

import static th.sala.media.MediaTrouble.Reason.NOTHING_OFFERED;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What one device receives: a single connection that is negotiated anew as feeds come and go.
final class Receiver {
    private final LiveRoom room;
    private final JanusHandle handle;
    private final Map<Feed, Sender> shown = new HashMap<>();
    private List<Subscription.Track> tracks = List.of();
    private volatile boolean waitsForAnswer;
    private volatile boolean over;
    private boolean paused;

    private Receiver(LiveRoom room, JanusHandle handle) {
        this.room = room;
        this.handle = handle;
    }

    /// Offers a fresh connection.
    ///
    /// @param privateId by which the server knows that whoever receives is in the room
    /// @param offered gets the offer
    static Offered begin(
            LiveRoom room, java.util.UUID participant, long privateId, Collection<Sender> wanted) {
        var box = new java.util.concurrent.atomic.AtomicReference<Receiver>();
        var handle =
                room.attach(
                        new Feed(participant, false),
                        TrafficPart.Purpose.RECEIVES,
                        said -> {
                            var receiver = box.get();
                            if (receiver != null
                                    && said.path("janus").asString("").equals("hangup")) {
                                receiver.over = true;
                            }
                        });
        var receiver = new Receiver(room, handle);
        box.set(receiver);
        try {
            var request =
                    room.request("join")
                            .put("ptype", "subscriber")
                            .put("pin", room.pin())
                            .put("private_id", privateId)
                            .put("autoupdate", false);
            streams(request, "streams", wanted.stream().map(Sender::feed).toList());
            return new Offered(receiver, receiver.offer(handle.ask(request), wanted, true));
        } catch (MediaTrouble failed) {
            handle.detach();
            throw failed;
        }
    }

    record Offered(Receiver receiver, Subscription subscription) {}

    /// Whether this connection can be negotiated anew, or another must begin.
    boolean isUsable() {
        return !over && !waitsForAnswer;
    }

    /// Shows these feeds and no others.
    Subscription show(Collection<Sender> wanted) {
        var add = new ArrayList<Feed>();
        var drop = new ArrayList<Feed>();
        for (var sender : wanted) {
            if (shown.get(sender.feed()) != sender) {
                add.add(sender.feed());
            }
        }
        var feeds = wanted.stream().map(Sender::feed).toList();
        shown.keySet().stream().filter(feed -> !feeds.contains(feed)).forEach(drop::add);
        if (add.isEmpty() && drop.isEmpty()) {
            return new Subscription("", false, tracks);
        }
        var request = room.plain("update");
        if (!add.isEmpty()) {
            streams(request, "subscribe", add);
        }
        if (!drop.isEmpty()) {
            streams(request, "unsubscribe", drop);
        }
        return offer(handle.ask(request), wanted, false);
    }

    private static void streams(ObjectNode request, String name, Collection<Feed> feeds) {
        ArrayNode streams = request.putArray(name);
        feeds.forEach(feed -> streams.addObject().put("feed", feed.name()));
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
