package th.sala.journey;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One person's window with the meeting's room in it. Times are the machine's clock, in
/// milliseconds.
record RoomPage(Page page) {
    /// On a machine with much to do.
    static final Duration PATIENCE = Duration.ofSeconds(60);

    void signIn(Installation.Person person) {
        page.context().setDefaultTimeout(PATIENCE.toMillis());
        page.navigate("/sign-in");
        page.fill("#username", person.username());
        page.fill("#password", person.password());
        page.click("main button");
        page.waitForURL(url -> !url.contains("/sign-in"));
    }

    void enter(UUID meeting) {
        page.navigate("/meetings/" + meeting + "/room");
    }

    /// Goes out of the room.
    void away() {
        page.navigate("about:blank");
    }

    /// @return when the page was asked for
    double begun() {
        return number(page.evaluate("performance.timeOrigin"));
    }

    /// @return when it was said
    double says(Map<String, Object> message) {
        return number(page.evaluate("message => stage.say(message)", message));
    }

    boolean isConnected() {
        return (Boolean) page.evaluate("stage.isConnected()");
    }

    /// Pictures that came before do not count any more.
    void mark() {
        page.evaluate("stage.mark()");
    }

    /// Waits until so many others are seen, in connections made since the mark.
    ///
    /// @return since when
    double sees(int others) {
        return found(
                others + " others are seen",
                page.evaluate(
                        "([others, longest]) => stage.sees(others, longest)",
                        List.of(others, PATIENCE.toMillis())));
    }

    /// Waits until something of these kinds comes.
    void flows(List<String> kinds) {
        if (waited("flows", kinds) == null) {
            throw new AssertionError("not within " + PATIENCE + ": comes " + kinds);
        }
    }

    /// Waits until nothing of these kinds comes any more.
    ///
    /// @return when the last packet came
    double ends(List<String> kinds) {
        return found("ends: " + kinds, waited("ends", kinds));
    }

    private @Nullable Object waited(String what, List<String> kinds) {
        return page.evaluate(
                "([what, kinds, longest]) => stage[what](kinds, longest)",
                List.of(what, kinds, PATIENCE.toMillis()));
    }

    private static double found(String what, @Nullable Object answer) {
        if (answer == null) {
            throw new AssertionError("not within " + PATIENCE + ": " + what);
        }
        return number(answer);
    }

    private static double number(Object answer) {
        return ((Number) answer).doubleValue();
    }

    void close() {
        page.context().close();
    }
}
