package th.sala.notices;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/// How often a person hears by e-mail that there is something to see.
enum Rhythm {
    NEVER,
    /// Soon after it was told, and not more often than each quarter of an hour.
    SOON,
    /// Once, in the morning.
    DAILY;

    private static final Duration PAUSE = Duration.ofMinutes(15);
    private static final LocalTime MORNING = LocalTime.of(8, 0);

    /// Until when what was told belongs into a mail that may leave now.
    ///
    /// @param before when a mail last left, or could have
    boolean isDue(Instant before, Instant now, ZoneId zone) {
        return switch (this) {
            case NEVER -> false;
            case SOON -> !now.isBefore(before.plus(PAUSE));
            case DAILY -> {
                var morning = now.atZone(zone).toLocalDate().atTime(MORNING).atZone(zone);
                yield !now.isBefore(morning.toInstant()) && before.isBefore(morning.toInstant());
            }
        };
    }

    public String key() {
        return "notices.rhythm." + name().toLowerCase(java.util.Locale.ROOT);
    }
}
