package th.sala.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import th.sala.media.FakeJanus.Mood;
import tools.jackson.databind.JsonNode;

/// What becomes of cuts, ends and rooms where the media server keeps silent or dies.
class MediaServerTests {
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final String OFFER =
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"
                    + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n";

    @TempDir Path folder;

    private final BlockingQueue<MediaEvent> events = new LinkedBlockingQueue<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final RoomPlan plan =
            new RoomPlan(UUID.randomUUID(), UUID.randomUUID(), 3, 500_000, false);
    private final UUID malee = UUID.randomUUID();
    private final UUID somchai = UUID.randomUUID();
    private FakeJanus janus;
    private JanusEvents told;
    private MediaServer server;
    private JanusLine line;

    @BeforeEach
    void start() throws IOException {
        janus = new FakeJanus();
        told = JanusEvents.listen("127.0.0.1", _ -> {});
        var settings =
                new MediaSettings(
                        Path.of("/nowhere/janus"),
                        Path.of("/nowhere/janus-pp-rec"),
                        List.of(),
                        MediaSettings.PortRange.valueOf("20000-20999"),
                        70,
                        "",
                        "127.0.0.1",
                        "127.0.0.1",
                        DataSize.ofMegabytes(1),
                        new MediaSettings.Turn(List.of(), ""));
        var place =
                new MediaPlace(
                        0,
                        "127.0.0.1",
                        settings.ports(),
                        new JanusFolder(folder.resolve("media/0")),
                        settings);
        server = new MediaServer(place, http, told, events::add);
        up();
    }

    private void up() {
        var access = janus.access();
        line = JanusLine.open(http, access, Runnable::run, PATIENCE);
        server.up(line, access);
    }

    @AfterEach
    void stop() throws IOException {
        line.close();
        server.close();
        janus.close();
        told.close();
        http.shutdownNow();
    }

    private static boolean is(JsonNode request, String name) {
        return FakeJanus.name(request).equals(name);
    }

    /// Somebody with camera and screen, who is to see somebody else and has not answered yet.
    private LiveParticipant meeting(LiveRoom room) {
        var other = room.participant(somchai);
        other.publish(new Feed(somchai, false), Sdp.offer(OFFER));
        var one = room.participant(malee);
        one.publish(new Feed(malee, false), Sdp.offer(OFFER));
        one.publish(new Feed(malee, true), Sdp.offer(OFFER));
        one.subscribe(other.senders(), Set.of("audio", "video"));
        return one;
    }

    @Test
    @DisplayName("M6 ข้อ 7: where nothing of a cut is confirmed the media server is ended")
    void whereNothingOfACutIsConfirmedTheServerIsEnded() {
        var one = meeting(server.open(plan));
        janus.becomes(request ->
                is(request, "moderate") || is(request, "detach") ? Mood.SILENT : Mood.ANSWER);

        assertThatThrownBy(() -> one.cut(Set.of(Cut.AUDIO))).isInstanceOf(MediaTrouble.class);

        assertThat(line.isOpen()).isFalse();
    }

    @Test
    @DisplayName("M6 ข้อ 7: a cut that is refused in one place is made in all others")
    void aCutThatFailsInOnePlaceIsMadeInAllOthers() {
        var one = meeting(server.open(plan));
        var moderated = new AtomicInteger();
        janus.forget();
        janus.becomes(request ->
                is(request, "moderate") && moderated.getAndIncrement() == 0
                        ? Mood.SILENT
                        : Mood.ANSWER);

        one.cut(Set.of(Cut.AUDIO, Cut.INCOMING));

        assertThat(janus.asked()).containsExactly("moderate", "detach", "moderate", "pause");
        assertThat(one.senders()).as("the one that was not cut is ended").hasSize(1);
    }

    @Test
    void whatWasNotEndedMayBeEndedAgain() {
        var room = server.open(plan);
        var one = meeting(room);
        janus.becomes(request -> is(request, "detach") ? Mood.SILENT : Mood.ANSWER);

        assertThatThrownBy(() -> one.unpublish(new Feed(malee, true)))
                .isInstanceOf(MediaTrouble.class);

        assertThat(one.senders()).hasSize(2);
        assertThat(line.isOpen()).isFalse();
        one.leave();
        assertThat(one.senders()).as("what died sends nothing").isEmpty();
    }

    @Test
    void aRoomWhoseEndIsNotConfirmedEndsWithItsServer() {
        var room = server.open(plan);
        meeting(room);
        janus.forget();
        janus.becomes(request -> is(request, "destroy") ? Mood.SILENT : Mood.ANSWER);

        assertThatThrownBy(() -> server.close(room)).isInstanceOf(MediaTrouble.class);

        assertThat(janus.asked()).endsWith("destroy");
        assertThat(line.isOpen()).isFalse();
        server.down();
        janus.becomes(_ -> Mood.ANSWER);
        janus.forget();
        up();
        assertThat(janus.asked()).as("it is over").containsExactly("create", "attach");
    }

