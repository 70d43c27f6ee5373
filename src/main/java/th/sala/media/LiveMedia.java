package th.sala.media;

import static th.sala.law.Instrument.MICT_57;
import static th.sala.media.MediaTrouble.Reason.NO_ROOM;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import th.sala.installation.Installation;
import th.sala.law.Clause;

/// เสียงและภาพสดของห้องประชุม: live media of all rooms of this machine.
///
/// Calls wait for the media server, so they belong into virtual threads; they throw [MediaTrouble].
/// Nothing is kept over a restart of Sala: whoever knows the meeting opens its room again and says
/// again what is cut and who is removed.
@Service
public class LiveMedia {
    private static final Set<String> SOUND = Set.of("audio");
    private static final Set<String> EVERYTHING = Set.of("audio", "video");

    private final MediaPool pool;
    private final TurnCredentials turn;
    private final Path data;
    private final Map<UUID, LiveRoom> rooms = new ConcurrentHashMap<>();

    LiveMedia(
            @Value("${sala.data}") Path data, MediaPool pool, MediaSettings settings, Clock clock) {
        this.data = data;
        this.pool = pool;
        this.turn = new TurnCredentials(settings.turn(), clock);
    }

    /// Whether there can be live audio and video; starts the media servers if nothing did before.
    @Clause(id = "M15", of = MICT_57, value = "ข้อ 6")
    public Readiness readiness() {
        if (!pool.isInstalled()) {
            return new Readiness.NotInstalled(MediaPool.INSTALL);
        }
        try {
            var servers = pool.servers();
            var states = servers.stream().map(MediaServer::state).toList();
            return states.stream().anyMatch(Readiness.Server::up)
                    ? new Readiness.Ready(states, turn.isThere(), free())
                    : new Readiness.Down(servers.getFirst().trouble());
        } catch (Installation.Unusable wrong) {
            return new Readiness.Down(String.valueOf(wrong.getMessage()));
        }
    }

    private long free() {
        return DiskWatch.folder(data).toFile().getUsableSpace();
    }

    /// Opens the room on a server with capacity to spare; does nothing if it is open.
    public void open(RoomPlan plan) {
        rooms.computeIfAbsent(plan.room(), _ -> pool.freest().open(plan));
    }

    /// Takes a device's offer to send camera and microphone; what it sent before ends. What is cut
    /// is cut before the answer is returned: a device gains nothing by publishing again.
    ///
    /// @param offer SDP with one audio, one video, or both
    /// @return SDP
    @Clause(id = "M5", of = MICT_57, value = "ข้อ 5")
    public String publish(UUID room, UUID participant, String offer) {
        return publish(room, new Feed(participant, false), offer);
    }

    /// The same for what they share of their screen.
    public String present(UUID room, UUID participant, String offer) {
        return publish(room, new Feed(participant, true), offer);
    }

    private String publish(UUID room, Feed feed, String offer) {
        return participant(room, feed.participant()).publish(feed, Sdp.offer(offer));
    }

    /// Their camera and microphone end; they go on receiving.
    public void stopPublishing(UUID room, UUID participant) {
        participant(room, participant).unpublish(new Feed(participant, false));
    }

    public void stopPresenting(UUID room, UUID participant) {
        participant(room, participant).unpublish(new Feed(participant, true));
    }

    /// What a device is to receive from now on, all of it; feeds that do not arrive are left out,
    /// so it is asked again after [MediaEvent.Published]. An offer must be answered before the next
    /// one goes on with the same connection, else a fresh one begins.
    ///
    /// @throws MediaTrouble also while INCOMING is cut
    public Subscription subscribe(UUID room, UUID participant, List<Feed> wanted) {
        return subscribe(room, participant, wanted, EVERYTHING);
    }

    /// The same with sound alone, for a thin line.
    public Subscription subscribeToSound(UUID room, UUID participant, List<Feed> wanted) {
        return subscribe(room, participant, wanted, SOUND);
    }

