package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.LocalDate;
import th.sala.law.Clause;
import th.sala.worktime.WorkCalendar;

/// วันทำการ of some years, summed up once so that a run of any length is counted in the same time.
public final class WorkingDays {
    private final long firstDay;

    /// How many working days lie before each day.
    private final int[] before;

    private WorkingDays(long firstDay, int[] before) {
        this.firstDay = firstDay;
        this.before = before;
    }

    /// @param firstYear of the common era
    /// @param lastYear likewise, with all its days
    static WorkingDays of(WorkCalendar calendar, int firstYear, int lastYear) {
        var first = LocalDate.of(firstYear, 1, 1);
        var days = (int) (LocalDate.of(lastYear + 1, 1, 1).toEpochDay() - first.toEpochDay());
        var before = new int[days + 1];
        for (int i = 0; i < days; i++) {
            before[i + 1] = before[i] + (calendar.isWorkingDay(first.plusDays(i)) ? 1 : 0);
        }
        return new WorkingDays(first.toEpochDay(), before);
    }

    /// Half days of work between two half days, the second one not among them.
    ///
    /// @throws IllegalArgumentException for days outside the years
    int halves(long begin, long end) {
        return halvesBefore(end) - halvesBefore(begin);
    }

    private int halvesBefore(long half) {
        var day = Math.floorDiv(half, 2) - firstDay;
        var isInside = day >= 0 && day < before.length;
        if (!isInside || (day == before.length - 1 && Math.floorMod(half, 2) == 1)) {
            throw new IllegalArgumentException("outside the calendar's years");
        }
        var index = (int) day;
        return Math.floorMod(half, 2) == 0 ? 2 * before[index] : before[index] + before[index + 1];
    }

    /// The first working day after the run, on which its person is back.
    LocalDate after(LeaveDays days) {
        var half = days.end();
        while (halves(half, half + 1) == 0) {
            half++;
        }
        return LocalDate.ofEpochDay(Math.floorDiv(half, 2));
    }

    /// The run with all days off that lie right before and behind it.
    @Clause(id = "L5", of = LEAVE_55, value = "ข้อ 8 วรรคห้า")
    LeaveDays withDaysOffAround(LeaveDays days) {
        var begin = days.begin();
        var end = days.end();
        while (halves(begin - 1, begin) == 0) {
            begin--;
        }
        while (halves(end, end + 1) == 0) {
            end++;
        }
        return LeaveDays.between(begin, end);
    }
}
