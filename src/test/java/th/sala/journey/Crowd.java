package th.sala.journey;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Many guests in a room, without cameras: each a connection that hears what the room says.
final class Crowd implements AutoCloseable {
    private static final Duration BEAT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Installation installation;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Guest> guests = new ArrayList<>();
    private final ScheduledExecutorService beats = Executors.newScheduledThreadPool(1);

    Crowd(Installation installation) {
        this.installation = installation;
        beats.scheduleAtFixedRate(
                this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void beat() {
        guests.forEach(guest -> guest.says("{\"type\":\"Beat\"}"));
    }

    /// @param cookie as a browser sends it
    synchronized void come(UUID meeting, String cookie) {
        guests.add(new Guest(meeting, cookie));
    }

    /// One of them raises a hand, or lowers it.
    ///
    /// @return milliseconds until each of them, and so the slowest, knows it; a list in no order
    List<Double> hand(int who, boolean up) throws InterruptedException {
        guests.forEach(guest -> guest.heard.clear());
        var begun = System.nanoTime();
        guests.get(who).says("{\"type\":\"Hand\",\"up\":%s}".formatted(up));
        var took = new ArrayList<Double>();
        for (var guest : guests) {
            took.add((guest.hears("\"type\":\"Room\"") - begun) / 1e6);
        }
        return took;
    }

    void awaitAtTheDoor() throws InterruptedException {
        for (var guest : guests) {
            guest.hears("\"type\":\"Waiting\"");
        }
    }

    /// Waits until all are inside.
    void awaitInside() throws InterruptedException {
        for (var guest : guests) {
            guest.hears("\"type\":\"Whole\"");
        }
    }

    @Override
    public synchronized void close() {
        beats.shutdownNow();
        guests.forEach(guest -> guest.socket.abort());
        http.shutdownNow();
    }

    private record Heard(long at, String words) {}

    private final class Guest implements WebSocket.Listener {
        private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
        private final StringBuilder some = new StringBuilder();
        private final WebSocket socket;

        private Guest(UUID meeting, String cookie) {
            socket =
                    http.newWebSocketBuilder()
                            .header("Origin", installation.url())
                            .header("Cookie", cookie)
                            .buildAsync(
                                    URI.create(
                                            "ws://127.0.0.1:%d/meetings/%s/live"
                                                    .formatted(installation.port(), meeting)),
                                    this)
                            .join();
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean last) {
            some.append(data);
            if (last) {
                heard.add(new Heard(System.nanoTime(), some.toString()));
                some.setLength(0);
            }
            from.request(1);
            return null;
        }

        /// One at a time: the JDK's WebSocket takes no second before the first is out.
        private synchronized void says(String message) {
            socket.sendText(message, true).join();
        }

        /// @return when it came, by `System.nanoTime`
        private long hears(String part) throws InterruptedException {
            while (true) {
                var next = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                if (next == null) {
                    throw new AssertionError("a guest does not hear " + part);
                }
                if (next.words().contains(part)) {
                    return next.at();
                }
            }
        }
    }
}
