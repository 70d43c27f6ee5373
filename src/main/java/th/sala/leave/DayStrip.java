package th.sala.leave;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import th.sala.worktime.WorkCalendar;

/// A row of days on which runs of leave stand: equal days side by side are one cell.
final class DayStrip {
    private DayStrip() {}

    /// What stands on a strip.
    ///
    /// @param kind null for whom it is not to be known
    /// @param waits whether nobody has approved it yet
    record Mark(LeaveDays days, @Nullable LeaveKind kind, boolean waits) {}

    /// Days side by side.
    ///
    /// @param mark null where nothing stands
    /// @param isOff whether the days are no working days
    record Cell(int span, @Nullable Mark mark, boolean morning, boolean afternoon, boolean isOff) {
        boolean isLike(Cell next) {
            return mark == next.mark
                    && morning == next.morning
                    && afternoon == next.afternoon
                    && isOff == next.isOff;
        }

        Cell longer() {
            return new Cell(span + 1, mark, morning, afternoon, isOff);
        }

        /// The classes of the style sheet.
        public String look() {
            var look = new StringBuilder(isOff ? "s-off" : "");
            if (mark != null) {
                look.append(mark.waits() ? " s-asked" : " s-away");
                look.append(morning && afternoon ? "" : morning ? " s-am" : " s-pm");
            }
            return look.toString().strip();
        }

        /// The message of what is written into it.
        public @Nullable String key() {
            if (mark == null || isOff) {
                return null;
            }
            return mark.kind() == null ? "leave.mark" : markKey(mark.kind());
        }
    }

    /// The message with the letter of a kind.
    static String markKey(LeaveKind kind) {
        if (kind.number == LeaveKind.SICK.number) {
            return "leave.mark.sick";
        }
        if (kind.number == LeaveKind.PERSONAL.number) {
            return "leave.mark.personal";
        }
        return kind == LeaveKind.VACATION ? "leave.mark.vacation" : "leave.mark";
    }

    /// @param marks none overlapping
    static List<Cell> of(List<Mark> marks, LocalDate first, LocalDate last, WorkCalendar calendar) {
        var cells = new ArrayList<Cell>();
        for (var day = first; !day.isAfter(last); day = day.plusDays(1)) {
            var cell = cell(marks, day, !calendar.isWorkingDay(day));
            if (!cells.isEmpty() && cells.getLast().isLike(cell)) {
                cells.add(cells.removeLast().longer());
            } else {
                cells.add(cell);
            }
        }
        return cells;
    }

    private static Cell cell(List<Mark> marks, LocalDate day, boolean isOff) {
        var half = 2 * day.toEpochDay();
        var morning = at(marks, half);
        var afternoon = at(marks, half + 1);
        return new Cell(
                1,
                morning == null ? afternoon : morning,
                morning != null,
                afternoon != null,
                isOff);
    }

    private static @Nullable Mark at(List<Mark> marks, long half) {
        for (var mark : marks) {
            if (mark.days().begin() <= half && half < mark.days().end()) {
                return mark;
            }
        }
        return null;
    }
}
