package th.sala.media;

import static th.sala.media.MediaTrouble.Reason.CUT;
import static th.sala.media.MediaTrouble.Reason.NOTHING_OFFERED;
import static th.sala.media.MediaTrouble.Reason.REMOVED;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One participant of a room: what they send, what they receive, and what was cut or forbidden.
///
/// What stands is said before it is carried out, and whoever publishes carries out what stands
/// before the answer goes back: of a cut and an offer at the same moment one always sees the other.
/// A cut never waits for an offer.
final class LiveParticipant {
    private static final Logger LOG = LoggerFactory.getLogger(LiveParticipant.class);

    private final LiveRoom room;
    private final UUID id;
    private final ReentrantLock negotiating = new ReentrantLock();
    private final ReentrantLock cutting = new ReentrantLock();
    private final Map<Feed, Sender> senders = new ConcurrentHashMap<>();
    private volatile Set<Cut> cuts = Set.of();
    private volatile boolean removed;
    private volatile @Nullable Seat seat;
    private volatile @Nullable Receiver receiver;

    /// Being in the room without sending: what lets a device receive.
    private record Seat(JanusHandle handle, long privateId) {}

    LiveParticipant(LiveRoom room, UUID id) {
        this.room = room;
        this.id = id;
    }

    /// Begins a feed; one of the same kind from before ends.
    ///
    /// @return the answer for the device
    String publish(Feed feed, Sdp offer) {
        negotiating.lock();
        try {
            mustBeIn();
            end(feed);
            var sender = Sender.begin(room, feed, offer, this::lost);
            senders.put(feed, sender);
            enforceOrEnd(sender);
            return sender.answer();
        } finally {
            negotiating.unlock();
        }
    }

    private void enforceOrEnd(Sender sender) {
        cutting.lock();
        try {
            sender.enforce(cuts);
            mustBeIn();
        } catch (MediaTrouble failed) {
            lost(sender);
            throw failed;
        } finally {
            cutting.unlock();
        }
    }

    void unpublish(Feed feed) {
        negotiating.lock();
        try {
            end(feed);
        } finally {
            negotiating.unlock();
        }
    }

    private void end(Feed feed) {
        var sender = senders.get(feed);
        if (sender != null) {
            lost(sender);
        }
    }

    /// It ends. Until the media server confirms that, it is there and may be ended again.
    private void lost(Sender sender) {
        sender.end();
        senders.remove(sender.feed(), sender);
    }

    /// Feeds of this participant that arrive.
    Collection<Sender> senders() {
        return senders.values();
    }

    Subscription subscribe(Collection<Sender> wanted, Set<String> kinds) {
        negotiating.lock();
        try {
            mustReceive();
            return show(wanted, kinds);
        } finally {
            negotiating.unlock();
        }
    }

    private Subscription show(Collection<Sender> wanted, Set<String> kinds) {
        var former = receiver;
        if (former != null && former.isUsable(kinds)) {
            return former.show(wanted);
        }
        if (former != null) {
            end(former);
        }
        if (wanted.isEmpty()) {
            return new Subscription("", true, List.of());
        }
        var offered = Receiver.begin(room, id, seat().privateId(), kinds, wanted);
        receiver = offered.receiver();
        if (removed) {
            leave();
            throw new MediaTrouble(REMOVED);
        }
        return offered.subscription();
    }

    private Seat seat() {
        var taken = seat;
        if (taken == null) {
            var handle = room.attach(new Feed(id, false), TrafficPart.Purpose.RECEIVES, _ -> {});
            var said =
                    handle.ask(
                            room.request("join")
                                    .put("ptype", "publisher")
                                    .put("pin", room.pin())
                                    .put("id", id + ":seat"));
            taken = new Seat(handle, said.data().path("private_id").asLong());
            seat = taken;
        }
        return taken;
    }

    void answer(Sdp answer) {
        negotiating.lock();
        try {
            mustBeIn();
            var asked = receiver;
            if (asked == null) {
                throw new MediaTrouble(NOTHING_OFFERED);
            }
            mustReceive();
            asked.answer(answer);
            stillCut(asked);
        } finally {
            negotiating.unlock();
        }
    }

    /// What was cut while the answer was under way: a connection takes longer to begin than this.
    /// The answer began it, also if it was paused a moment before.
    private void stillCut(Receiver asked) {
        cutting.lock();
        try {
            var isCut = cuts.contains(Cut.INCOMING);
            if (isCut) {
                asked.begun();
            }
            pauseOrLose(asked, isCut);
        } finally {
            cutting.unlock();
        }
    }

    /// From now on these are cut and nothing else. What the media server does not confirm is ended
    /// instead: nobody may be heard who was cut. Each is tried, whatever became of the others.
    ///
    /// @return how long the media server took
    /// @throws MediaTrouble if one was neither cut nor ended; the line is closed then
    Duration cut(Set<Cut> wanted) {
        cuts = Set.copyOf(wanted);
        cutting.lock();
        try {
            var begun = System.nanoTime();
            var parts = new Attempts();
            senders.values().forEach(sender -> parts.attempt(() -> enforceOrLose(sender)));
            var device = receiver;
            if (device != null) {
                parts.attempt(() -> pauseOrLose(device, cuts.contains(Cut.INCOMING)));
            }
            parts.check();
            return Duration.ofNanos(System.nanoTime() - begun);
        } finally {
            cutting.unlock();
        }
    }

    private void enforceOrLose(Sender sender) {
        try {
            sender.enforce(cuts);
        } catch (MediaTrouble failed) {
            LOG.warn("a cut was not confirmed ({}): the feed is ended", failed.reason());
            lost(sender);
        }
    }

    private void pauseOrLose(Receiver device, boolean isCut) {
        try {
            device.pause(isCut);
        } catch (MediaTrouble failed) {
            LOG.warn("a cut was not confirmed ({}): the connection is ended", failed.reason());
            end(device);
        }
    }

    private void end(Receiver device) {
        device.end();
        if (receiver == device) {
            receiver = null;
        }
    }

    /// Out, and not in again before [#admit].
    void remove() {
        removed = true;
        leave();
    }

    void admit() {
        removed = false;
    }

    /// Everything ends, each whatever became of the others; what is cut stays cut.
    void leave() {
        var parts = new Attempts();
        senders.values().forEach(sender -> parts.attempt(() -> lost(sender)));
        var device = receiver;
        if (device != null) {
            parts.attempt(() -> end(device));
        }
        var taken = seat;
        if (taken != null) {
            parts.attempt(() -> end(taken));
        }
        parts.check();
    }

    private void end(Seat taken) {
        taken.handle().detach();
        if (taken.equals(seat)) {
            seat = null;
        }
    }

    /// The media server died, and all connections with it.
    void forget() {
        senders.clear();
        receiver = null;
        seat = null;
    }

    /// @throws MediaTrouble if nothing may be sent to their device
    void mustReceive() {
        mustBeIn();
        if (cuts.contains(Cut.INCOMING)) {
            throw new MediaTrouble(CUT);
        }
    }

    private void mustBeIn() {
        if (removed) {
            throw new MediaTrouble(REMOVED);
        }
    }
}
