package th.sala.mail;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/// Counts what each client did in the current stretch of time.
final class ClientRates {
    private static final int MOST_CLIENTS = 20_000;

    private record Count(long stretch, int done) {}

    private final ConcurrentHashMap<String, Count> counts = new ConcurrentHashMap<>();
    private final long stretch;
    private final int most;

    ClientRates(int most, Duration stretch) {
        this.most = most;
        this.stretch = stretch.toNanos();
    }

    /// Whether the client may do one more; counts it.
    boolean admits(String client) {
        return count(client, 1) <= most;
    }

    boolean isExhausted(String client) {
        return count(client, 0) >= most;
    }

    private int count(String client, int more) {
        var now = System.nanoTime() / stretch;
        if (counts.size() > MOST_CLIENTS) {
            counts.values().removeIf(count -> count.stretch != now);
        }
        var count =
                counts.merge(
                        client,
                        new Count(now, more),
                        (old, _) ->
                                old.stretch == now
                                        ? new Count(now, old.done + more)
                                        : new Count(now, more));
        return count.done;
    }
}
