package th.sala.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import th.sala.SalaTest;
import th.sala.database.AgencyScope;
import th.sala.installation.SystemUser;
import th.sala.media.Devices.Device;

/// The disk of the recordings is full in the middle of a meeting: a small one of the test's own.
@SalaTest
class FullDiskStoreTests {
    private static final long BITRATE = 500_000;

    @Autowired RecordingRegister register;

    @TempDir Path folder;

    private final BlockingQueue<MediaEvent> events = new LinkedBlockingQueue<>();
    private final UUID agency = UUID.randomUUID();
    private final UUID room = UUID.randomUUID();
    private final UUID malee = UUID.randomUUID();
    private final UUID somchai = UUID.randomUUID();
    private MediaNamespace namespace;
    private Path disk;
    private Devices devices;
    private MediaPool pool;
    private LiveMedia media;
    private Recordings recordings;
    private RecordingWork work;
    private Device sends;
    private Device receives;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        namespace = MediaNamespace.make();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        var data = Files.createDirectory(folder.resolve("data"));
        disk = Files.createDirectory(data.resolve("media"));
        run("mount", "-t", "tmpfs", "-o", "size=8m,mode=0755", "tmpfs", disk.toString());
        var settings = namespace.settings(1);
        pool = new MediaPool(data, settings, events::add, _ -> {});
        media = new LiveMedia(data, pool, settings, Clock.systemUTC());
        var files = new RecordingFiles(data, register);
        recordings = new Recordings(data, settings, register, files);
        var watch = new DiskWatch(data, settings, pool, said -> events.add((MediaEvent) said));
        work = new RecordingWork(pool::isWriting, register, files, watch::look);
        devices = Devices.in(namespace, folder);
        media.open(new RoomPlan(agency, room, 4, BITRATE, true));
        sends = devices.device("{}");
        receives = devices.device("{}");
    }

    @AfterEach
    void close() throws IOException, InterruptedException {
        if (devices != null) {
            devices.close();
            pool.close();
            run("umount", "--lazy", disk.toString());
            namespace.close();
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        SystemUser.must(SystemUser.run(List.of(command)), String.join(" ", command));
    }

    @Test
    @DisplayName(
            "M10 ข้อ 6(3): a full disk is told, ends no meeting, and what comes after it is recorded")
    void aFullDiskEndsNoMeeting() throws Exception {
        publish();
        lookUntil(tracks -> tracks.size() == 2 && tracks.stream().allMatch(one -> one.bytes() > 0));
        assertThat(media.readiness())
                .isInstanceOfSatisfying(
                        Readiness.Ready.class,
                        ready -> assertThat(ready.diskFree()).isLessThan(8 << 20));

        var ballast = disk.resolve("ballast");
        fill(ballast);
        work.lookAround();
        assertThat(await(MediaEvent.DiskAlarm.class).free()).isLessThan(1 << 20);
        var shown = media.subscribe(room, somchai, List.of(new Feed(malee, false)));
        media.answer(room, somchai, receives.receive(shown));
        for (int tries = 0; tries < 4; tries++) {
            for (var track : shown.tracks()) {
                receives.awaits(track.mid(), track.kind());
            }
            work.lookAround();
        }
        var former = tracks().stream().map(Track::id).toList();
        assertThat(pool.servers()).allMatch(server -> server.state().up());

        Files.delete(ballast);
        work.lookAround();
        assertThat(await(MediaEvent.DiskEnough.class).room()).isEqualTo(room);
        lookUntil(tracks ->
                tracks.stream()
                                .filter(one -> !former.contains(one.id()))
                                .filter(one -> one.windows() > 1)
                                .count()
                        == 2);
        media.stopPublishing(room, malee);
        lookUntil(tracks -> tracks.stream().allMatch(one -> one.ended() != null));

        for (var track : tracks()) {
            assertThat(track.duration())
                    .hasValueSatisfying(lasted -> assertThat(lasted.isNegative()).isFalse());
            assertThat(digest(track)).isEqualTo(track.sha256());
            if (!former.contains(track.id())) {
                assertThat(within(() -> recordings.open(agency, track.id())).length()).isPositive();
            }
        }
        assertThat(events).noneMatch(MediaEvent.ServerLost.class::isInstance);
    }

    private String digest(Track track) throws IOException {
        var digest = DigestUtils.getSha256Digest();
        try (var out =
                new java.security.DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            within(() -> new RecordingFiles(folder.resolve("data"), register).sealed(agency, track))
                    .copyTo(out);
        }
        return java.util.HexFormat.of().formatHex(digest.digest());
    }

    /// Until nothing more goes onto it.
    private static void fill(Path ballast) throws IOException {
        try (var out = Files.newOutputStream(ballast)) {
            for (var size = 1 << 16; size > 0; ) {
                try {
                    out.write(new byte[size]);
                } catch (IOException full) {
                    size /= 2;
                }
            }
        }
    }

    private void publish() throws InterruptedException {
        sends.answered("both", media.publish(room, malee, sends.offer("both")));
        await(MediaEvent.Published.class);
    }

    private <T> T within(Supplier<T> call) {
        return AgencyScope.within(agency, call);
    }

    private List<Track> tracks() {
        return within(() -> recordings.of(agency, room));
    }

    private void lookUntil(Predicate<List<Track>> wanted) {
        for (int tries = 0; tries < 60; tries++) {
            work.lookAround();
            if (wanted.test(tracks())) {
                return;
            }
            sends.page().evaluate("ticks(30)");
        }
        throw new AssertionError("never: " + tracks());
    }

    private <E extends MediaEvent> E await(Class<E> wanted) throws InterruptedException {
        while (true) {
            var event = events.poll(MediaNamespace.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(event).as("awaits %s", wanted).isNotNull();
            if (wanted.isInstance(event)) {
                return wanted.cast(event);
            }
        }
    }
}
