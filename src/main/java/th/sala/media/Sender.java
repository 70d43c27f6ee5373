package th.sala.media;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import th.sala.media.JanusHandle.Answer;
import tools.jackson.databind.JsonNode;

/// One feed of a participant on its way in, from an accepted offer until it is replaced, lost or
/// taken away.
final class Sender {
    private static final String VIDEO = "video";

    private final LiveRoom room;
    private final Feed feed;
    private final JanusHandle handle;
    private final String answer;
    private final Map<String, String> kinds;
    private final Set<String> muted = new HashSet<>();
    private volatile boolean arrives;
    private volatile boolean ended;

    /// @param kinds `audio` or `video` by their places in the connection
    private Sender(
            LiveRoom room, Feed feed, JanusHandle handle, Answer said, Map<String, String> kinds) {
        this.room = room;
        this.feed = feed;
        this.handle = handle;
        this.answer = said.sdp();
        this.kinds = Map.copyOf(kinds);
    }

    /// Takes the offer to the media server. Until the device has the answer nothing can flow.
    ///
    /// @param lost told when the connection ends by itself
    static Sender begin(LiveRoom room, Feed feed, Sdp offer, Consumer<Sender> lost) {
        var ear = new Ear(lost);
        var handle = room.attach(feed, TrafficPart.Purpose.SENDS, ear::hear);
        try {
            handle.ask(
                    room.request("join")
                            .put("ptype", "publisher")
                            .put("pin", room.pin())
                            .put("id", feed.name()));
            var said = handle.offer(room.request("publish"), offer.text());
            room.checkAddresses(said.sdp());
            var sender = new Sender(room, feed, handle, said, kinds(said.data()));
            ear.sender = sender;
            return sender;
        } catch (MediaTrouble failed) {
            handle.detach();
            throw failed;
        }
    }

    private static Map<String, String> kinds(JsonNode said) {
        var kinds = new LinkedHashMap<String, String>();
        for (var stream : said.path("streams")) {
            kinds.put(stream.path("mid").asString(""), stream.path("type").asString(""));
        }
        return kinds;
    }

    Feed feed() {
        return feed;
    }

    /// The places of its streams of these kinds.
    List<String> mids(Set<String> wanted) {
        return kinds.entrySet().stream()
                .filter(stream -> wanted.contains(stream.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// What the device is to be told; nothing before [#enforce].
    String answer() {
        return answer;
    }

    boolean arrives() {
        return arrives && !ended;
    }

    /// Has the server drop what is cut and forward what is not. A picture that comes back needs a
    /// whole frame first, which is asked for.
    synchronized void enforce(Set<Cut> cuts) {
        for (var stream : kinds.entrySet()) {
            var isVideo = stream.getValue().equals(VIDEO);
            var wanted = cuts.contains(isVideo ? Cut.VIDEO : Cut.AUDIO);
            if (wanted != muted.contains(stream.getKey())) {
                moderate(stream.getKey(), wanted, isVideo);
            }
        }
    }

    private void moderate(String mid, boolean mute, boolean isVideo) {
        room.moderate(feed, mid, mute);
        if (mute) {
            muted.add(mid);
            return;
        }
        muted.remove(mid);
        if (isVideo) {
            handle.ask(room.plain("configure").put("keyframe", true));
        }
    }

    /// Nothing of it is forwarded any more.
    void end() {
        ended = true;
        handle.detach();
        gone();
    }

    /// Told once, however often it is ended.
    private synchronized void gone() {
        if (arrives) {
            arrives = false;
            room.happens(new MediaEvent.Unpublished(room.id(), feed));
        }
    }

    private void arrived() {
        arrives = true;
        room.happens(
                new MediaEvent.Published(
                        room.id(), feed.participant(), feed.screen(), Set.copyOf(kinds.values())));
    }

    /// What the server says about this feed by itself.
    private static final class Ear {
        private final Consumer<Sender> lost;
        private volatile @Nullable Sender sender;

        private Ear(Consumer<Sender> lost) {
            this.lost = lost;
        }

        private void hear(JsonNode said) {
            var about = sender;
            if (about == null || about.ended) {
                return;
            }
            switch (said.path("janus").asString("")) {
                case "webrtcup" -> about.arrived();
                case "hangup" -> lost.accept(about);
                case "slowlink" -> about.slow(said);
                case "event" -> about.talks(said.at("/plugindata/data"));
                default -> {}
            }
        }
    }

    private void slow(JsonNode said) {
        room.happens(
                new MediaEvent.SlowLink(
                        room.id(),
                        feed.participant(),
                        said.path("uplink").asBoolean(),
                        said.path("lost").asLong()));
    }

    /// Everybody in the room is told of everybody; one word for each is enough.
    private void talks(JsonNode said) {
        var word = said.path("videoroom").asString("");
        if (said.path("id").asString("").equals(feed.name()) && word.endsWith("talking")) {
            room.happens(
                    new MediaEvent.Talking(room.id(), feed.participant(), word.equals("talking")));
        }
    }
}
