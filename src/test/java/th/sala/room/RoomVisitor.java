package th.sala.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import th.sala.accounts.SignedIn;

/// A browser with a connection to a room.
final class RoomVisitor implements WebSocket.Listener {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"");
    private static final long PATIENCE = 20;
    private static final Duration BEAT = Duration.ofSeconds(2);

    private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final StringBuilder some = new StringBuilder();
    private final ReentrantLock asking = new ReentrantLock();
    private final WebSocket socket;

    RoomVisitor(HttpClient browser, int port, UUID meeting) {
        this(browser, port, meeting, "http://localhost:" + port);
    }

    /// @param origin of the page that connects
    RoomVisitor(HttpClient browser, int port, UUID meeting, String origin) {
        socket =
                browser.newWebSocketBuilder()
                        .header(HttpHeaders.ORIGIN, origin)
                        .buildAsync(
                                URI.create(
                                        "ws://localhost:%d/meetings/%s/live"
                                                .formatted(port, meeting)),
                                this)
                        .join();
    }

    /// A browser in which somebody has signed in.
    static HttpClient browser(int port, SignedIn who, String password) throws Exception {
        var browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        var page = browser.send(request(port, "/sign-in").build(), BodyHandlers.ofString()).body();
        var token = TOKEN.matcher(page);
        assertThat(token.find()).isTrue();
        var form =
                "_csrf=%s&username=%s&password=%s"
                        .formatted(coded(token.group(1)), coded(who.username()), coded(password));
        var signIn =
                request(port, "/sign-in")
                        .header(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build();
        assertThat(browser.send(signIn, BodyHandlers.ofString()).statusCode()).isEqualTo(302);
        return browser;
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private static String coded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        some.append(data);
        if (last) {
            told.add(some.toString());
            some.setLength(0);
        }
        from.request(1);
        return null;
    }

    void ask(String message) {
        asking.lock();
        try {
            socket.sendText(message, true).join();
        } finally {
            asking.unlock();
        }
    }

    /// Says every two seconds that it is there, as the room's page does. Whoever does not is away
    /// soon.
    RoomVisitor beating() {
        Thread.ofVirtual()
                .start(() -> {
                    while (!socket.isOutputClosed()) {
                        asks("{\"type\":\"Beat\"}");
                        LockSupport.parkNanos(BEAT.toNanos());
                    }
                });
        return this;
    }

    /// The same where it may be over meanwhile.
    void asks(String message) {
        try {
            ask(message);
        } catch (CompletionException closed) {
            // as expected
        }
    }

    /// The next message with all of these; those before it are passed over.
    String hears(String... parts) throws InterruptedException {
        while (true) {
            var next = told.poll(PATIENCE, TimeUnit.SECONDS);
            assertThat(next).as("awaits %s", List.of(parts)).isNotNull();
            if (List.of(parts).stream().allMatch(Objects.requireNonNull(next)::contains)) {
                return next;
            }
        }
    }

    /// Whatever it is; null if nothing comes for so long.
    @Nullable String next(long millis) throws InterruptedException {
        return told.poll(millis, TimeUnit.MILLISECONDS);
    }

    List<String> unheard() {
        return List.copyOf(told);
    }

    /// The line breaks, without a word.
    void vanish() {
        socket.abort();
    }
}
