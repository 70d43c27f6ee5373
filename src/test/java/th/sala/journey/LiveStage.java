package th.sala.journey;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import th.sala.media.MediaNamespace;

/// An installation with live media, and browsers with cameras that find it, and each other, in a
/// network of the test's own; nothing they send leaves it.
final class LiveStage implements AutoCloseable {
    /// Pictures a second of the cameras: all browsers share the machine.
    private static final int PICTURES = 10;

    private static final List<String> FLAGS =
            List.of(
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-background-timer-throttling",
                    "--disable-backgrounding-occluded-windows",
                    "--disable-renderer-backgrounding",
                    "--autoplay-policy=no-user-gesture-required",
                    "--use-fake-device-for-media-stream=fps=" + PICTURES,
                    "--use-fake-ui-for-media-stream");

    private final MediaNamespace namespace;
    private final Installation installation;
    private final Forward door;
    private final Playwright playwright;
    private final Browser chromium;

    private LiveStage(
            MediaNamespace namespace,
            Installation installation,
            Forward door,
            Playwright playwright,
            Browser chromium) {
        this.namespace = namespace;
        this.installation = installation;
        this.door = door;
        this.playwright = playwright;
        this.chromium = chromium;
    }

    /// Everything at work; left out on machines without Janus.
    static LiveStage open(String name) throws IOException, InterruptedException {
        var namespace = MediaNamespace.make();
        var installation = Installation.of(name).with("SALA_DEMO_ONLY", "province");
        namespace.options().forEach(installation::option);
        installation.start();
        var door = Forward.open(namespace.outside(), installation.port());
        System.setProperty(
                "playwright.nodejs.path", System.getenv().getOrDefault("NODE", "/usr/bin/node"));
        var playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var flags = new ArrayList<>(FLAGS);
        flags.add("--unsafely-treat-insecure-origin-as-secure=" + door.url());
        var scripts = Files.createTempDirectory(Installation.FOLDER, name + "-browser");
        Files.setPosixFilePermissions(scripts, PosixFilePermissions.fromString("rwx--x--x"));
        var chromium =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(namespace.chromium(scripts))
                                        .setChromiumSandbox(false)
                                        .setArgs(flags));
        return new LiveStage(namespace, installation, door, playwright, chromium);
    }

    MediaNamespace namespace() {
        return namespace;
    }

    Installation installation() {
        return installation;
    }

    Books books() {
        return new Books(installation);
    }

    /// A window of somebody who has signed in.
    RoomPage page(String username) {
        var page = page();
        page.signIn(installation.person(username));
        return page;
    }

    /// A window of the guest whose link this secret stands for.
    RoomPage guest(String secret) {
        var page = page();
        page.page().context().addCookies(List.of(new Cookie(cookie(), secret).setUrl(door.url())));
        return page;
    }

    /// Named after the port: installations side by side share a host's cookies.
    String cookie() {
        return "sala-meeting-" + installation.port();
    }

    private RoomPage page() {
        var context =
                chromium.newContext(
                        new Browser.NewContextOptions()
                                .setBaseURL(door.url())
                                .setLocale("th-TH")
                                .setPermissions(List.of("camera", "microphone")));
        context.addInitScript(script());
        return new RoomPage(context.newPage());
    }

    private static String script() {
        try (var script = LiveStage.class.getResourceAsStream("room-page.js")) {
            return new String(
                    Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    /// Chair, operator and secretary say who they are; the operator tests the system.
    void prepare(UUID meeting, List<String> people, String operator) throws IOException {
        for (var username : people) {
            try (var visitor = new Visitor(installation)) {
                visitor.signIn(installation.person(username));
                must(visitor, meeting, "identify", Map.of("place", "ศาลากลางจังหวัด"));
                if (username.equals(operator)) {
                    must(visitor, meeting, "test", Map.of());
                }
            }
        }
    }

    void openMeeting(UUID meeting, String operator) throws IOException {
        try (var visitor = new Visitor(installation)) {
            visitor.signIn(installation.person(operator));
            must(visitor, meeting, "open", Map.of());
        }
    }

    private static void must(Visitor visitor, UUID meeting, String act, Map<String, String> fields)
            throws IOException {
        var path = "/meetings/" + meeting;
        var answer = visitor.post(path + "/join", path + "/room/" + act, fields);
        if (!answer.leadsOn()) {
            throw new AssertionError(act + " is refused: " + answer.body());
        }
    }

    /// @return when it was killed
    Instant killMediaServer() {
        var server =
                ProcessHandle.of(installation.pid())
                        .orElseThrow()
                        .descendants()
                        .filter(LiveStage::isMediaServer)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no media server is at work"));
        server.destroyForcibly();
        return Instant.now();
    }

    private static boolean isMediaServer(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> Path.of(command).endsWith("janus"))
                .isPresent();
    }

    /// Kills the installation, and starts it again as whatever watches over it would.
    ///
    /// @return when it was killed
    Instant killServer() {
        var killed = Instant.now();
        installation.kill();
        installation.start();
        return killed;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        chromium.close();
        playwright.close();
        door.close();
        installation.close();
        namespace.close();
    }
}
