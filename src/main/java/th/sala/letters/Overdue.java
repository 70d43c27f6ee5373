package th.sala.letters;

import static th.sala.law.Instrument.ETDA_63;

import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.UUID;
import org.springframework.stereotype.Component;
import th.sala.law.Clause;
import th.sala.worktime.WorkCalendar;
import th.sala.worktime.WorkCalendars;

/// From when a missing acknowledgement stands out. The law names no time, only that the result of
/// every sending is checked; Sala says one whole working day.
@Component
class Overdue {
    private final WorkCalendars calendars;
    private final Clock clock;

    Overdue(WorkCalendars calendars, Clock clock) {
        this.calendars = calendars;
        this.clock = clock;
    }

    /// What was sent before this moment and is not answered is overdue.
    Instant since(UUID agency) {
        var now = clock.instant().atZone(clock.getZone());
        return since(now, calendars.of(agency, now.getYear() - 1, now.getYear())).toInstant();
    }

    /// The same time of day one working day ago: between the two lies a whole working day.
    @Clause(id = "C7", of = ETDA_63, value = "ข้อ 3(5)")
    static ZonedDateTime since(ZonedDateTime now, WorkCalendar calendar) {
        var day = now.minusDays(1);
        while (!calendar.isWorkingDay(day.toLocalDate())) {
            day = day.minusDays(1);
        }
        return day;
    }
}
