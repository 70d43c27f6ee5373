package th.sala.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Chromium with a camera that shows a clock and a microphone that beeps; each device is a page in
/// a window of its own. What the pages do stands in `device.html`.
public final class Devices implements AutoCloseable {
    public static final List<String> FLAGS =
            List.of(
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--autoplay-policy=no-user-gesture-required",
                    "--use-fake-device-for-media-stream",
                    "--use-fake-ui-for-media-stream");

    private static final String ADDRESS = "https://device.example/";

    private final Playwright playwright;
    private final Browser chromium;

    private Devices(Playwright playwright, Browser chromium) {
        this.playwright = playwright;
        this.chromium = chromium;
    }

    public static Devices in(MediaNamespace namespace, Path folder) throws IOException {
        System.setProperty(
                "playwright.nodejs.path", System.getenv().getOrDefault("NODE", "/usr/bin/node"));
        var playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Devices(
                playwright,
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(namespace.chromium(folder))
                                        .setChromiumSandbox(false)
                                        .setArgs(FLAGS)));
    }

    /// @param ice a configuration of `RTCPeerConnection` as JSON
    public Device device(String ice) {
        var context =
                chromium.newContext(
                        new Browser.NewContextOptions()
                                .setPermissions(List.of("camera", "microphone")));
        context.setDefaultTimeout(MediaNamespace.PATIENCE.toMillis());
        var page = context.newPage();
        // a secure context without a server: the browser's own network is asked for nothing
        page.route(
                ADDRESS,
                route ->
                        route.fulfill(
                                new Route.FulfillOptions()
                                        .setContentType("text/html")
                                        .setBody(html())));
        page.navigate(ADDRESS);
        page.evaluate("ice => use(JSON.parse(ice))", ice);
        return new Device(page);
    }

    private static String html() {
        try (var page = Devices.class.getResourceAsStream("device.html")) {
            return new String(Objects.requireNonNull(page).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }

    /// One person's window.
    public record Device(Page page) {
        /// @param what `both`, `audio`, `video` or `screen`
        public String offer(String what) {
            return (String) page.evaluate("what => offer(what)", what);
        }

        public void answered(String what, String sdp) {
            page.evaluate("([what, sdp]) => answered(what, sdp)", List.of(what, sdp));
        }

        public String receive(Subscription subscription) {
            return (String)
                    page.evaluate(
                            "([sdp, fresh]) => receive(sdp, fresh)",
                            List.of(subscription.offer(), subscription.fresh()));
        }

        /// Waits until something new is seen or heard at the place.
        public void awaits(String mid, String kind) {
            // Playwright's own waiting takes the promise of an answer for one
            assertThat(
                            page.evaluate(
                                    "([mid, kind]) => until(() => grows(mid, kind))",
                                    List.of(mid, kind)))
                    .as(kind + " at " + mid)
                    .isEqualTo(true);
        }

        /// Whether nothing new comes for as long as a beep and twenty pictures would take.
        public boolean isDeaf(String mid, String kind) {
            return (Boolean)
                    page.evaluate("([mid, kind]) => silent(mid, kind)", List.of(mid, kind));
        }

        /// Waits until bytes come at all of the places together.
        public void awaitsFlow(List<String> mids) {
            assertThat(page.evaluate("mids => until(() => flows(mids))", mids)).isEqualTo(true);
        }

        /// Waits until nothing comes any more.
        ///
        /// @return when the last packet came, milliseconds of the machine's clock
        public double awaitsEnd(List<String> mids) {
            var last = page.evaluate("mids => until(() => stopped(mids))", mids);
            return ((Number) last).doubleValue();
        }

        public long bytes(List<String> mids) {
            var bytes = page.evaluate("async mids => (await received(mids)).bytes", mids);
            return ((Number) bytes).longValue();
        }

        public void close() {
            page.context().close();
        }
    }
}
