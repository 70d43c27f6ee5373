package th.sala.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import th.sala.media.Devices;

/// One attendee at a browser of their own, with a camera that shows a clock and a microphone that
/// beeps. What counts is what is decoded and heard here, by the browser's own account; `seat.js`
/// reads it beside the page.
final class Seat implements AutoCloseable {
    private static final Path SCRIPT = Path.of("src/test/resources/th/sala/journey/seat.js");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /// A second and more of pictures, and of beeps.
    private static final int WHILE = 15;

    private static final double SOME_SOUND = 1e-5;
    private static final double NO_SOUND = 1e-7;

    private final Desk desk;
    private final String username;
    private final Page page;
    private String id = "";

    private Seat(Desk desk, String username, Page page) {
        this.desk = desk;
        this.username = username;
        this.page = page;
    }

    static Seat desktop(Installation installation, Path chromium, String username) {
        var size = new NewContextOptions().setViewportSize(1280, 900);
        return at(installation, chromium, username, size);
    }

    static Seat phone(Installation installation, Path chromium, String username) {
        var size =
                new NewContextOptions()
                        .setViewportSize(390, 844)
                        .setDeviceScaleFactor(2)
                        .setIsMobile(true)
                        .setHasTouch(true);
        return at(installation, chromium, username, size);
    }

    private static Seat at(
            Installation installation, Path chromium, String username, NewContextOptions how) {
        var flags =
                Stream.concat(
                                Devices.FLAGS.stream(),
                                Stream.of(
                                        // four of them share the machine
                                        "--use-fake-device-for-media-stream=fps=10",
                                        "--unsafely-treat-insecure-origin-as-secure="
                                                + installation.url()))
                        .toList();
        var browser = Browser.open(chromium, flags);
        var page =
                browser.page(
                        installation.url(), how.setPermissions(List.of("camera", "microphone")));
        page.context().addInitScript(SCRIPT);
        page.onDialog(Dialog::accept);
        var seat = new Seat(new Desk(browser, installation), username, page);
        browser.signIn(page, installation.person(username));
        return seat;
    }

    Page page() {
        return page;
    }

    /// Who this is in the meeting, once they are in the room.
    String id() {
        return id;
    }

    /// Sends the form around a field with their password.
    void confirm(String field) {
        desk.confirm(page, username, field);
    }

    /// Everything that hinders nobody, on this screen, and how it looks.
    void good(String name) {
        desk.good(page, name);
    }

    /// The same on a large screen and on a small one.
    void look(String name) {
        desk.good(page, name);
        var size = page.viewportSize();
        page.setViewportSize(390, 844);
        desk.good(page, name + "-phone");
        page.setViewportSize(size.width, size.height);
    }

    /// A second page of the same person, beside the first.
    Page beside(String path) {
        var other = page.context().newPage();
        other.navigate(path);
        return other;
    }

    /// Somebody else's page, in a window of their own.
    Page besideAs(String other, String path) {
        var theirs = desk.at(other);
        theirs.navigate(path);
        return theirs;
    }

    void goodToo(Page other, String name) {
        desk.good(other, name);
    }

    void lookToo(Page other, String name) {
        desk.look(other, name);
    }

    // ---- in the room

    void enter(String meeting) {
        page.navigate(meeting + "/room");
        assertThat(page.locator("#r-gate")).isHidden();
        id = Objects.requireNonNull(page.getAttribute(".r-tile--mine", "data-person"));
    }

    /// Opens a panel, by whichever of its buttons this screen has.
    void panel(String name) {
        if (!name.equals(page.getAttribute("body", "data-panel"))) {
            page.locator("[data-tab='%s']:visible".formatted(name)).first().click();
        }
    }

    void closePanel() {
        var open = page.getAttribute("body", "data-panel");
        if (!open.isEmpty()) {
            page.locator("[data-tab='%s']:visible".formatted(open)).first().click();
        }
    }

    Locator tile(Seat other) {
        return page.locator("#r-tiles [data-person='%s']".formatted(other.id));
    }

