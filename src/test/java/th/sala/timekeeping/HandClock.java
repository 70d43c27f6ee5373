package th.sala.timekeeping;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import th.sala.Sala;

/// A clock that stands where a test puts it, by Bangkok's time.
final class HandClock extends Clock {
    private volatile LocalDateTime time;

    HandClock(LocalDateTime time) {
        this.time = time;
    }

    void set(LocalDateTime other) {
        time = other;
    }

    @Override
    public ZoneId getZone() {
        return Sala.BANGKOK;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }

    @Override
    public Instant instant() {
        return time.atZone(Sala.BANGKOK).toInstant();
    }
}
