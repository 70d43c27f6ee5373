package th.sala.telework;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.worktime.WorkCalendars;

/// On which days who works outside, for other modules. Every call is made in the agency's scope.
@Service
@Transactional(readOnly = true)
public class OutsideDays {
    private final OutsideDayRows days;
    private final WorkCalendars calendars;

    OutsideDays(OutsideDayRows days, WorkCalendars calendars) {
        this.days = days;
        this.calendars = calendars;
    }

    /// The working days on which these officials work outside by an order of the head, by day.
    /// Days after a recall or a termination are none, and holidays that were declared later are
    /// none.
    ///
    /// @param last the last day, which counts
    public List<OutsideDay> of(
            UUID agency, Collection<UUID> officials, LocalDate first, LocalDate last) {
        if (officials.isEmpty() || last.isBefore(first)) {
            return List.of();
        }
        var calendar = calendars.of(agency, first.getYear(), last.getYear());
        return days.between(agency, officials, first, last).stream()
                .filter(one -> calendar.isWorkingDay(one.day()))
                .toList();
    }
}