    /// The button for a cut of somebody's, in the list of people.
    Locator cut(String kind, Seat whose) {
        return page.locator("[data-focus='cut-%s-%s']".formatted(kind, whose.id));
    }

    /// Sees and hears all of these.
    void receives(Seat... others) {
        for (var other : others) {
            assertThat(tile(other)).hasClass(java.util.regex.Pattern.compile("r-tile--seen"));
            awaitMore(picture(other), "video");
            awaitMore(sound(other), "audio");
        }
    }

    void hears(Seat other) {
        awaitMore(sound(other), "audio");
    }

    void sees(Seat other) {
        awaitMore(picture(other), "video");
    }

    void seesScreen() {
        awaitMore("#r-screen", "video");
    }

    private static String picture(Seat of) {
        return "#r-tiles [data-person='%s'] video".formatted(of.id);
    }

    /// Plays all that somebody sends: also the picture, when it is not shown.
    private static String sound(Seat of) {
        return "#r-tiles [data-person='%s'] audio".formatted(of.id);
    }

    /// What a part of the page plays, and how much of it there was.
    private record Played(String track, double amount) {}

    private @Nullable Played played(String selector, String kind) {
        var found =
                (Map<?, ?>)
                        page.evaluate(
                                "([selector, kind]) => seat.played(selector, kind)",
                                List.of(selector, kind));
        return found == null
                ? null
                : new Played(String.valueOf(found.get("track")), number(found.get("amount")));
    }

    private static double number(@Nullable Object found) {
        return ((Number) Objects.requireNonNull(found)).doubleValue();
    }

    private void awaitMore(String selector, String kind) {
        var before = new ArrayList<Played>();
        Installation.await(
                username + " gets " + kind + " at " + selector,
                PATIENCE,
                () -> {
                    var now = played(selector, kind);
                    if (now == null) {
                        return false;
                    }
                    if (before.isEmpty() || !before.getLast().track().equals(now.track())) {
                        before.add(now);
                    }
                    var more = now.amount() - before.getLast().amount();
                    return more > (kind.equals("video") ? WHILE : SOME_SOUND);
                });
    }

    /// Does not hear somebody any more, whom others do see meanwhile.
    void doesNotHear(Seat other, Seat meanwhile) {
        getsNothing(sound(other), "audio", meanwhile);
    }

    void doesNotSee(Seat other, Seat meanwhile) {
        getsNothing(sound(other), "video", meanwhile);
    }

    /// Nothing more comes of it while pictures of somebody else do; what was under way is let
    /// through first.
    private void getsNothing(String selector, String kind, Seat meanwhile) {
        var played = Objects.requireNonNull(played(selector, kind), selector);
        sees(meanwhile);
        var before = amount(played.track());
        sees(meanwhile);
        sees(meanwhile);
        assertThat(amount(played.track()) - before)
                .as("%s at %s of %s", kind, selector, username)
                .isLessThanOrEqualTo(kind.equals("video") ? 0 : NO_SOUND);
    }

    private double amount(String track) {
        return number(page.evaluate("track => seat.amount(track)", track));
    }

    /// Not a byte comes to this device while another one gets pictures.
    void isSentNothing(Seat witness, Seat shown) {
        witness.sees(shown);
        var before = bytes();
        witness.sees(shown);
        witness.sees(shown);
        assertThat(bytes()).as("bytes to %s", username).isEqualTo(before);
    }

    private double bytes() {
        return number(page.evaluate("() => seat.bytes()"));
    }

    /// Waits until a predicate of the page's becomes true. Playwright's own waiting would be held
    /// up by the content policy.
    void awaits(String predicate, @Nullable Object argument) {
        Installation.await(
                username + ": " + predicate,
                PATIENCE,
                () -> (Boolean) page.evaluate(predicate, argument));
    }

    /// Whether the page was once in this state since it was opened, however short.
    void awaitOnce(String state) {
        awaits("state => seat.once.has(state)", state);
    }

    /// How it looks now, whatever is wrong with it.
    void picture(String name) {
        desk.browser().picture(page, name);
    }

    void assertQuiet() {
        desk.browser().assertQuiet();
    }

    @Override
    public void close() {
        desk.browser().close();
    }
}
