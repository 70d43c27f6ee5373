package th.sala.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import th.sala.media.Devices.Device;

/// Real media servers, real browsers: what counts is what is seen and heard at the other end.
class LiveMediaTests {
    private static final long BITRATE = 500_000;
    private static final String DIRECT = "{}";
    private static final String AUDIO = "audio";
    private static final String VIDEO = "video";

    private static MediaNamespace namespace;
    private static Devices devices;
    private static MediaPool pool;
    private static LiveMedia media;
    private static final BlockingQueue<MediaEvent> EVENTS = new LinkedBlockingQueue<>();

    private final UUID room = UUID.randomUUID();
    private final UUID malee = UUID.randomUUID();
    private final UUID somchai = UUID.randomUUID();
    private final UUID bystander = UUID.randomUUID();
    private Device sends;
    private Device receives;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, InterruptedException {
        namespace = MediaNamespace.make();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        var data = Files.createDirectory(folder.resolve("data"));
        var settings = namespace.settings(1);
        pool = new MediaPool(data, settings, EVENTS::add, _ -> {});
        media = new LiveMedia(data, pool, settings, Clock.systemUTC());
        devices = Devices.in(namespace, folder);
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (namespace != null) {
            devices.close();
            pool.close();
            namespace.close();
        }
    }

    @BeforeEach
    void openARoom() {
        media.open(new RoomPlan(UUID.randomUUID(), room, 4, BITRATE, false));
        sends = devices.device(DIRECT);
        receives = devices.device(DIRECT);
    }

    @AfterEach
    void closeIt() {
        sends.close();
        receives.close();
        media.close(room);
        EVENTS.clear();
    }

    @Test
    @DisplayName("M5 ข้อ 5: two devices see and hear each other")
    void twoDevicesSeeAndHearEachOther() throws InterruptedException {
        publish(sends, malee);
        publish(receives, somchai);

        for (var track : show(receives, somchai, malee)) {
            receives.awaits(track.mid(), track.kind());
        }
        var back = show(sends, malee, somchai);
        assertThat(back)
                .extracting(Subscription.Track::kind)
                .containsExactlyInAnyOrder("audio", "video");
        for (var track : back) {
            sends.awaits(track.mid(), track.kind());
            assertThat(sends.isDeaf(track.mid(), track.kind())).isFalse();
        }
    }

    @Test
    @DisplayName(
            "M6 ข้อ 7: sound that is cut is not heard, the picture goes on, and sound comes back")
    void cutsSoundAlone() throws InterruptedException {
        var tracks = meeting();

        assertThat(media.cut(room, malee, Set.of(Cut.AUDIO))).isPositive();
        assertThat(receives.isDeaf(mid(tracks, AUDIO), AUDIO)).isTrue();
        receives.awaits(mid(tracks, VIDEO), VIDEO);

        media.cut(room, malee, Set.of());
        receives.awaits(mid(tracks, AUDIO), AUDIO);
    }

    @Test
    @DisplayName(
            "M6 ข้อ 7: a picture that is cut is not seen, sound goes on, and the picture comes back")
    void cutsThePictureAlone() throws InterruptedException {
        var tracks = meeting();

        media.cut(room, malee, Set.of(Cut.VIDEO));
        assertThat(receives.isDeaf(mid(tracks, VIDEO), VIDEO)).isTrue();
        receives.awaits(mid(tracks, AUDIO), AUDIO);

        media.cut(room, malee, Set.of());
        receives.awaits(mid(tracks, VIDEO), VIDEO);
    }

    @Test
    @DisplayName("M6 ข้อ 7: nothing is sent to one device, and goes on afterwards")
    void sendsNothingToOneDevice() throws InterruptedException {
        var tracks = meeting();

        media.cut(room, somchai, Set.of(Cut.INCOMING));
        assertThat(receives.isDeaf(mid(tracks, VIDEO), VIDEO)).isTrue();
        assertThat(receives.isDeaf(mid(tracks, AUDIO), AUDIO)).isTrue();
        assertTrouble(
                MediaTrouble.Reason.CUT,
                () -> media.subscribe(room, somchai, List.of(new Feed(malee, false))));

        media.cut(room, somchai, Set.of());
        receives.awaits(mid(tracks, VIDEO), VIDEO);
        receives.awaits(mid(tracks, AUDIO), AUDIO);
    }

