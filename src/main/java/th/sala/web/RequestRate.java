package th.sala.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// How much each of many asks for: a store of requests that everybody may use up as fast as they
/// like, and that fills up again slowly.
public final class RequestRate {
    /// Whoever is known takes that much memory; full stores are forgotten before it gets more.
    private static final int MOST_KNOWN = 100_000;

    /// @param left requests that are left
    /// @param refused whether the last one was
    private record Store(double left, Instant at, boolean refused) {}

    private final ConcurrentHashMap<String, Store> stores = new ConcurrentHashMap<>();
    private final double full;
    private final double aSecond;

    /// @param full how many at once
    /// @param aSecond how many more with each second
    public RequestRate(double full, double aSecond) {
        this.full = full;
        this.aSecond = aSecond;
    }

    /// Takes one request out of somebody's store.
    ///
    /// @return how long they must wait, if it is empty; then nothing is taken
    public Optional<Duration> take(String who, Instant now) {
        if (stores.size() >= MOST_KNOWN) {
            stores.values().removeIf(store -> left(store, now) >= full);
        }
        var store = Objects.requireNonNull(stores.compute(who, (_, before) -> after(before, now)));
        return store.refused() ? Optional.of(wait(store)) : Optional.empty();
    }

    /// The request that was taken last out of somebody's store does not count.
    public void giveBack(String who) {
        stores.computeIfPresent(
                who, (_, store) -> new Store(Math.min(full, store.left() + 1), store.at(), false));
    }

    private Store after(@Nullable Store before, Instant now) {
        var left = before == null ? full : left(before, now);
        return left < 1 ? new Store(left, now, true) : new Store(left - 1, now, false);
    }

    private Duration wait(Store store) {
        return Duration.ofSeconds((long) Math.ceil((1 - store.left()) / aSecond));
    }

    private double left(Store store, Instant now) {
        var seconds = Math.max(0, Duration.between(store.at(), now).toMillis()) / 1_000.0;
        return Math.min(full, store.left() + seconds * aSecond);
    }
}
