package th.sala.agencies;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import th.sala.Sala;

/// A clock that stands at noon in Bangkok on the day it was set to.
public final class TestClock extends Clock {
    private volatile LocalDate day;

    public TestClock(LocalDate day) {
        this.day = day;
    }

    public void on(LocalDate other) {
        day = other;
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
        return day.atTime(12, 0).atZone(Sala.BANGKOK).toInstant();
    }
}
