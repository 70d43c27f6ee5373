package th.sala.worktime;

import java.time.LocalDate;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Where other modules get the calendar of an agency. Holidays and office hours are public, so no
/// scope is needed.
@Service
public class WorkCalendars {
    private final Holidays holidays;
    private final OfficeHoursChanges changes;

    WorkCalendars(Holidays holidays, OfficeHoursChanges changes) {
        this.holidays = holidays;
        this.changes = changes;
    }

    /// The agency's calendar, good for the days of these years (of the common era).
    @Transactional(readOnly = true)
    public WorkCalendar of(UUID agency, int firstYear, int lastYear) {
        var days =
                holidays
                        .between(LocalDate.of(firstYear, 1, 1), LocalDate.of(lastYear, 12, 31))
                        .stream()
                        .map(Holiday::day)
                        .collect(Collectors.toUnmodifiableSet());
        var hours = new TreeMap<LocalDate, OfficeHours>();
        for (var change : changes.of(agency)) {
            hours.put(change.firstDay(), change.hours());
        }
        return new WorkCalendar(hours, days);
    }

    /// The calendar for whatever follows soon from something that happens on that day: its year and
    /// the next.
    @Transactional(readOnly = true)
    public WorkCalendar of(UUID agency, LocalDate day) {
        return of(agency, day.getYear(), day.getYear() + 1);
    }
}
