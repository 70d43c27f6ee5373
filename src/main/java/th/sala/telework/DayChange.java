package th.sala.telework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// That somebody asks for another day outside.
///
/// @param offDay given up for it; null if it is one more
/// @param outcome null as long as it waits for the supervisor
public record DayChange(
        UUID id,
        UUID agreement,
        @Nullable LocalDate offDay,
        LocalDate onDay,
        String reason,
        Instant askedAt,
        @Nullable Outcome outcome,
        @Nullable String decidedBy,
        String words) {
    public enum Outcome {
        AGREED,
        REFUSED,
        /// The person was called back, or the work outside was ended, before anybody decided.
        LAPSED,
        /// The person took it back.
        WITHDRAWN
    }

    public boolean isWaiting() {
        return outcome == null;
    }

    public String key() {
        return outcome == null
                ? "telework.change.waiting"
                : "telework.change." + outcome.name().toLowerCase(Locale.ROOT);
    }
}
