package th.sala.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.database.AgencyScope;
import th.sala.evidence.Bundles;
import th.sala.evidence.CheckpointSigned;
import th.sala.evidence.Dossier;
import th.sala.installation.Installation;
import th.sala.proof.Finding;
import th.sala.proof.Verifier;

/// What a media server writes, from the first byte to the bundle of evidence. The files are made
/// here as Janus makes them; [RecordedMeetingStoreTests] has a real one.
@SalaTest
class RecordingsStoreTests {
    private static final BlockingQueue<CheckpointSigned> SIGNED = new LinkedBlockingQueue<>();

    @TestConfiguration
    static class Ear {
        @EventListener
        void hear(CheckpointSigned signed) {
            SIGNED.add(signed);
        }
    }

    @Autowired RecordingWork running;
    @Autowired MediaSettings settings;
    @Autowired Recordings recordings;
    @Autowired RecordingRegister register;
    @Autowired RecordingFiles files;
    @Autowired Bundles bundles;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    @Value("${sala.data}")
    Path data;

    @TempDir Path folder;

    private final UUID agency = UUID.randomUUID();
    private final UUID room = UUID.randomUUID();
    private final UUID malee = UUID.randomUUID();
    private final Random random = new Random(42);
    private final AtomicInteger diskLooks = new AtomicInteger();
    private boolean isWriting = true;
    private RecordingWork work;
    private Path part;

    @BeforeEach
    void onlyThisTestLooks() throws IOException, InterruptedException {
        JanusFolder.USER.prepare(Path.of("/"));
        running.stop();
        work = new RecordingWork(_ -> isWriting, register, files, diskLooks::incrementAndGet);
        var written =
                Files.createDirectories(
                        data.resolve("media/7/recordings/run-1/%s/%s".formatted(agency, room)));
        JanusFolder.giveAway(written);
        part = written.resolve(name(malee.toString(), "video") + ".part");
    }

    private String name(String feed, String kind) {
        return "videoroom-%s-user-%s-1771000000123456-%s-1.mjr".formatted(room, feed, kind);
    }

    private byte[] grow(Path file, int bytes) throws IOException {
        var more = new byte[bytes];
        random.nextBytes(more);
        grow(file, more);
        return more;
    }

