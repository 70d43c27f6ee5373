package th.sala.letters;

import static th.sala.law.Instrument.CENTRAL_67;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import th.sala.law.Clause;
import th.sala.worktime.WorkCalendar;

/// A working day and how often somebody looked at the central account in office hours.
///
/// @param looks in office hours, the earliest first
/// @param over whether its office hours are over
public record DayOfLooks(LocalDate day, List<Looks.Look> looks, boolean over) {
    /// What is asked for in office hours of each working day.
    static final int WANTED = 2;

    /// ไม่น้อยกว่าวันละสองครั้งในเวลาราชการ
    @Clause(id = "P3", of = CENTRAL_67, value = "ข้อ 3")
    public boolean isKept() {
        return looks.size() >= WANTED;
    }

    /// Whether the day is over and was not enough.
    public boolean isMissed() {
        return over && !isKept();
    }

    /// The message that says how the day went.
    public String key() {
        if (isKept()) {
            return "letters.looks.kept";
        }
        return over ? "letters.looks.missed" : "letters.looks.open";
    }

    /// The working days between two days, both included, that have begun.
    ///
    /// @param looks of at least these days, the earliest first
    static List<DayOfLooks> between(
            LocalDate first,
            LocalDate last,
            List<Looks.Look> looks,
            WorkCalendar calendar,
            ZonedDateTime now) {
        var days = new ArrayList<DayOfLooks>();
        for (var day = first; !day.isAfter(last); day = day.plusDays(1)) {
            var hours = calendar.hoursOn(day);
            var opening = day.atTime(hours.opening()).atZone(now.getZone());
            if (calendar.isWorkingDay(day) && !opening.isAfter(now)) {
                var closing = day.atTime(hours.closing()).atZone(now.getZone()).toInstant();
                var open =
                        looks.stream()
                                .filter(look ->
                                        !look.at().isBefore(opening.toInstant())
                                                && look.at().isBefore(closing))
                                .toList();
                days.add(new DayOfLooks(day, open, !closing.isAfter(now.toInstant())));
            }
        }
        return days;
    }
}
