package th.sala.hooks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// When a message is tried again, and for how long an address may stay silent.
final class RetryLater {
    /// After each failure; then the message is given up. A day and a half together.
    private static final List<Duration> PAUSES =
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofHours(5),
                    Duration.ofHours(10),
                    Duration.ofHours(18));

    private static final Duration LONGEST_SILENT = Duration.ofDays(3);

    private RetryLater() {}

    /// @param attempts made so far
    /// @return nothing if it is given up
    static Optional<Instant> next(int attempts, Instant now) {
        return attempts <= PAUSES.size()
                ? Optional.of(now.plus(PAUSES.get(attempts - 1)))
                : Optional.empty();
    }

    /// Whether the address has failed for so long that nothing more is sent there.
    static boolean isOver(Instant failingSince, Instant now) {
        return !now.isBefore(failingSince.plus(LONGEST_SILENT));
    }
}
