package th.sala.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/// A relay (coturn) for devices whose network lets nothing else through.
class RelayTests {
    private static final String SECRET = "shared with the relay";
    private static final BlockingQueue<MediaEvent> EVENTS = new LinkedBlockingQueue<>();
    private static final JsonMapper JSON = new JsonMapper();

    private static MediaNamespace namespace;
    private static MediaSettings settings;
    private static Process relay;
    private static Devices devices;
    private static MediaPool pool;
    private static Path data;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, InterruptedException {
        namespace = MediaNamespace.make();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        data = Files.createDirectory(folder.resolve("data"));
        var url = "turn:%s:3478?transport=udp".formatted(namespace.inside());
        settings = namespace.settings(1, new MediaSettings.Turn(List.of(url), SECRET));
        relay = relay(folder);
        pool = new MediaPool(data, settings, EVENTS::add, _ -> {});
        devices = Devices.in(namespace, folder);
    }

    private static Process relay(Path folder) throws IOException {
        var command =
                namespace.within(
                        List.of(
                                "turnserver",
                                "-n",
                                "--listening-ip=" + namespace.inside(),
                                "--relay-ip=" + namespace.inside(),
                                "--min-port=30000",
                                "--max-port=30099",
                                "--realm=sala.example",
                                "--use-auth-secret",
                                "--static-auth-secret=" + SECRET,
                                "--userdb=" + folder.resolve("turndb"),
                                "--pidfile=" + folder.resolve("turn.pid"),
                                "--log-file=stdout",
                                "--no-cli",
                                "--no-tls",
                                "--no-dtls"));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = process.inputReader();
        for (var line = said.readLine(); line != null; line = said.readLine()) {
            if (line.contains("Relay ports initialization done")) {
                break;
            }
        }
        Thread.ofVirtual().start(() -> said.lines().forEach(_ -> {}));
        return process;
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (namespace != null) {
            devices.close();
            pool.close();
            relay.destroyForcibly().waitFor();
            FileSystemUtils.deleteRecursively(data);
            namespace.close();
        }
    }

    private static LiveMedia media(Instant now) {
        return new LiveMedia(data, pool, settings, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String through(IceServer server) {
        var configuration = JSON.createObjectNode().put("iceTransportPolicy", "relay");
        configuration.putArray("iceServers").addPOJO(server);
        return JSON.writeValueAsString(configuration);
    }

    @Test
    void whoCanOnlyUseARelayIsSeenAndSees() throws InterruptedException {
        var media = media(Clock.systemUTC().instant());
        var room = UUID.randomUUID();
        var malee = UUID.randomUUID();
        var somchai = UUID.randomUUID();
        media.open(new RoomPlan(UUID.randomUUID(), room, 2, 500_000, false));
        var sends = devices.device(through(media.iceServers(malee).getFirst()));
        var receives = devices.device(through(media.iceServers(somchai).getFirst()));

        var offer = sends.offer("both");
        assertThat(offer).contains("typ relay").doesNotContain("typ host");
        sends.answered("both", media.publish(room, malee, offer));
        assertThat(EVENTS.poll(MediaNamespace.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(MediaEvent.Published.class);
        var subscription = media.subscribe(room, somchai, List.of(new Feed(malee, false)));
        media.answer(room, somchai, receives.receive(subscription));
        for (var track : subscription.tracks()) {
            receives.awaits(track.mid(), track.kind());
        }
        assertThat(media.readiness())
                .isInstanceOfSatisfying(
                        Readiness.Ready.class, ready -> assertThat(ready.relay()).isTrue());
        media.close(room);
        sends.close();
        receives.close();
    }

    @Test
    void aPasswordOfYesterdayOpensNoRelay() {
        var yesterday = media(Clock.systemUTC().instant().minus(Duration.ofDays(1)));
        var device = devices.device(through(yesterday.iceServers(UUID.randomUUID()).getFirst()));
        assertThat(device.offer("audio")).doesNotContain("typ relay");
        device.close();
    }
}
