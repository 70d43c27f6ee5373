package th.sala.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.event.EventListener;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import th.sala.SalaTest;
import th.sala.database.AgencyScope;
import th.sala.media.Devices.Device;

/// Recorded rooms on two media servers, and the traffic data of them.
@SalaTest
class RecordedMeetingStoreTests {
    private static final long BITRATE = 500_000;
    private static final BlockingQueue<MediaEvent> EVENTS = new LinkedBlockingQueue<>();

    private static MediaNamespace namespace;
    private static Devices devices;

    @TestConfiguration
    static class Ear {
        @EventListener
        void hear(MediaEvent event) {
            EVENTS.add(event);
        }
    }

    /// Asked when the program starts, after the network was made.
    @DynamicPropertySource
    static void network(DynamicPropertyRegistry properties) {
        properties.add("sala.media.addresses", () -> String.join(",", settings().addresses()));
        properties.add("sala.media.namespace", () -> settings().namespace());
        properties.add("sala.media.control", () -> settings().control());
        properties.add("sala.media.listener", () -> settings().listener());
    }

    // there is never so much: each recorded room is warned
    @DynamicPropertySource
    static void disk(DynamicPropertyRegistry properties) {
        properties.add("sala.media.least-free", () -> "9000000GB");
    }

    private static MediaSettings settings() {
        return namespace.settings(2);
    }

    @Autowired LiveMedia media;
    @Autowired MediaPool pool;
    @Autowired RecordingWork recording;
    @Autowired DiskWatch disk;
    @Autowired Recordings recordings;
    @Autowired TrafficWork traffic;
    @Autowired TrafficData data;

    @Value("${sala.data}")
    Path folder;

    private final UUID agency = UUID.randomUUID();
    private final UUID room = UUID.randomUUID();
    private final UUID malee = UUID.randomUUID();
    private Device sends;

    @BeforeAll
    static void start(@TempDir Path scripts) throws IOException, InterruptedException {
        namespace = MediaNamespace.make();
        devices = Devices.in(namespace, scripts);
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (devices != null) {
            devices.close();
            namespace.close();
        }
    }

    @BeforeEach
    void open() {
        EVENTS.clear();
        media.open(new RoomPlan(agency, room, 4, BITRATE, true));
        sends = devices.device("{}");
    }

    @AfterEach
    void close() {
        media.close(room);
        sends.close();
    }

    private <T> T within(Supplier<T> call) {
        return AgencyScope.within(agency, call);
    }

    @Test
    @DisplayName("M10 ข้อ 6(3): what everybody sends is kept, and played afterwards")
    void keepsWhatEverybodySends() throws Exception {
        publish();
        lookUntil(
                tracks -> tracks.size() == 2 && tracks.stream().allMatch(one -> one.windows() > 1));
        assertThat(openly()).as("files that grow").hasSize(2);
        media.stopPublishing(room, malee);
        lookUntil(tracks -> tracks.stream().allMatch(one -> one.ended() != null));

        assertThat(openly()).as("nothing is left open").isEmpty();
        for (var track : within(() -> recordings.of(agency, room))) {
            assertThat(track.feed()).isEqualTo(new Feed(malee, false));
            assertThat(track.duration())
                    .hasValueSatisfying(lasted -> assertThat(lasted).isPositive());
            var playable = within(() -> recordings.open(agency, track.id()));
            var whole = content(playable, 0, playable.length());
            var isSound = track.kind() == Track.Kind.AUDIO;
            assertThat(playable.type()).isEqualTo(isSound ? "audio/ogg" : "video/webm");
            assertThat(new String(whole, StandardCharsets.ISO_8859_1))
                    .contains(isSound ? "OpusHead" : "V_VP8");
            assertThat(content(playable, 100, 200)).isEqualTo(Arrays.copyOfRange(whole, 100, 200));
        }
        assertThat(folder.resolve("media/converting")).isEmptyDirectory();
    }

    private static byte[] content(Recordings.Playable playable, long from, long until)
            throws IOException {
        var out = new ByteArrayOutputStream();
        playable.copyTo(out, from, until);
        return out.toByteArray();
    }

