package th.sala.worktime;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// One agency's working days and hours, as they were decided for the days in question.
///
/// @param hours which office hours hold from which day on; before the first, the usual ones
/// @param holidays days off besides Saturdays and Sundays, substituted ones included
public record WorkCalendar(NavigableMap<LocalDate, OfficeHours> hours, Set<LocalDate> holidays) {
    public WorkCalendar {
        hours = Collections.unmodifiableNavigableMap(new TreeMap<>(hours));
        holidays = Set.copyOf(holidays);
    }

    /// With the same office hours on all days.
    public WorkCalendar(OfficeHours hours, Set<LocalDate> holidays) {
        this(new TreeMap<>(Map.of(LocalDate.MIN, hours)), holidays);
    }

    public OfficeHours hoursOn(LocalDate day) {
        var decided = hours.floorEntry(day);
        return decided == null ? OfficeHours.USUAL : decided.getValue();
    }

    /// วันทำการ
    public boolean isWorkingDay(LocalDate day) {
        return !isWeekend(day) && !holidays.contains(day);
    }

    static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    public boolean isOpen(ZonedDateTime at) {
        var day = at.toLocalDate();
        return isWorkingDay(day) && hoursOn(day).contain(at.toLocalTime());
    }

    /// The first opening strictly after `at`.
    public ZonedDateTime nextOpening(ZonedDateTime at) {
        for (var day = at.toLocalDate(); ; day = day.plusDays(1)) {
            var opening = day.atTime(hoursOn(day).opening()).atZone(at.getZone());
            if (isWorkingDay(day) && opening.isAfter(at)) {
                return opening;
            }
        }
    }
}