    @Test
    @DisplayName("M6 ข้อ 7: publishing again while cut gains nothing")
    void publishingAgainGainsNothing() throws InterruptedException {
        meeting();
        media.cut(room, malee, Set.of(Cut.AUDIO, Cut.VIDEO));

        publish(sends, malee);
        var tracks = show(receives, somchai, malee);
        assertThat(receives.isDeaf(mid(tracks, VIDEO), VIDEO)).isTrue();
        assertThat(receives.isDeaf(mid(tracks, AUDIO), AUDIO)).isTrue();

        media.cut(room, malee, Set.of());
        receives.awaits(mid(tracks, VIDEO), VIDEO);
        receives.awaits(mid(tracks, AUDIO), AUDIO);
    }

    @Test
    @DisplayName("M6 ข้อ 7: what is cut before somebody comes is cut when they do")
    void cutsBeforeTheyCome() throws InterruptedException {
        media.cut(room, malee, Set.of(Cut.VIDEO));
        var tracks = meeting();

        assertThat(receives.isDeaf(mid(tracks, VIDEO), VIDEO)).isTrue();
        receives.awaits(mid(tracks, AUDIO), AUDIO);
    }

    @Test
    void whoIsRemovedIsNotSeenAndSeesNothingUntilAdmitted() throws InterruptedException {
        var tracks = meeting();
        var seenBySender = show(sends, malee, somchai);

        media.remove(room, malee);

        assertThat(await(event -> event instanceof MediaEvent.Unpublished))
                .isEqualTo(new MediaEvent.Unpublished(room, new Feed(malee, false)));
        assertThat(receives.isDeaf(mid(tracks, VIDEO), VIDEO)).isTrue();
        assertThat(sends.isDeaf(mid(seenBySender, VIDEO), VIDEO)).isTrue();
        var offer = sends.offer("both");
        assertTrouble(MediaTrouble.Reason.REMOVED, () -> media.publish(room, malee, offer));
        assertTrouble(
                MediaTrouble.Reason.REMOVED,
                () -> media.subscribe(room, malee, List.of(new Feed(somchai, false))));

        media.admit(room, malee);
        publish(sends, malee);
        var again = show(receives, somchai, malee);
        receives.awaits(mid(again, VIDEO), VIDEO);
    }

    @Test
    void aScreenIsSeenBesideTheCameraUntilItEnds() throws InterruptedException {
        meeting();
        sends.answered("screen", media.present(room, malee, sends.offer("screen")));
        await(event ->
                event instanceof MediaEvent.Published(_, var who, var screen, var kinds)
                        && who.equals(malee)
                        && screen
                        && kinds.equals(Set.of(VIDEO)));

        var both = List.of(new Feed(malee, false), new Feed(malee, true));
        var shown = media.subscribe(room, somchai, both);
        assertThat(shown.fresh()).isFalse();
        media.answer(room, somchai, receives.receive(shown));
        var screen = shown.tracks().stream().filter(track -> track.feed().screen()).toList();
        assertThat(screen).hasSize(1);
        receives.awaits(screen.getFirst().mid(), VIDEO);
        assertThat(media.subscribe(room, somchai, both).offer()).as("nothing changed").isEmpty();

        media.stopPresenting(room, malee);
        assertThat(await(event -> event instanceof MediaEvent.Unpublished))
                .isEqualTo(new MediaEvent.Unpublished(room, new Feed(malee, true)));
    }