    @Test
    @DisplayName("M6 ข้อ 7: what is cut while an answer is under way is cut when it has arrived")
    void whatIsCutWhileAnAnswerIsUnderWayIsCutAfterwards() {
        var one = meeting(server.open(plan));
        janus.forget();
        janus.becomes(request -> {
            if (is(request, "start")) {
                one.cut(Set.of(Cut.INCOMING));
            }
            return Mood.ANSWER;
        });

        one.answer(Sdp.answer(OFFER));

        assertThat(janus.asked()).containsExactly("start", "pause", "pause");
    }

    @Test
    @DisplayName("M16 ข้อ 6: no line is there for somebody who is cut while it is made")
    void whoIsCutWhileALineIsMadeHasNone() {
        var room = server.open(plan);
        var one = meeting(room);
        janus.forget();
        janus.becomes(request -> {
            if (is(request, "create")) {
                one.cut(Set.of(Cut.INCOMING));
            }
            return Mood.ANSWER;
        });

        assertTrouble(MediaTrouble.Reason.CUT, () -> room.asides().open(somchai, malee));

        assertThat(janus.asked()).contains("create").endsWith("destroy");
        assertTrouble(MediaTrouble.Reason.NO_ASIDE, () -> room.asides().of(somchai));
        assertThat(server.state().rooms()).isEqualTo(1);
    }

    @Test
    @DisplayName("M16 ข้อ 6: a line ends with the room, and takes no picture")
    void aLineEndsWithTheRoom() throws InterruptedException {
        var room = server.open(plan);
        room.asides().open(somchai, malee);
        assertThat(server.state().rooms()).isEqualTo(2);
        var aside = room.asides().of(malee);
        assertThat(aside).isEqualTo(room.asides().of(somchai));
        aside.publish(malee, Sdp.voice(OFFER));
        assertTrouble(
                MediaTrouble.Reason.BAD_OFFER,
                () -> Sdp.voice(OFFER + "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\n"));
        var stranger = UUID.randomUUID();
        assertTrouble(MediaTrouble.Reason.NO_ASIDE, () -> room.asides().of(stranger));
        room.asides().open(somchai, stranger);
        assertThat(server.state().rooms()).as("one line each").isEqualTo(2);

        server.close(room);

        assertThat(server.state().rooms()).isZero();
        assertTrouble(MediaTrouble.Reason.NO_ASIDE, () -> room.asides().of(somchai));
    }

    @Test
    void ofALineWhoseServerDiesNobodyIsTold() throws InterruptedException {
        var room = server.open(plan);
        room.asides().open(somchai, malee);
        server.down();
        up();
        assertThat(next()).isEqualTo(new MediaEvent.ServerLost(plan.room()));
        assertThat(next()).isEqualTo(new MediaEvent.ServerBack(plan.room()));
        room.asides().close(malee);
        server.close();
        assertThat(events).isEmpty();
    }

    private static void assertTrouble(MediaTrouble.Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        MediaTrouble.class,
                        trouble -> assertThat(trouble.reason()).isEqualTo(reason));
    }

    @Test
    void aRoomIsMadeAgainOnceOnEachRun() throws InterruptedException {
        server.open(plan);
        server.down();
        janus.forget();
        up();

        assertThat(janus.asked()).containsExactly("create", "attach", "create");
        assertThat(next()).isEqualTo(new MediaEvent.ServerLost(plan.room()));
        assertThat(next()).isEqualTo(new MediaEvent.ServerBack(plan.room()));
    }

    @Test
    void aRoomThatCouldNotBeMadeIsNotThere() {
        janus.becomes(request -> is(request, "create") ? Mood.REFUSE : Mood.ANSWER);
        assertThatThrownBy(() -> server.open(plan)).isInstanceOf(MediaTrouble.class);
        assertThat(server.state().rooms()).isZero();
        janus.becomes(_ -> Mood.ANSWER);
        server.open(plan);
        assertThat(server.state().rooms()).isEqualTo(1);
    }

    @Test
    void aServerThatDiesAfterItMadeSomeRoomsIsLostToThese() throws InterruptedException {
        server.open(plan);
        server.open(new RoomPlan(plan.agency(), UUID.randomUUID(), 3, 500_000, false));
        server.down();
        next();
        next();
        var made = new AtomicInteger();
        // the first one makes the session
        janus.becomes(request ->
                is(request, "create") && made.getAndIncrement() == 2 ? Mood.DIE : Mood.ANSWER);

        assertThatThrownBy(this::up).isInstanceOf(MediaTrouble.class);
        server.down();

        var back = next();
        assertThat(back).isInstanceOf(MediaEvent.ServerBack.class);
        assertThat(next()).isEqualTo(new MediaEvent.ServerLost(back.room()));
        server.close();
        assertThat(events).as("the other one is not lost twice").isEmpty();
    }

    @Test
    void aServerThatCameUpIsStartedAgainSoonHoweverOftenItDies() {
        var pause = Duration.ofMillis(500);
        for (int fails = 0; fails < 20; fails++) {
            pause = MediaServer.pause(pause, false);
        }
        assertThat(pause).isEqualTo(Duration.ofSeconds(3));
        assertThat(MediaServer.pause(pause, true)).isEqualTo(Duration.ofMillis(500));
    }

    private MediaEvent next() throws InterruptedException {
        var event = events.poll(30, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event;
    }
}
