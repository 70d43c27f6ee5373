package th.sala.room;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
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
import th.sala.media.LiveMedia;
import th.sala.media.MediaNamespace;

/// The private line as the people have it: three browsers in the room, a real media server.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class AsidePageTests extends HeldMeeting {
    private static final double PATIENCE = 60_000;

    /// Beeps come each second.
    private static final double A_WHILE = 4_000;

    private static final List<String> FLAGS =
            List.of(
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--autoplay-policy=no-user-gesture-required",
                    "--use-fake-device-for-media-stream=fps=5",
                    "--use-fake-ui-for-media-stream");

    /// Counts the sound that the page hears, in whatever connection.
    private static final String EARS =
            """
            const made = [];
            window.RTCPeerConnection = class extends RTCPeerConnection {
              constructor(...given) { super(...given); made.push(this); }
            };
            const energy = async () => {
              let sum = 0;
              for (const connection of made.filter(one => one.connectionState === 'connected')) {
                for (const one of (await connection.getStats()).values()) {
                  if (one.type === 'inbound-rtp' && one.kind === 'audio') sum += one.totalAudioEnergy;
                }
              }
              return sum;
            };
            // whether something new is heard within the time
            window.hears = async longest => {
              const before = await energy();
              const end = performance.now() + longest;
              while (performance.now() < end) {
                if (await energy() > before + 0.0001) return true;
                await new Promise(done => setTimeout(done, 100));
              }
              return false;
            };
            """;

    private static MediaNamespace network;
    private static Path scripts;

    @LocalServerPort int port;
    @Autowired LiveMedia media;

    private ServerSocket door;
    private Playwright playwright;
    private Browser chromium;

    @DynamicPropertySource
    static void network(DynamicPropertyRegistry properties) {
        for (var option : network.options()) {
            var parts = option.substring("--".length()).split("=", 2);
            properties.add(parts[0], () -> parts[1]);
        }
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, InterruptedException {
        network = MediaNamespace.make();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        scripts = folder;
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (network != null) {
            network.close();
        }
    }

    @BeforeEach
    void browse() throws IOException {
        door = new ServerSocket(port, 50, InetAddress.getByName(network.outside()));
        Thread.ofVirtual().start(this::lead);
        System.setProperty(
                "playwright.nodejs.path", System.getenv().getOrDefault("NODE", "/usr/bin/node"));
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var flags = new java.util.ArrayList<>(FLAGS);
        flags.add("--unsafely-treat-insecure-origin-as-secure=" + address());
        chromium =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(network.chromium(scripts))
                                        .setChromiumSandbox(false)
                                        .setArgs(flags));
    }

    @AfterEach
    void close() throws IOException {
        chromium.close();
        playwright.close();
        door.close();
        media.close(id);
    }

    private String address() {
        return "http://%s:%d".formatted(network.outside(), port);
    }

    /// The loopback is another one in there.
    private void lead() {
        while (!door.isClosed()) {
            try {
                var near = door.accept();
                var far = new Socket(InetAddress.getLoopbackAddress(), port);
                Thread.ofVirtual().start(() -> copy(near, far));
                Thread.ofVirtual().start(() -> copy(far, near));
            } catch (IOException gone) {
                // the next one may come
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            // so is the other one
        }
    }

    private Page enter(SignedIn who) {
        var context =
                chromium.newContext(
                        new Browser.NewContextOptions()
                                .setBaseURL(address())
                                .setLocale("th-TH")
                                .setPermissions(List.of("camera", "microphone")));
        context.setDefaultTimeout(PATIENCE);
        context.addInitScript("localStorage.setItem('room.video.off', 'off');" + EARS);
        var page = context.newPage();
        page.navigate("/sign-in");
        page.fill("#username", who.username());
        page.fill("#password", PASSWORD);
        page.click("main button");
        page.waitForURL(url -> !url.contains("/sign-in"));
        page.navigate("/meetings/" + id + "/room");
        page.waitForCondition(() -> page.locator("#r-gate").isHidden());
        return page;
    }

    private static boolean hears(Page page, double longest) {
        return (Boolean) page.evaluate("longest => hears(longest)", longest);
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
                .press("Enter");
    }

    @Test
    @DisplayName("M16 ข้อ 6: the operator helps an attendee on a line that nobody else hears")
    void speakingAlone() {
        var chair = enter(governor);
        var operator = enter(deputy);
        var secretary = enter(clerk);
        assertThat(hears(chair, PATIENCE)).isTrue();
        chair.click("#r-audio");

        operator.click("[data-tab=help]:visible");
        var name = meeting().attendee(attendee(clerk)).orElseThrow().name();
        press(operator, "ขอคุยสายเสียงส่วนตัวกับ " + name);
        assertThat(operator.locator("#r-aside")).containsText("รอ " + name);
        assertThat(secretary.locator("#r-aside")).containsText("ขอคุยกับท่าน");
        press(secretary, "รับสาย");

        for (var one : List.of(operator, secretary)) {
            assertThat(one.locator("#r-aside")).containsText("เปิดอยู่");
            assertThat(one.locator("#r-audio")).isDisabled();
            assertThat(hears(one, PATIENCE)).isTrue();
        }
        assertThat(chair.locator("#r-people")).containsText("อยู่ในสายเสียงส่วนตัว");
        assertThat(hears(chair, A_WHILE)).isFalse();

        press(secretary, "จบสาย");
        for (var one : List.of(operator, secretary)) {
            assertThat(one.locator("#r-aside")).isHidden();
            assertThat(one.locator("#r-alarm")).containsText("ไมโครโฟนของท่านปิดอยู่");
            assertThat(one.locator("#r-audio")).hasAttribute("aria-pressed", "false");
        }
        assertThat(hears(chair, A_WHILE)).as("nobody goes on talking by mistake").isFalse();
        secretary.click("#r-audio");
        assertThat(hears(chair, PATIENCE)).isTrue();
    }
}
