package th.sala.room;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Two clocks of one machine: the one that people read, which may be set, and the one that only
/// counts. Where they part, the first was set, or the whole machine stood still.
final class Clocks {
    /// A clock that is corrected little by little stays within.
    private static final Duration LEAST = Duration.ofSeconds(2);

    private Instant at;
    private long counted;

    /// @param counted nanoseconds, from whenever
    Clocks(Instant at, long counted) {
        this.at = at;
        this.counted = counted;
    }

    /// What the clock said when somebody looked last.
    Instant at() {
        return at;
    }

    /// @return what the clock would say now had it not been set since somebody looked; empty if it
    ///   says about that
    Optional<Instant> look(Instant now, long moment) {
        var expected = at.plusNanos(moment - counted);
        at = now;
        counted = moment;
        return Optional.of(expected)
                .filter(one -> Duration.between(one, now).abs().compareTo(LEAST) > 0);
    }
}
