package th.sala.leave;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import th.sala.worktime.WorkCalendar;

/// A row of days on which runs of leave stand: equal days side by side are one cell.
final class DayStrip {
    private DayStrip() {}

    /// What stands on a strip.
    ///
    /// @param kind null for whom it is not to be known
    /// @param waits whether nobody has approved it yet
    record Mark(LeaveDays days, @Nullable LeaveKind kind, boolean waits) {
        private String key() {
            return kind == null ? "leave.mark" : markKey(kind);
        }
    }

    /// Days side by side.
    ///
    /// @param morning null where nothing stands, as the afternoon
    /// @param isOff whether the days are no working days
    record Cell(int span, @Nullable Mark morning, @Nullable Mark afternoon, boolean isOff) {
        boolean isLike(Cell next) {
            return morning == next.morning && afternoon == next.afternoon && isOff == next.isOff;
        }

        Cell longer() {
            return new Cell(span + 1, morning, afternoon, isOff);
        }

        /// The classes of the style sheet.
        public String look() {
            var marks = marks();
            var look = new StringBuilder(isOff ? "s-off" : "");
            if (!marks.isEmpty()) {
                look.append(marks.stream().allMatch(Mark::waits) ? " s-asked" : " s-away");
                look.append(morning == null ? " s-pm" : afternoon == null ? " s-am" : "");
            }
            return look.toString().strip();
        }

        /// The messages of what is written into it.
        public List<String> keys() {
            return isOff ? List.of() : marks().stream().map(Mark::key).toList();
        }

        private List<Mark> marks() {
            return Stream.of(Optional.ofNullable(morning), Optional.ofNullable(afternoon))
                    .flatMap(Optional::stream)
                    .distinct()
                    .toList();
        }
    }

    /// The message with the letter of a kind.
    private static String markKey(LeaveKind kind) {
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
        return new Cell(1, at(marks, half), at(marks, half + 1), isOff);
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