    private static void grow(Path file, byte[] more) throws IOException {
        Files.write(file, more, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        JanusFolder.giveAway(file);
    }

    private <T> T within(Supplier<T> call) {
        return AgencyScope.within(agency, call);
    }

    private Track track() {
        return within(() -> recordings.of(agency, room)).getFirst();
    }

    @Test
    @DisplayName("M10 ข้อ 6(3): what comes is hashed and closed while it comes, each stretch once")
    void closesWhatComesWhileItComes() throws IOException {
        grow(part, 3_000);
        work.look();
        var first = track();
        grow(part, 5_000);
        work.look();
        work.look();
        var second = track();

        assertThat(first.bytes()).isEqualTo(3_000);
        assertThat(first.ended()).isNull();
        assertThat(second.bytes()).isEqualTo(8_000);
        assertThat(second.windows()).isEqualTo(2);
        assertThat(second.chain()).isNotEqualTo(first.chain());
        assertThat(second.feed()).isEqualTo(new Feed(malee, false));
        assertThat(second.kind()).isEqualTo(Track.Kind.VIDEO);
        assertThat(second.started()).isEqualTo("2026-02-13T16:26:40.123456Z");
        assertThat(whole(second)).isEqualTo(concat(new Random(42), 3_000, 5_000));
        assertThatThrownBy(() -> within(() -> recordings.open(agency, second.id())))
                .isInstanceOf(Recordings.NotEnded.class);
    }

    @Test
    void whatHasEndedIsReadBackAndTheOpenFileGoes() throws IOException {
        grow(part, 3_000);
        work.look();
        var content = concat(new Random(42), 3_000, 1_000);
        grow(part, 1_000);
        var complete = Files.move(part, part.resolveSibling(name(malee.toString(), "video")));
        work.look();

        var ended = track();
        assertThat(ended.ended()).isAfterOrEqualTo(ended.started());
        assertThat(ended.duration()).isPresent();
        assertThat(ended.sha256()).isEqualTo(DigestUtils.sha256Hex(content));
        assertThat(whole(ended)).isEqualTo(content);
        assertThat(complete).doesNotExist();
        var closed = Files.readAllBytes(within(() -> files.sealed(agency, ended)).path());
        assertThat(new String(closed, StandardCharsets.ISO_8859_1))
                .doesNotContain(
                        new String(Arrays.copyOf(content, 16), StandardCharsets.ISO_8859_1));
        work.look();
        assertThat(track()).as("nothing more happens to it").isEqualTo(ended);
    }

    private static byte[] concat(Random same, int... lengths) {
        var all = new ByteArrayOutputStream();
        for (var length : lengths) {
            var some = new byte[length];
            same.nextBytes(some);
            all.writeBytes(some);
        }
        return all.toByteArray();
    }

    @Test
    void whatAKilledMediaServerLeftIsTakenDownToItsEnd() throws IOException {
        grow(part, 2_000);
        grow(
                part.resolveSibling(name(malee.toString(), "audio") + ".part"),
                "MJR00002".getBytes(StandardCharsets.US_ASCII));
        work.look();
        grow(part, 500);
        isWriting = false;
        work.look();

        assertThat(within(() -> recordings.of(agency, room)))
                .extracting(Track::bytes)
                .as("and nothing of the one without packets")
                .containsExactly(2_500L);
        assertThat(track().ended()).isNotNull();
        assertThat(part.getParent()).isEmptyDirectory();
    }

    @Test
    @DisplayName("M10 ข้อ 6(3): a track begins with its first packet, however long it was muted")
    void beginsWithItsFirstPacket() throws IOException {
        var head =
                "{\"t\":\"a\",\"c\":\"opus\",\"s\":1771000000123456,\"u\":1771000754000007}"
                        .getBytes(StandardCharsets.UTF_8);
        var file =
                ByteBuffer.allocate(100 + head.length)
                        .put("MJR00002".getBytes(StandardCharsets.US_ASCII))
                        .putShort((short) head.length)
                        .put(head);
        grow(part, file.array());
        work.look();

        assertThat(track().started()).isEqualTo("2026-02-13T16:39:14.000007Z");
    }

    private static Path above(Path place) {
        return Objects.requireNonNull(place.getParent());
    }

    @Test
    void whatATakenOverServerPutsThereIsNoRecording() throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "what only root may read");
        Files.createSymbolicLink(part, secret);
        var recordings = above(above(above(part)));
        for (var place : List.of("%s/nobody", "nobody/%s", "nobody/nobody")) {
            var odd = Files.createDirectories(recordings.resolve(place.formatted(agency)));
            JanusFolder.giveAway(odd);
            grow(odd.resolve(part.getFileName()), 100);
        }
        Files.createSymbolicLink(above(part).resolveSibling(malee.toString()), folder);
        grow(folder.resolve(part.getFileName()), 100);
        grow(part.resolveSibling(name(malee.toString(), "audio") + ".part"), 100);
        work.look();

