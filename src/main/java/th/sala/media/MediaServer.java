package th.sala.media;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

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
    private volatile String trouble = "";

    /// The name that this run of the server records under; empty while it does not run.
    private volatile String run = "";

    /// One run of it.
    ///
    /// @param control by which rooms are made and people are cut
    record Connected(JanusProcess process, JanusHandle control) {
        JanusLine line() {
            return process.line();
        }

        JanusAccess access() {
            return process.access();
        }
    }

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
                var begun = System.nanoTime();
                run();
                var lasted = Duration.ofNanos(System.nanoTime() - begun);
                pause = lasted.compareTo(LONGEST_PAUSE) > 0 ? PAUSE : longer(pause);
            } while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    private void run() throws InterruptedException {
        try (var process = JanusProcess.start(place, http, this::say, told.address())) {
            if (stopped.getCount() == 0) {
                return;
            }
            told.expect(process.access(), this);
            AddressProbe.check(process, place.address());
            up(process);
            process.await();
            down();
        } catch (IOException | Installation.Unusable | MediaTrouble failed) {
            trouble = String.valueOf(failed.getMessage());
            LOG.error("a media server does not start: {}", trouble);
        } finally {
            connected = null;
            run = "";
            tried.countDown();
        }
    }

    private void up(JanusProcess process) {
        var control = process.line().attach("control", _ -> {});
        run = UUID.randomUUID().toString();
        connected = new Connected(process, control);
        trouble = "";
        LOG.info("a media server listens at {}, ports {}", place.address(), place.ports());
        for (var room : rooms.values()) {
            room.make();
            happens(new MediaEvent.ServerBack(room.id()));
        }
        tried.countDown();
    }

    private void down() {
        connected = null;
        if (stopped.getCount() > 0) {
            LOG.error("a media server ended by itself and is started again");
            rooms.keySet().forEach(room -> happens(new MediaEvent.ServerLost(room)));
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

    LiveRoom open(RoomPlan plan) {
        var room = new LiveRoom(plan, this);
        room.make();
        rooms.put(plan.room(), room);
        return room;
    }

    void close(LiveRoom room) {
        rooms.remove(room.id());
        room.close();
    }

    String address() {
        return place.address();
    }

    /// Where it records a room.
    Path recordings(RoomPlan plan) {
        return place.folder()
                .recordings()
                .resolve(run)
                .resolve(plan.agency().toString())
                .resolve(plan.room().toString());
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
        return connected().process().pid();
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
        var now = connected;
        if (now != null) {
            now.process().close();
        }
        voice.shutdown();
    }
}