    @Test
    @DisplayName(
            "M16 ข้อ 6: two hear each other on a line of their own, and nobody else hears them")
    void aPrivateLine() throws InterruptedException {
        meeting();
        var third = devices.device(DIRECT);
        var inTheRoom = List.of(new Feed(malee, false), new Feed(somchai, false));
        var heard = media.subscribe(room, bystander, inTheRoom);
        media.answer(room, bystander, third.receive(heard));
        var voices = heard.tracks().stream().filter(one -> one.kind().equals(AUDIO)).toList();
        assertThat(voices).hasSize(2);
        for (var voice : voices) {
            third.awaits(voice.mid(), AUDIO);
        }

        media.cut(room, malee, Set.of(Cut.AUDIO));
        media.cut(room, somchai, Set.of(Cut.AUDIO));
        media.openAside(room, somchai, malee);
        speak(sends, malee);
        speak(receives, somchai);
        hear(sends, malee, somchai);
        var line = hear(receives, somchai, malee);

        for (var voice : voices) {
            assertThat(third.isDeaf(voice.mid(), AUDIO)).as("the room").isTrue();
        }
        receives.awaits(line.mid(), AUDIO);
        assertTrouble(MediaTrouble.Reason.NO_ASIDE, () -> media.subscribeAside(room, bystander));
        var offer = third.offer(AUDIO);
        assertTrouble(
                MediaTrouble.Reason.NO_ASIDE, () -> media.publishAside(room, bystander, offer));

        media.closeAside(room, somchai);
        assertThat(receives.isDeaf(line.mid(), AUDIO)).isTrue();
        media.cut(room, malee, Set.of());
        third.awaits(voiceOf(voices, malee), AUDIO);
        third.close();
    }

    @Test
    @DisplayName("M6 ข้อ 7: a line ends when nothing may be sent to one of the two any more")
    void aCutEndsThePrivateLine() throws InterruptedException {
        media.openAside(room, somchai, malee);
        speak(sends, malee);
        var line = hear(receives, somchai, malee);

        media.cut(room, malee, Set.of(Cut.INCOMING));

        assertThat(receives.isDeaf(line.mid(), AUDIO)).isTrue();
        assertTrouble(MediaTrouble.Reason.CUT, () -> media.openAside(room, somchai, malee));
        media.cut(room, malee, Set.of());
        media.openAside(room, somchai, malee);
        media.remove(room, somchai);
        assertTrouble(MediaTrouble.Reason.NO_ASIDE, () -> media.subscribeAside(room, malee));
        assertTrouble(MediaTrouble.Reason.REMOVED, () -> media.openAside(room, somchai, malee));
    }

    private void speak(Device device, UUID who) throws InterruptedException {
        device.answered(AUDIO, media.publishAside(room, who, device.offer(AUDIO)));
        await(new MediaEvent.AsideHeard(room, who)::equals);
    }

    /// Until they hear the other one there.
    private Subscription.Track hear(Device device, UUID who, UUID whom) {
        var offered = media.subscribeAside(room, who);
        media.answerAside(room, who, device.receive(offered));
        assertThat(offered.tracks()).hasSize(1);
        var track = offered.tracks().getFirst();
        assertThat(track.feed().participant()).isEqualTo(whom);
        device.awaits(track.mid(), AUDIO);
        return track;
    }

    private static String voiceOf(List<Subscription.Track> voices, UUID who) {
        return voices.stream()
                .filter(voice -> voice.feed().participant().equals(who))
                .findFirst()
                .orElseThrow()
                .mid();
    }

    @Test
    void aThinLineGetsSoundAlone() throws InterruptedException {
        meeting();
        var wanted = List.of(new Feed(malee, false));
        var thin = media.subscribeToSound(room, somchai, wanted);
        assertThat(thin.fresh()).isTrue();
        assertThat(thin.tracks()).extracting(Subscription.Track::kind).containsExactly(AUDIO);
        assertThat(thin.offer()).doesNotContain("m=video");
        media.answer(room, somchai, receives.receive(thin));
        receives.awaits(mid(thin.tracks(), AUDIO), AUDIO);
    }

    @Test
    void whatIsPublishedAgainIsShownInTheSameConnection() throws InterruptedException {
        meeting();
        publish(sends, malee);
        var again = media.subscribe(room, somchai, List.of(new Feed(malee, false)));
        assertThat(again.fresh()).isFalse();
        media.answer(room, somchai, receives.receive(again));
        receives.awaits(mid(again.tracks(), VIDEO), VIDEO);
        receives.awaits(mid(again.tracks(), AUDIO), AUDIO);
    }

    @Test
    void anOfferThatNobodyAnsweredIsNotInTheWayOfTheNext() throws InterruptedException {
        publish(sends, malee);
        var wanted = List.of(new Feed(malee, false));
        assertThat(media.subscribe(room, somchai, wanted).fresh()).isTrue();

        var again = media.subscribe(room, somchai, wanted);
        assertThat(again.fresh()).isTrue();
        var answer = receives.receive(again);
        media.answer(room, somchai, answer);
        receives.awaits(mid(again.tracks(), VIDEO), VIDEO);
        assertTrouble(
                MediaTrouble.Reason.NOTHING_OFFERED, () -> media.answer(room, somchai, answer));
    }

