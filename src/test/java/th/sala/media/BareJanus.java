package th.sala.media;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import th.sala.installation.Installation;

/// The same media server without Sala: it tells nobody what happens, and a page's words go to it as
/// they are. What Sala costs is measured against it.
final class BareJanus implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final int TRIES = 500;
    private static final String ROOM = UUID.randomUUID().toString();

    private final Process process;
    private final HttpClient http;
    private final JanusAccess access;
    private final JanusLine line;
    private final Path recordings;
    private final List<String> names = new ArrayList<>();

    private BareJanus(
            Process process, HttpClient http, JanusAccess access, JanusLine line, Path recordings) {
        this.process = process;
        this.http = http;
        this.access = access;
        this.line = line;
        this.recordings = recordings;
    }

    static BareJanus start(MediaNamespace namespace, Path data)
            throws IOException, InterruptedException {
        var settings = namespace.settings(1);
        var folder = new JanusFolder(data.resolve("media/0"));
        folder.make(data);
        var access = JanusAccess.fresh(settings.control(), settings.ports().last() + 1);
        folder.write(access, namespace.inside(), settings.ports(), "");
        silence(folder);
        var words = new ArrayList<>(namespace.within(JanusFolder.USER.command("KILL")));
        words.addAll(List.of(settings.janus().toString(), folder.configured()));
        var builder =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.log().toFile());
        Installation.keepApart(builder);
        builder.environment().put("LC_ALL", "C.UTF-8");
        var process = builder.start();
        var http = HttpClient.newHttpClient();
        var recordings = folder.recordings("bare", UUID.randomUUID(), UUID.randomUUID());
        return new BareJanus(process, http, access, talk(process, http, access), recordings);
    }

    private static void silence(JanusFolder folder) throws IOException {
        var configuration = folder.folder().resolve("etc");
        Files.delete(configuration.resolve("janus.eventhandler.sampleevh.jcfg"));
        var main = configuration.resolve("janus.jcfg");
        var before = Files.readString(main);
        var after =
                before.replace("broadcast = true", "broadcast = false")
                        .replace("libjanus_wsevh.so", "libjanus_wsevh.so,libjanus_sampleevh.so");
        if (after.equals(before)) {
            throw new IllegalStateException("the configuration reads otherwise now");
        }
        Files.writeString(main, after);
    }

    private static JanusLine talk(Process process, HttpClient http, JanusAccess access) {
        for (int tries = 0; process.isAlive() && tries < TRIES; tries++) {
            try {
                return JanusLine.open(http, access, Runnable::run);
            } catch (MediaTrouble notYet) {
                LockSupport.parkNanos(LOOK.toNanos());
            }
        }
        throw new IllegalStateException("a bare Janus does not start");
    }

    long pid() {
        return process.pid();
    }

    void open(int people, long bitrate) {
        line.attach("", _ -> {})
                .ask(
                        JanusLine.JSON
                                .createObjectNode()
                                .put("request", "create")
                                .put("room", ROOM)
                                .put("admin_key", access.rooms())
                                .put("publishers", people)
                                .put("bitrate", bitrate)
                                .put("bitrate_cap", true)
                                .put("fir_freq", 10)
                                .put("audiocodec", "opus")
                                .put("videocodec", "vp8")
                                .put("record", true)
                                .put("rec_dir", recordings.toString()));
    }

    /// @return the answer for the device
    String publish(String name, String offer) {
        var handle = line.attach("", _ -> {});
        handle.ask(
                JanusLine.JSON
                        .createObjectNode()
                        .put("request", "join")
                        .put("room", ROOM)
                        .put("ptype", "publisher")
                        .put("id", name));
        names.add(name);
        return handle.offer(JanusLine.JSON.createObjectNode().put("request", "publish"), offer)
                .sdp();
    }

    /// What a device is to receive, and where its answer goes.
    record Offered(JanusHandle handle, Subscription subscription) {
        void answer(String sdp) {
            handle.answer(JanusLine.JSON.createObjectNode().put("request", "start"), sdp);
        }
    }

    /// All others.
    Offered subscribe(String who) {
        var handle = line.attach("", _ -> {});
        var request =
                JanusLine.JSON
                        .createObjectNode()
                        .put("request", "join")
                        .put("room", ROOM)
                        .put("ptype", "subscriber");
        var streams = request.putArray("streams");
        names.stream()
                .filter(name -> !name.equals(who))
                .forEach(name -> streams.addObject().put("feed", name));
        var said = handle.ask(request);
        var tracks = new ArrayList<Subscription.Track>();
        for (var stream : said.data().path("streams")) {
            tracks.add(
                    new Subscription.Track(
                            stream.path("mid").asString(""),
                            new Feed(UUID.randomUUID(), false),
                            stream.path("type").asString("")));
        }
        return new Offered(handle, new Subscription(said.sdp(), true, tracks));
    }

    @Override
    public void close() throws InterruptedException {
        line.close();
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        http.shutdownNow();
    }
}
