package th.sala.media;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A room on one media server, and who is in it.
final class LiveRoom {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRoom.class);

    private static final int FEEDS_EACH = 2;

    /// Places are not for sale: a device that lost its connection may be there twice for a while.
    private static final int SPARE = 2;

    private final RoomPlan plan;

    /// The room that it belongs to: another one, if it is a line between two of its people.
    private final UUID meeting;

    private final MediaServer server;
    private final String secret = JanusAccess.secret();
    private final String pin = JanusAccess.secret();
    private final Map<UUID, LiveParticipant> participants = new ConcurrentHashMap<>();
    private final LiveAsides asides = new LiveAsides(this);

    /// The run of the media server that it was made on.
    private MediaServer.@Nullable Connected home;

    LiveRoom(RoomPlan plan, MediaServer server) {
        this(plan, plan.room(), server);
    }

    /// @param meeting the room whose people it is for
    LiveRoom(RoomPlan plan, UUID meeting, MediaServer server) {
        this.plan = plan;
        this.meeting = meeting;
        this.server = server;
    }

    UUID id() {
        return plan.room();
    }

    RoomPlan plan() {
        return plan;
    }

    String pin() {
        return pin;
    }

    MediaServer server() {
        return server;
    }

    LiveAsides asides() {
        return asides;
    }

    private boolean isAside() {
        return !meeting.equals(plan.room());
    }

    LiveParticipant participant(UUID id) {
        return participants.computeIfAbsent(id, one -> new LiveParticipant(this, one));
    }

    /// Makes it on its media server, empty.
    ///
    /// @return whether it was not there yet
    synchronized boolean make() {
        var connected = server.connected();
        if (isOn(connected)) {
            return false;
        }
        participants.values().forEach(LiveParticipant::forget);
        connected
                .control()
                .ask(
                        request("create")
                                .put("admin_key", connected.access().rooms())
                                .put("secret", secret)
                                .put("pin", pin)
                                .put("is_private", true)
                                .put("require_pvtid", true)
                                .put("publishers", plan.people() * FEEDS_EACH * SPARE)
                                .put("bitrate", plan.bitrate())
                                .put("bitrate_cap", true)
                                .put("fir_freq", 10)
                                .put("audiocodec", "opus")
                                .put("videocodec", "vp8")
                                .put("audiolevel_event", true)
                                .put("notify_joining", false)
                                .put("record", plan.recorded())
                                .put("rec_dir", folder())
                                .put("lock_record", true));
        home = connected;
        return true;
    }

    private String folder() {
        return plan.recorded() ? server.recordings(plan).toString() : "";
    }

    synchronized boolean isOn(MediaServer.@Nullable Connected run) {
        return run != null && run.equals(home);
    }

    /// Whatever becomes of those who are in it, the room ends. A media server that does not confirm
    /// that is killed: nobody is recorded after the meeting's end.
    void close() {
        var parts = new Attempts();
        parts.attempt(asides::close);
        participants.values().forEach(one -> parts.attempt(one::leave));
        participants.clear();
        parts.attempt(this::destroy);
        parts.check();
    }

    /// On a server that died nothing is left to close.
    private void destroy() {
        try {
            server.connected().control().ask(request("destroy").put("secret", secret));
        } catch (MediaTrouble unsure) {
            if (unsure.reason() != MediaTrouble.Reason.SERVER_DOWN) {
                server.kill();
                throw unsure;
            }
        }
    }

    /// Ends the files that are written, and begins others. Asked again, it does the same again:
    /// also where it was stopped in the middle.
    void recordAnew() {
        if (plan.recorded()) {
            record(false);
            record(true);
        }
    }

    private void record(boolean on) {
        server.connected()
                .control()
                .ask(request("enable_recording").put("secret", secret).put("record", on));
    }

    JanusHandle attach(Feed whose, TrafficPart.Purpose purpose, Consumer<JsonNode> heard) {
        var owner = new Connections.Owner(plan.agency(), meeting, whose, purpose);
        return server.connected().line().attach(owner.opaque(), heard);
    }

    /// Feeds that arrive and that somebody wants to see.
    List<Sender> senders(List<Feed> wanted, UUID without) {
        var feeds = Set.copyOf(wanted);
        return participants.values().stream()
                .flatMap(one -> one.senders().stream())
                .filter(Sender::arrives)
                .filter(sender -> feeds.contains(sender.feed()))
                .filter(sender -> !sender.feed().participant().equals(without))
                .toList();
    }

    void moderate(Feed feed, String mid, boolean mute) {
        server.connected()
                .control()
                .ask(
                        request("moderate")
                                .put("secret", secret)
                                .put("id", feed.name())
                                .put("mid", mid)
                                .put("mute", mute));
    }

    /// Janus takes all addresses of the machine where it does not find the one it was given.
    ///
    /// @throws MediaTrouble if what it describes leads anywhere else
    void checkAddresses(String sdp) {
        var elsewhere = Sdp.addresses(sdp);
        elsewhere.remove(server.address());
        if (!elsewhere.isEmpty()) {
            LOG.error("a media server offers {} beside its own address", elsewhere);
            throw new MediaTrouble(MediaTrouble.Reason.REFUSED);
        }
    }

    ObjectNode request(String name) {
        return plain(name).put("room", plan.room().toString());
    }

    ObjectNode plain(String name) {
        return JanusLine.JSON.createObjectNode().put("request", name);
    }

    /// Of a line between two nobody is told but that somebody can be heard there.
    void happens(MediaEvent event) {
        if (!isAside()) {
            server.happens(event);
        } else if (event instanceof MediaEvent.Published(_, var who, _, _)) {
            server.happens(new MediaEvent.AsideHeard(meeting, who));
        }
    }
}