    /// What lies there as anybody could read it.
    private List<Path> openly() throws IOException {
        try (var all = Files.walk(folder.resolve("media"))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains(".mjr"))
                    .filter(file -> !file.startsWith(folder.resolve("media/closed")))
                    .filter(file -> file.toString().contains(room.toString()))
                    .toList();
        }
    }

    @Test
    void aTrackWithoutSoundHasNothingToPlay() throws Exception {
        media.cut(room, malee, Set.of(Cut.AUDIO));
        publish();
        lookUntil(tracks -> tracks.stream().anyMatch(one -> one.kind() == Track.Kind.VIDEO));
        media.stopPublishing(room, malee);
        lookUntil(tracks -> tracks.stream().allMatch(one -> one.ended() != null));

        assertThat(within(() -> recordings.of(agency, room)))
                .extracting(Track::kind)
                .containsExactly(Track.Kind.VIDEO);
    }

    @Test
    void whatWasRecordedUntilAMediaServerDiedIsKept() throws Exception {
        publish();
        lookUntil(tracks -> tracks.size() == 2);
        for (var pid : media.pids()) {
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        }
        await(event -> event instanceof MediaEvent.ServerBack back && back.room().equals(room));
        lookUntil(tracks -> tracks.stream().allMatch(one -> one.ended() != null));

        for (var track : within(() -> recordings.of(agency, room))) {
            assertThat(within(() -> recordings.open(agency, track.id())).length()).isPositive();
        }
    }

    @Test
    void eachRecordedRoomIsWarnedOfAFullDiskOnce() throws InterruptedException {
        disk.look();
        await(event ->
                event instanceof MediaEvent.DiskAlarm(var warned, var free)
                        && warned.equals(room)
                        && free > 0);
        EVENTS.clear();
        disk.look();
        assertThat(EVENTS).noneMatch(MediaEvent.DiskAlarm.class::isInstance);
    }

    @Test
    void roomsGoWhereThereIsMoreToSpare() {
        var other = UUID.randomUUID();
        media.open(new RoomPlan(agency, other, 4, BITRATE, false));
        try {
            assertThat(media.readiness())
                    .isInstanceOfSatisfying(
                            Readiness.Ready.class,
                            ready ->
                                    assertThat(ready.servers())
                                            .extracting(Readiness.Server::rooms)
                                            .containsExactly(1, 1));
            assertThat(pool.recorded()).containsExactly(room);
        } finally {
            media.close(other);
        }
    }

    @Test
    @DisplayName("M12 ภาคผนวก ข้อ 2: each connection's ends, time, length and volume are kept")
    void keepsTrafficData() throws Exception {
        var before = Instant.now();
        publish();
        await(event -> event instanceof MediaEvent.Stats stats && stats.bitrateIn() > 0);
        traffic.takeDown();
        media.leave(room, malee);
        awaitTraffic(connections ->
                connections.stream()
                        .anyMatch(one -> one.duration().compareTo(Duration.ofSeconds(5)) > 0));

        assertThat(within(() -> data.of(agency, room)))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.feed()).isEqualTo(new Feed(malee, false));
                    assertThat(one.purpose()).isEqualTo(TrafficPart.Purpose.SENDS);
                    assertThat(one.source()).startsWith(namespace.inside() + ":");
                    assertThat(one.destination()).startsWith(namespace.inside() + ":20");
                    assertThat(one.protocol()).isEqualTo("udp");
                    assertThat(one.origin()).matches("\\d+");
                    assertThat(one.begun()).isAfter(before);
                    assertThat(one.bytesIn()).isGreaterThan(10_000);
                    assertThat(one.volume()).isEqualTo(one.bytesIn() + one.bytesOut());
                });
    }

    private void awaitTraffic(Predicate<List<TrafficPart>> wanted) {
        for (int tries = 0; tries < 60; tries++) {
            traffic.takeDown();
            if (wanted.test(within(() -> data.of(agency, room)))) {
                return;
            }
            sends.page().evaluate("ticks(15)");
        }
        throw new AssertionError("no such traffic: " + within(() -> data.of(agency, room)));
    }

    private void publish() throws InterruptedException {
        sends.answered("both", media.publish(room, malee, sends.offer("both")));
        await(event ->
                event instanceof MediaEvent.Published published && published.room().equals(room));
    }

    /// A page's own pictures are the clock: nothing here sleeps.
    private void lookUntil(Predicate<List<Track>> wanted) {
        for (int tries = 0; tries < 60; tries++) {
            recording.look();
            if (wanted.test(within(() -> recordings.of(agency, room)))) {
                return;
            }
            sends.page().evaluate("ticks(30)");
        }
        throw new AssertionError("never: " + within(() -> recordings.of(agency, room)));
    }

    private static MediaEvent await(Predicate<MediaEvent> wanted) throws InterruptedException {
        while (true) {
            var event = EVENTS.poll(MediaNamespace.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(event).as("what was waited for").isNotNull();
            if (wanted.test(event)) {
                return event;
            }
        }
    }
}