        assertThat(within(() -> recordingsOf(room)))
                .extracting(Track::kind)
                .containsExactly(Track.Kind.AUDIO);
        assertThat(within(() -> recordingsOf(malee))).isEmpty();
    }

    /// Whoever opened it would wait for ever.
    @Test
    void aPipeIsNoRecording() throws Exception {
        var pipe = part.resolveSibling(name(malee.toString(), "audio") + ".part");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        JanusFolder.giveAway(pipe);
        grow(part, 100);
        isWriting = false;
        assertThat(Thread.ofVirtual().start(work::look).join(Duration.ofSeconds(30))).isTrue();

        assertThat(within(() -> recordingsOf(room)))
                .extracting(Track::kind)
                .containsExactly(Track.Kind.VIDEO);
        Files.delete(pipe);
    }

    private List<Track> recordingsOf(UUID one) {
        return recordings.of(agency, one);
    }

    /// Only root can tell who made a file.
    @Test
    void whatAnotherUserMadeIsNoRecording() throws IOException {
        assumeTrue(Installation.isRoot(), "needs root");
        Files.write(part, new byte[100]);
        var other = UUID.randomUUID();
        var foreign =
                Files.createDirectories(
                        above(above(part))
                                .resolveSibling(other.toString())
                                .resolve(room.toString()));
        JanusFolder.giveAway(above(foreign));
        JanusFolder.giveAway(foreign);
        grow(foreign.resolve(part.getFileName()), 100);
        work.look();

        assertThat(within(() -> recordingsOf(room))).isEmpty();
        assertThat(AgencyScope.within(other, () -> recordings.of(other, room))).isEmpty();
    }

    @Test
    void oneFileThatFailsStopsNeitherTheOthersNorTheLookAtTheDisk() throws IOException {
        var sound = part.resolveSibling(name(malee.toString(), "audio") + ".part");
        grow(part, 100);
        work.look();
        var failing = track();
        grow(sound, 100);
        var closed = within(() -> files.sealed(agency, failing)).path();
        Files.delete(closed);
        Files.createDirectory(closed);
        grow(part, 100);
        isWriting = false;
        work.lookAround();

        assertThat(diskLooks).hasValue(1);
        assertThat(within(() -> recordingsOf(room)))
                .filteredOn(one -> !one.id().equals(failing.id()))
                .singleElement()
                .satisfies(one -> assertThat(one.ended()).isNotNull());
        assertThat(sound).doesNotExist();
        assertThat(part).as("waits for better times").exists();
        assertThat(within(() -> recordingsOf(room)))
                .filteredOn(one -> one.id().equals(failing.id()))
                .singleElement()
                .satisfies(one -> assertThat(one.ended()).isNull());
        Files.delete(part);
    }

    @Test
    void whatWasBeingConvertedWhenSalaWasCutOffIsDeleted() throws IOException {
        var left = Files.createDirectories(data.resolve("media/converting/track1"));
        Files.writeString(left.resolve("track.mjr"), "open");
        assertThat(new Recordings(data, settings, register, files)).isNotNull();
        assertThat(left.getParent()).doesNotExist();
    }

    @Test
    void goesOnWhereItWasCutOffBetweenTheFileAndTheRows() throws IOException {
        grow(part, 2_000);
        work.look();
        var one = track();
        within(() -> files.sealed(agency, one))
                .put(1, "nobody knows of this".getBytes(StandardCharsets.US_ASCII));
        grow(part, 2_000);
        isWriting = false;
        work.look();

        assertThat(whole(track())).isEqualTo(concat(new Random(42), 2_000, 2_000));
    }

    /// The converter says that all is well.
    @Test
    void saysThatNothingCanBePlayed() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/janus-pp-rec")), "needs janus-tools");
        grow(part, 1_000);
        isWriting = false;
        work.look();
        var id = track().id();
        assertThatThrownBy(() -> within(() -> recordings.open(agency, id)))
                .isInstanceOf(Recordings.NothingToPlay.class);
    }

    @Test
    void estimatesWhatRecordingTakesOnTheDisk() {
        assertThat(recordings.need(10, 500_000, Duration.ofHours(1)))
                .isEqualTo(10L * (62_500 + 4_500) * 3_600 * 2);
    }

    @Test
    void screensAndOtherRoomsAreToldApartAndForeignFilesLeftAlone() throws IOException {
        grow(part.resolveSibling(name(malee + ":screen", "video") + ".part"), 100);
        var foreign = part.resolveSibling("notes.txt");
        grow(foreign, 100);
        isWriting = false;
        work.look();

        assertThat(track().feed()).isEqualTo(new Feed(malee, true));
        assertThat(foreign).exists();
        assertThat(within(() -> recordings.of(agency, UUID.randomUUID()))).isEmpty();
        var other = UUID.randomUUID();
        assertThat(AgencyScope.within(other, () -> recordings.of(agency, room))).isEmpty();
        var id = track().id();
        assertThatThrownBy(() -> AgencyScope.within(other, () -> recordings.open(other, id)))
                .isInstanceOf(NoSuchTrack.class);
    }

    @Test
    void nobodyRewritesWhatWasTakenDown() throws IOException {
        grow(part, 100);
        work.look();
        for (var sql :
                List.of(
                        "UPDATE media.track_window SET digest = chain",
                        "DELETE FROM media.track_window",
                        "DELETE FROM media.track",
                        "UPDATE media.track SET secret = ''",
                        "DELETE FROM media.traffic",
                        "UPDATE media.traffic SET bytes_in = 0")) {
            assertThatThrownBy(() -> within(() -> transaction.execute(_ -> db.sql(sql).update())))
                    .as(sql)
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("permission denied");
        }
    }

    @Test
    @DisplayName("M11 ภาคผนวก ข้อ 1: one changed bit is found, and the stretch it is in named")
    void oneChangedBitIsFoundAndItsStretchNamed() throws Exception {
        for (var bytes : new int[] {70_000, 90_000, 40_000}) {
            grow(part, bytes);
            work.look();
        }
        isWriting = false;
        work.look();
        var track = track();
        var zip = bundle();

        assertThat(findings(zip, Finding.Level.BROKEN)).isEmpty();
        assertThat(findings(zip, Finding.Level.HOLDS))
                .extracting(Finding::key)
                .contains("bundle.meeting", "recording.same", "stored.same");

        change(zip, "/files/" + track.sha256() + ".mjr", 100_000);
        assertThat(findings(zip, Finding.Level.BROKEN))
                .filteredOn(found -> found.key().equals("recording.changed"))
                .singleElement()
                .satisfies(found -> assertThat(found.values().get(1)).isEqualTo("2"));
        assertThat(findings(zip, Finding.Level.BROKEN))
                .extracting(Finding::key)
                .contains("file.changed", "stored.changed");
    }

    private void awaitProofs() throws InterruptedException {
        for (var isLeft = true; isLeft; ) {
            var signed = SIGNED.poll(30, TimeUnit.SECONDS);
            assertThat(signed).as("the log grows until all is proven").isNotNull();
            isLeft = isUnproven(signed.size());
        }
    }

    private boolean isUnproven(long size) {
        return Boolean.TRUE.equals(
                within(() ->
                        transaction.execute(
                                _ -> db.sql(UNPROVEN).param(size).query(Boolean.class).single())));
    }

    private static final String UNPROVEN =
            """
            SELECT EXISTS (SELECT FROM evidence.entry LEFT JOIN evidence.place ON place.entry = entry.id
                            WHERE place.index IS NULL OR place.index >= ?)
            """;

    private Path bundle() throws IOException, InterruptedException {
        awaitProofs();
        var zip = folder.resolve("bundle.zip");
        try (var out = Files.newOutputStream(zip)) {
            within(() -> {
                try {
                    var dossier = new Dossier(Dossier.Kind.MEETING, "การประชุมทดสอบ");
                    bundles.write(agency, recordings.into(dossier, agency, room), out);
                    return true;
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        }
        return zip;
    }

    private static List<Finding> findings(Path zip, Finding.Level level) throws IOException {
        try (var files = FileSystems.newFileSystem(zip)) {
            return Verifier.verify(files.getPath("/"), Optional.empty(), List.of()).stream()
                    .filter(finding -> finding.level() == level)
                    .toList();
        }
    }

    private static void change(Path zip, String path, int place) throws IOException {
        try (var files = FileSystems.newFileSystem(zip)) {
            var file = files.getPath(path);
            var bytes = Files.readAllBytes(file);
            bytes[place] ^= 1;
            Files.write(file, bytes);
        }
    }

    private byte[] whole(Track track) throws IOException {
        var out = new ByteArrayOutputStream();
        within(() -> files.sealed(agency, track)).copyTo(out);
        return out.toByteArray();
    }
}
