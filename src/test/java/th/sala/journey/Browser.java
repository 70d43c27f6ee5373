package th.sala.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Debian's Chromium, driven by Playwright, in which people of the demo do their work.
///
/// Playwright's driver is a Node program inside `driver-1.62.0.jar`; the bundle of Node itself, 200
/// MB, is left out in pom.xml: the property `playwright.nodejs.path` names the machine's own.
/// `CHROMIUM` names another browser than `/usr/bin/chromium`.
final class Browser implements AutoCloseable {
    private static final List<String> FLAGS =
            List.of(
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    /// For a page that comes at last; machines are shared and may be very slow for a while.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final List<String> problems = new ArrayList<>();

    private Browser(Playwright playwright, Path executable, List<String> flags) {
        this.playwright = playwright;
        this.chromium =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(executable)
                                        .setChromiumSandbox(false)
                                        .setArgs(flags));
    }

    static Browser open() {
        return open(executable(), FLAGS);
    }

    /// @param executable Chromium, or a program that starts it
    static Browser open(Path executable, List<String> flags) {
        System.setProperty("playwright.nodejs.path", node().toString());
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
        return new Browser(
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))),
                executable,
                flags);
    }

    /// A window of one person, who is nobody yet: nothing is shared between windows.
    Page desktop(Installation installation) {
        return desktop(installation.url());
    }

    /// @param url under which the installation is reached
    Page desktop(String url) {
        return page(
                url,
                new com.microsoft.playwright.Browser.NewContextOptions()
                        .setViewportSize(1280, 800));
    }

    Page phone(Installation installation) {
        return page(
                installation.url(),
                new com.microsoft.playwright.Browser.NewContextOptions()
                        .setViewportSize(360, 740)
                        .setDeviceScaleFactor(2)
                        .setIsMobile(true)
                        .setHasTouch(true));
    }

    Page page(String url, com.microsoft.playwright.Browser.NewContextOptions how) {
        BrowserContext context = chromium.newContext(how.setBaseURL(url).setLocale("th-TH"));
        context.setDefaultTimeout(PATIENCE.toMillis());
        var page = context.newPage();
        page.onConsoleMessage(message -> {
            // a refused form is an answer 4xx, of which Chromium makes an error of its own
            if (message.type().equals("error") && !message.text().startsWith("Failed to load")) {
                problems.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> problems.add(page.url() + ": " + error));
        return page;
    }

    void signIn(Page page, Installation.Person person) {
        page.navigate("/sign-in");
        page.fill("#username", person.username());
        page.fill("#password", person.password());
        page.click("main button");
        page.waitForURL(url -> !url.contains("/sign-in"));
    }

    /// Keeps the whole page as `target/journey/NAME.png`, for people to look at.
    void picture(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Installation.FOLDER.resolve(name + ".png")));
    }

    /// The page has nothing that WCAG forbids, and nothing sticks out sideways.
    void assertGood(Page page) {
        var violations =
                new AxeBuilder(page)
                        .analyze().getViolations().stream()
                                .map(rule ->
                                        rule.getId()
                                                + " "
                                                + rule.getNodes().stream()
                                                        .map(node -> node.getHtml())
                                                        .toList())
                                .toList();
        assertThat(violations).as("axe on " + page.url()).isEmpty();
        var wider =
                page.evaluate(
                        "document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(((Number) wider).intValue()).as("sideways scroll of " + page.url()).isZero();
    }

    /// Nothing was reported on any page's console, such as a break of the content policy.
    void assertQuiet() {
        assertThat(problems).isEmpty();
    }

    private static Path executable() {
        var chosen = System.getenv("CHROMIUM");
        return Path.of(chosen == null ? "/usr/bin/chromium" : chosen);
    }

    private static Path node() {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "node"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("needs node: apt-get install nodejs"));
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
