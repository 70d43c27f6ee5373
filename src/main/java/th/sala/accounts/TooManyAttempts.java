package th.sala.accounts;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import th.sala.law.Refusal;

/// Refusal: wrong passwords too often; no password is looked at until a moment.
public final class TooManyAttempts extends Refusal {
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");

    private final Instant until;

    TooManyAttempts(Instant until) {
        super("accounts.too-many", minuteAfter(until).toString());
        this.until = until;
    }

    public Instant until() {
        return until;
    }

    /// The first full minute of Bangkok's clock at which the wait is over.
    static LocalTime minuteAfter(Instant until) {
        var minute = until.truncatedTo(ChronoUnit.MINUTES);
        var over = minute.equals(until) ? minute : minute.plus(1, ChronoUnit.MINUTES);
        return LocalTime.ofInstant(over, BANGKOK);
    }
}
