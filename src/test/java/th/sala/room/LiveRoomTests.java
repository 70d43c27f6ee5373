package th.sala.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import th.sala.accounts.SignedIn;
import th.sala.media.Devices;
import th.sala.media.Devices.Device;
import th.sala.media.Feed;
import th.sala.media.LiveMedia;
import th.sala.media.MediaNamespace;
import th.sala.media.Readiness;
import th.sala.media.Subscription;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Rooms with a real media server: what the room says reaches devices, and nothing else does.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class LiveRoomTests extends HeldMeeting {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String AUDIO = "audio";
    private static final String VIDEO = "video";
    private static final Duration LOOK = Duration.ofMillis(20);

    private static MediaNamespace network;
    private static Devices devices;

    /// The media server starts while this is there.
    private static Path may;

    private static Path janus;

    @DynamicPropertySource
    static void network(DynamicPropertyRegistry properties) {
        for (var option : network.options()) {
            var parts = option.substring("--".length()).split("=", 2);
            properties.add(parts[0], () -> parts[1]);
        }
        properties.add("sala.media.janus", () -> janus.toString());
    }

    @BeforeAll
    static void start(@TempDir Path programs) throws IOException, InterruptedException {
        network = MediaNamespace.make();
        Files.setPosixFilePermissions(programs, PosixFilePermissions.fromString("rwx--x--x"));
        may = Files.createFile(programs.resolve("may"));
        janus =
                Files.writeString(
                        programs.resolve("janus"),
                        "#!/bin/sh\n[ -e %s ] && exec /usr/bin/janus \"$@\"\n".formatted(may));
        Files.setPosixFilePermissions(janus, PosixFilePermissions.fromString("rwxr-xr-x"));
        devices = Devices.in(network, programs);
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (devices != null) {
            devices.close();
            network.close();
        }
    }

    @LocalServerPort int port;
    @Autowired LiveMedia media;

    private Device sends;
    private Device receives;

    private RoomVisitor visitor(SignedIn who) throws Exception {
        return new RoomVisitor(RoomVisitor.browser(port, who, PASSWORD), port, id).beating();
    }

    @BeforeEach
    void openDevices() {
        sends = devices.device("{}");
        receives = devices.device("{}");
    }

    @AfterEach
    void tidyUp() throws IOException {
        if (!Files.exists(may)) {
            Files.createFile(may);
        }
        sends.close();
        receives.close();
        media.close(id);
    }

    @Test
    @DisplayName("M6 ข้อ 7: whoever is cut gains nothing by publishing again")
    void republishingWhileCutStaysCut() throws Exception {
        var chair = visitor(governor);
        var secretary = visitor(clerk);
        publish(secretary, sends, clerk, chair);
        var tracks = subscribe(chair, clerk);
        awaitFlow(tracks);

        chair.ask(cut(clerk, "\"AUDIO\""));
        secretary.hears("\"Person\"", attendee(clerk).toString(), "AUDIO");
        assertThat(receives.isDeaf(tracks.audio(), AUDIO)).isTrue();

        publish(secretary, sends, clerk, chair);
        var again = subscribe(chair, clerk);
        receives.awaits(again.video(), VIDEO);
        assertThat(receives.isDeaf(again.audio(), AUDIO)).isTrue();

        chair.ask(cut(clerk, ""));
        receives.awaits(again.audio(), AUDIO);
    }

    @Test
    void whoComesFromASecondDeviceIsNotSentFromTheFirstAnyMore() throws Exception {
        var chair = visitor(governor);
        var before = visitor(clerk);
        publish(before, sends, clerk, chair);
        var tracks = subscribe(chair, clerk);
        awaitFlow(tracks);

        var after = visitor(clerk);
        before.hears("\"Gone\"", "REPLACED");
        assertThat(receives.isDeaf(tracks.video(), VIDEO)).isTrue();

        var second = devices.device("{}");
        try {
            publish(after, second, clerk, chair);
            awaitFlow(subscribe(chair, clerk));
        } finally {
            second.close();
        }
    }

    @Test
    @DisplayName(
            "M10 ข้อ 6(3): a room that opens without a media server gets sound and picture later")
    void aRoomThatOpensWithoutAMediaServerGetsItLater() throws Exception {
        endMediaServers();
        var chair = visitor(governor);
        chair.hears("\"Whole\"", "\"mediaLost\":true");
        var secretary = visitor(clerk);
        secretary.hears("\"Whole\"");
        secretary.ask(offer("Publish", sends.offer("both")));
        assertThat(secretary.hears("\"Refused\"")).isNotEmpty();

        Files.createFile(may);
        chair.hears("\"Room\"", "\"mediaLost\":false");
        publish(secretary, sends, clerk, chair);
        awaitFlow(subscribe(chair, clerk));
        assertThat(secretary.unheard()).noneMatch(message -> message.contains("\"Gone\""));
    }

    /// None of them comes back before the file is there again.
    private void endMediaServers() throws IOException {
        media.readiness();
        Files.delete(may);
        ProcessHandle.current()
                .descendants()
                .filter(LiveRoomTests::isMediaServer)
                .forEach(ProcessHandle::destroyForcibly);
        for (int tries = 0; tries < 500 && media.readiness() instanceof Readiness.Ready; tries++) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        assertThat(media.readiness()).isInstanceOf(Readiness.Down.class);
    }

    private static boolean isMediaServer(ProcessHandle process) {
        return process.info().command().filter("/usr/bin/janus"::equals).isPresent();
    }

    @Test
    @DisplayName("M6 ข้อ 7: who was removed and comes back neither sends nor gets anything")
    void whoWasRemovedAndComesBackGetsNothing() throws Exception {
        var chair = visitor(governor);
        var secretary = visitor(clerk);
        publish(secretary, sends, clerk, chair);
        var tracks = subscribe(chair, clerk);
        awaitFlow(tracks);

        chair.ask(
                "{\"type\":\"Remove\",\"who\":\"%s\",\"words\":\"ไม่เกี่ยวข้อง\"}"
                        .formatted(attendee(clerk)));
        secretary.hears("\"Gone\"", "REMOVED");
        assertThat(receives.isDeaf(tracks.video(), VIDEO)).isTrue();

        var again = visitor(clerk);
        again.hears("\"Waiting\"");
        again.ask(offer("Publish", sends.offer("both")));
        again.hears("\"Refused\"");
        again.ask(wanted(governor));
        again.hears("\"Refused\"");
        assertThat(receives.isDeaf(tracks.video(), VIDEO)).isTrue();
        assertThat(again.unheard())
                .noneMatch(
                        message -> message.contains("\"Whole\"") || message.contains("\"Feeds\""));

        chair.ask("{\"type\":\"Admit\",\"who\":\"%s\"}".formatted(attendee(clerk)));
        again.hears("\"Whole\"");
        publish(again, sends, clerk, chair);
        awaitFlow(subscribe(chair, clerk));
    }

    /// Sends sound and picture, until the other is told of it.
    private void publish(RoomVisitor visitor, Device device, SignedIn who, RoomVisitor other)
            throws InterruptedException {
        visitor.ask(offer("Publish", device.offer("both")));
        device.answered("both", read(visitor.hears("\"Published\"")).path("answer").asString());
        other.hears("\"Feeds\"", attendee(who).toString());
    }

    private static String offer(String type, String sdp) {
        return JSON.writeValueAsString(Map.of("type", type, "offer", sdp));
    }

    /// Where a connection has somebody's sound and picture.
    private record Places(String audio, String video) {
        private static Places of(Subscription offered) {
            return new Places(place(offered, AUDIO), place(offered, VIDEO));
        }

        private static String place(Subscription offered, String kind) {
            return offered.tracks().stream()
                    .filter(track -> track.kind().equals(kind))
                    .map(Subscription.Track::mid)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Places subscribe(RoomVisitor visitor, SignedIn whom) throws InterruptedException {
        visitor.ask(wanted(whom));
        var offered = subscription(read(visitor.hears("\"Offer\"")));
        visitor.ask(
                JSON.writeValueAsString(
                        Map.of("type", "Answer", "answer", receives.receive(offered))));
        return Places.of(offered);
    }

    private String wanted(SignedIn whom) {
        return "{\"type\":\"Subscribe\",\"wanted\":[{\"participant\":\"%s\",\"screen\":false}]}"
                .formatted(attendee(whom));
    }

    private static JsonNode read(String message) {
        return JSON.readTree(message);
    }

    private static Subscription subscription(JsonNode offer) {
        var tracks =
                StreamSupport.stream(offer.path("tracks").spliterator(), false)
                        .map(track ->
                                new Subscription.Track(
                                        track.path("mid").asString(),
                                        new Feed(
                                                UUID.fromString(
                                                        track.path("feed")
                                                                .path("participant")
                                                                .asString()),
                                                false),
                                        track.path("kind").asString()))
                        .toList();
        return new Subscription(
                offer.path("offer").asString(), offer.path("fresh").asBoolean(), tracks);
    }

    private void awaitFlow(Places places) {
        receives.awaits(places.video(), VIDEO);
        receives.awaits(places.audio(), AUDIO);
    }

    private String cut(SignedIn whom, String cuts) {
        return "{\"type\":\"CutOff\",\"who\":\"%s\",\"cuts\":[%s],\"cause\":\"NECESSITY\",\"words\":\"เสียงรบกวน\"}"
                .formatted(attendee(whom), cuts);
    }
}
