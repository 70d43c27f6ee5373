package th.sala.telework;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.leave.Absence;
import th.sala.leave.Absences;
import th.sala.leave.LeaveDays;
import th.sala.worktime.WorkCalendars;

/// On which days who works outside, for other modules. Every call is made in the agency's scope.
@Service
@Transactional(readOnly = true)
public class OutsideDays {
    private final OutsideDayRows days;
    private final Absences absences;
    private final WorkCalendars calendars;

    OutsideDays(OutsideDayRows days, Absences absences, WorkCalendars calendars) {
        this.days = days;
        this.absences = absences;
        this.calendars = calendars;
    }

    /// The working days on which these officials work outside by an order of the head, by day. Days
    /// after a recall or a termination are none, and holidays that were declared later are none,
    /// and neither is a whole day of approved leave; half a day of leave leaves the other half
    /// outside.
    ///
    /// @param last the last day, which counts
    public List<OutsideDay> of(
            UUID agency, Collection<UUID> officials, LocalDate first, LocalDate last) {
        if (officials.isEmpty() || last.isBefore(first)) {
            return List.of();
        }
        var calendar = calendars.of(agency, first.getYear(), last.getYear());
        var found =
                days.between(agency, officials, first, last).stream()
                        .filter(one -> calendar.isWorkingDay(one.day()))
                        .toList();
        if (found.isEmpty()) {
            return found;
        }
        var away = absences.of(agency, officials, first, last);
        return found.stream()
                .filter(one -> away.stream().noneMatch(leave -> isAllOf(leave, one)))
                .toList();
    }

    private static boolean isAllOf(Absence leave, OutsideDay one) {
        return leave.official().equals(one.official()) && isAllOf(leave.days(), one.day());
    }

    /// Whether the leave takes the whole day.
    static boolean isAllOf(LeaveDays leave, LocalDate day) {
        var isInside = !day.isBefore(leave.first()) && !day.isAfter(leave.last());
        var beginsAtNoon = leave.fromNoon() && day.equals(leave.first());
        var endsAtNoon = leave.untilNoon() && day.equals(leave.last());
        return isInside && !beginsAtNoon && !endsAtNoon;
    }
}