    private Subscription subscribe(
            UUID room, UUID participant, List<Feed> wanted, Set<String> kinds) {
        var live = room(room);
        var senders =
                live.senders(wanted, participant).stream()
                        .filter(sender -> !sender.mids(kinds).isEmpty())
                        .toList();
        return live.participant(participant).subscribe(senders, kinds);
    }

    /// @param answer SDP
    public void answer(UUID room, UUID participant, String answer) {
        participant(room, participant).answer(Sdp.answer(answer));
    }

    /// Cuts these of a participant and nothing else from now on, also in what they publish later.
    /// May be said before they ever come.
    ///
    /// @return how long the media server took; nothing more is forwarded by then
    @Clause(id = "M6", of = MICT_57, value = "ข้อ 7")
    public Duration cut(UUID room, UUID participant, Set<Cut> cuts) {
        var live = room(room);
        try {
            return live.participant(participant).cut(cuts);
        } finally {
            if (cuts.contains(Cut.INCOMING)) {
                live.asides().close(participant);
            }
        }
    }

    /// They send and receive nothing, and cannot before [#admit].
    public void remove(UUID room, UUID participant) {
        var live = room(room);
        end(live, participant, live.participant(participant)::remove);
    }

    /// How they leave the room, and the line to somebody else with it.
    private static void end(LiveRoom live, UUID participant, Runnable how) {
        var parts = new Attempts();
        parts.attempt(how);
        parts.attempt(() -> live.asides().close(participant));
        parts.check();
    }

    public void admit(UUID room, UUID participant) {
        participant(room, participant).admit();
    }

    /// They are gone and may come back; what is cut stays cut.
    public void leave(UUID room, UUID participant) {
        var live = room(room);
        end(live, participant, live.participant(participant)::leave);
    }

    /// สายเสียงส่วนตัว: a line between two people of the room for sound alone, which nobody else
    /// hears and which is not recorded. What either of them had before is over. It ends with the
    /// room, when one of the two leaves or is removed, and when nothing may be sent to one of their
    /// devices any more.
    ///
    /// @throws MediaTrouble also while INCOMING is cut for one of them
    @Clause(id = "M16", of = MICT_57, value = "ข้อ 6")
    public void openAside(UUID room, UUID one, UUID other) {
        room(room).asides().open(one, other);
    }

    /// Takes a device's offer to send sound to the line that is open for them.
    public String publishAside(UUID room, UUID participant, String offer) {
        return room(room).asides().of(participant).publish(participant, Sdp.voice(offer));
    }

    /// What the other one says there; asked again after [MediaEvent.AsideHeard].
    public Subscription subscribeAside(UUID room, UUID participant) {
        return room(room).asides().of(participant).subscribe(participant);
    }

    /// @param answer SDP
    public void answerAside(UUID room, UUID participant, String answer) {
        room(room).asides().of(participant).answer(participant, Sdp.answer(answer));
    }

    /// Ends the line for both; does nothing if there is none.
    public void closeAside(UUID room, UUID participant) {
        room(room).asides().close(participant);
    }

    /// Ends the room for everybody; does nothing if it is not open.
    public void close(UUID room) {
        var live = rooms.remove(room);
        if (live != null) {
            live.server().close(live);
        }
    }

    /// Relays that the participant's devices may use; empty if there is none.
    public List<IceServer> iceServers(UUID participant) {
        return turn.of(participant);
    }

    private LiveParticipant participant(UUID room, UUID participant) {
        return room(room).participant(participant);
    }

    private LiveRoom room(UUID room) {
        var live = rooms.get(room);
        if (live == null) {
            throw new MediaTrouble(NO_ROOM);
        }
        return live;
    }

    /// The media servers' process ids, for whoever must kill them in a test.
    List<Long> pids() {
        return pool.servers().stream().map(MediaServer::pid).toList();
    }
}
