package th.sala.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// When a mail that a server would not take yet is tried again, and when that is given up.
final class RetryPlan {
    private static final Duration LONGEST = Duration.ofDays(5);
    private static final List<Duration> WAITS =
            List.of(
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10),
                    Duration.ofHours(1),
                    Duration.ofHours(4));

    private RetryPlan() {}

    /// @param since when the mail was queued
    /// @param attempts made until now, at least one
    /// @return empty to give up
    static Optional<Instant> next(Instant since, int attempts, Instant now) {
        if (!now.isBefore(since.plus(LONGEST))) {
            return Optional.empty();
        }
        return Optional.of(now.plus(WAITS.get(Math.min(attempts, WAITS.size()) - 1)));
    }
}