    @Test
    @DisplayName("M5 ข้อ 5: offers that are none are refused, and the meeting goes on")
    void offersThatAreNoneAreRefused() throws InterruptedException {
        var tracks = meeting();
        var servers = media.pids();
        var head = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";
        var sound = "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n";
        for (var offer : List.of("x", head + sound + "a=x\r\n".repeat(50_000))) {
            assertTrouble(MediaTrouble.Reason.BAD_OFFER, () -> media.publish(room, malee, offer));
        }
        // what only the media server can tell: without keys, and with as much as we let through
        for (var offer : List.of(head + sound, head + sound + "a=x:y\r\n".repeat(9_000))) {
            assertTrouble(
                    MediaTrouble.Reason.REFUSED,
                    () -> media.publish(room, UUID.randomUUID(), offer));
        }
        receives.awaits(mid(tracks, AUDIO), AUDIO);
        receives.awaits(mid(tracks, VIDEO), VIDEO);
        assertThat(media.pids()).isEqualTo(servers);
    }

    @Test
    void aRoomThatNobodyOpenedTakesNobody() {
        var offer = sends.offer("audio");
        assertTrouble(
                MediaTrouble.Reason.NO_ROOM, () -> media.publish(UUID.randomUUID(), malee, offer));
    }

    @Test
    void aMediaServerThatIsKilledComesBackWithItsRoomsAndWhatIsCut() throws Exception {
        meeting();
        media.cut(room, malee, Set.of(Cut.VIDEO));

        ProcessHandle.of(media.pids().getFirst()).orElseThrow().destroyForcibly();

        assertThat(await(event -> event instanceof MediaEvent.ServerLost))
                .isEqualTo(new MediaEvent.ServerLost(room));
        assertThat(await(event -> event instanceof MediaEvent.ServerBack))
                .isEqualTo(new MediaEvent.ServerBack(room));
        var tracks = meeting();
        receives.awaits(mid(tracks, AUDIO), AUDIO);
        assertThat(receives.isDeaf(mid(tracks, VIDEO), VIDEO)).isTrue();
    }

    @Test
    @DisplayName("M15 ข้อ 6: says that it is ready, and what it could carry")
    void saysThatItIsReady() {
        assertThat(media.readiness())
                .isInstanceOfSatisfying(
                        Readiness.Ready.class,
                        ready -> {
                            assertThat(ready.servers())
                                    .containsExactly(
                                            new Readiness.Server(
                                                    namespace.inside(),
                                                    true,
                                                    1,
                                                    12 * BITRATE,
                                                    70_000_000));
                            assertThat(ready.servers().getFirst().free())
                                    .isEqualTo(70_000_000 - 12 * BITRATE);
                            assertThat(ready.relay()).isFalse();
                            assertThat(ready.diskFree()).isPositive();
                        });
    }

    /// Both are there, and the receiver sees and hears the sender.
    private List<Subscription.Track> meeting() throws InterruptedException {
        publish(sends, malee);
        publish(receives, somchai);
        return show(receives, somchai, malee);
    }

    private static String mid(List<Subscription.Track> tracks, String kind) {
        return tracks.stream()
                .filter(track -> track.kind().equals(kind))
                .findFirst()
                .orElseThrow()
                .mid();
    }

    private static void assertTrouble(
            MediaTrouble.Reason reason,
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        MediaTrouble.class,
                        trouble -> assertThat(trouble.reason()).isEqualTo(reason));
    }

    private void publish(Device device, UUID who) throws InterruptedException {
        device.answered("both", media.publish(room, who, device.offer("both")));
        await(event ->
                event instanceof MediaEvent.Published published
                        && published.participant().equals(who));
    }

    private List<Subscription.Track> show(Device device, UUID who, UUID whom) {
        var subscription = media.subscribe(room, who, List.of(new Feed(whom, false)));
        media.answer(room, who, device.receive(subscription));
        return subscription.tracks();
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
