package th.sala.media;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import th.sala.installation.Installation;

/// One media server of the pool: kept running, with its rooms on it. One that dies is started again
/// with fresh secrets, and its rooms are made again.
final class MediaServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MediaServer.class);

    /// A server that dies at once is not started again at once, for ever.
    private static final Duration PAUSE = Duration.ofMillis(500);

    /// People wait in their meetings.
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final MediaPlace place;
    private final HttpClient http;
    private final Consumer<MediaEvent> events;
    private final JanusEvents told;
    private final ExecutorService voice =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("media-voice").factory());
    private final Map<UUID, LiveRoom> rooms = new ConcurrentHashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch tried = new CountDownLatch(1);
    private volatile @Nullable Connected connected;
    private volatile @Nullable JanusProcess process;
    private volatile String trouble = "";

    /// The name that this run of the server records under; empty while it does not run.
    private volatile String run = "";

    /// One run of it.
    ///
    /// @param control by which rooms are made and people are cut
    record Connected(JanusLine line, JanusAccess access, JanusHandle control) {}

    MediaServer(MediaPlace place, HttpClient http, JanusEvents told, Consumer<MediaEvent> events) {
        this.place = place;
        this.http = http;
        this.told = told;
        this.events = events;
    }

    /// In a thread of its own, for the child ends with the thread that started it.
    void start() {
        Thread.ofPlatform().daemon(true).name("media-server-" + place.number()).start(this::keep);
    }

    private void keep() {
        var pause = PAUSE;
        try {
            do {
                pause = pause(pause, run());
            } while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /// How long it waits before the next start.
    ///
    /// @param cameUp whether the last one came so far that people could meet
    static Duration pause(Duration before, boolean cameUp) {
        if (cameUp) {
            return PAUSE;
        }
        var twice = before.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    private boolean run() throws InterruptedException {
        var cameUp = false;
        try (var started = JanusProcess.start(place, http, this::say, told.address())) {
            process = started;
            if (stopped.getCount() == 0) {
                return false;
            }
            told.expect(started.access(), this);
            AddressProbe.check(started, place.address());
            LOG.info("a media server listens at {}, ports {}", place.address(), place.ports());
            up(started.line(), started.access());
            cameUp = true;
            started.await();
        } catch (IOException | Installation.Unusable | MediaTrouble failed) {
            trouble = String.valueOf(failed.getMessage());
            LOG.error("a media server does not start: {}", trouble);
        } finally {
            down();
            process = null;
            run = "";
            tried.countDown();
        }
        return cameUp;
    }

    /// Its rooms are made again. One that cannot be is no other's trouble, as long as it answers.
    ///
    /// @throws MediaTrouble if it does not answer any more; then [#down]
    void up(JanusLine line, JanusAccess access) {
        var control = line.attach("control", _ -> {});
        run = UUID.randomUUID().toString();
        connected = new Connected(line, access, control);
        trouble = "";
        for (var room : rooms.values()) {
            remake(room);
        }
        tried.countDown();
    }

    private void remake(LiveRoom room) {
        try {
            if (room.make()) {
                room.happens(new MediaEvent.ServerBack(room.id()));
            }
        } catch (MediaTrouble failed) {
            if (failed.reason() != MediaTrouble.Reason.REFUSED) {
                throw failed;
            }
            LOG.error("a room could not be made again", failed);
        }
        // whoever closed it meanwhile may not have found it there
        if (!rooms.containsKey(room.id())) {
            room.close();
        }
    }

    /// All who were told of a room on it are told that it is lost, how far it ever came.
    void down() {
        var was = connected;
        connected = null;
        if (was != null && stopped.getCount() > 0) {
            LOG.error("a media server ended by itself and is started again");
            rooms.values().stream()
                    .filter(room -> room.isOn(was))
                    .forEach(room -> room.happens(new MediaEvent.ServerLost(room.id())));
        }
    }

    /// What it did not confirm may go on: better all meetings on it begin anew.
    void kill() {
        var now = connected;
        if (now != null) {
            LOG.error("a media server does not confirm the end of a room and is ended");
            now.line().close();
        }
    }

    /// @throws MediaTrouble while it does not run
    Connected connected() {
        var now = connected;
        if (now == null) {
            throw new MediaTrouble(MediaTrouble.Reason.SERVER_DOWN);
        }
        return now;
    }

    /// Waits until it has come up, or not, for the first time.
    void awaitStart(Duration longest) throws InterruptedException {
        tried.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// It is known before it is made: a server that dies in between makes it again.
    LiveRoom open(RoomPlan plan) {
        return open(new LiveRoom(plan, this));
    }

    /// A line between two people of another room.
    LiveRoom openAside(RoomPlan plan, UUID meeting) {
        return open(new LiveRoom(plan, meeting, this));
    }

    private LiveRoom open(LiveRoom room) {
        rooms.put(room.id(), room);
        try {
            room.make();
            return room;
        } catch (MediaTrouble failed) {
            rooms.remove(room.id(), room);
            giveUp(room);
            throw failed;
        }
    }

    /// It may be there all the same, and would be in the way of the next one.
    private static void giveUp(LiveRoom room) {
        try {
            room.close();
        } catch (MediaTrouble failed) {
            LOG.warn("a room that could not be made could not be closed: {}", failed.reason());
        }
    }

    /// @throws MediaTrouble if it was not confirmed in time; the server is killed then, and the
    ///   room not made again
    void close(LiveRoom room) {
        rooms.remove(room.id());
        room.close();
    }

    String address() {
        return place.address();
    }

    /// Where it records a room.
    ///
    /// @throws MediaTrouble if there is no place for it
    Path recordings(RoomPlan plan) {
        try {
            return place.folder().recordings(run, plan.agency(), plan.room());
        } catch (IOException failed) {
            throw new MediaTrouble(MediaTrouble.Reason.REFUSED, failed);
        }
    }

    /// Whether files below that name may still grow.
    boolean isWriting(String name) {
        return run.equals(name);
    }

    Stream<UUID> recorded() {
        return rooms.values().stream()
                .map(LiveRoom::plan)
                .filter(RoomPlan::recorded)
                .map(RoomPlan::room);
    }

    /// Of a room that is not on it nothing is asked.
    void recordAnew(UUID room) {
        var here = rooms.get(room);
        if (here != null) {
            here.recordAnew();
        }
    }

    String trouble() {
        return trouble;
    }

    Readiness.Server state() {
        var load = rooms.values().stream().mapToLong(room -> room.plan().load()).sum();
        return new Readiness.Server(
                place.address(),
                connected != null,
                rooms.size(),
                load,
                place.settings().capacity() * 1_000_000L);
    }

    /// For whoever must kill it in a test.
    long pid() {
        return Objects.requireNonNull(process).pid();
    }

    /// One event after the other; whoever listens may take its time.
    void happens(MediaEvent event) {
        say(() -> events.accept(event));
    }

    private void say(Runnable something) {
        try {
            voice.execute(() -> finish(something));
        } catch (RejectedExecutionException over) {
            LOG.debug("nobody listens any more", over);
        }
    }

    private static void finish(Runnable something) {
        try {
            something.run();
        } catch (RuntimeException failed) {
            LOG.error("what a media server said could not be heard", failed);
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        var now = process;
        if (now != null) {
            now.close();
        }
        voice.shutdown();
    }
}
