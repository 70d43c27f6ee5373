package th.sala.leave;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What would become of a sheet of opening balances.
///
/// @param lines to be entered
/// @param wrong in the order of the rows; nothing is entered while there are any
record OpeningRun(List<Line> lines, List<Wrong> wrong) {
    private static final int LONGEST_VALUE = 60;

    /// A person's row.
    ///
    /// @param left half days of vacation of the years before
    /// @param taken half days of this fiscal year, taken before Sala
    record Line(
            int row,
            UUID official,
            String name,
            VacationRight.Service service,
            int left,
            Map<LeaveKind, Integer> taken) {
        Line {
            taken = Map.copyOf(taken);
        }
    }

    /// What is wrong in a row.
    ///
    /// @param column the message with the column's name
    /// @param value as it stands in the file
    /// @param reason the message that says what to do
    record Wrong(int row, String column, String value, String reason) {
        Wrong(int row, OpeningColumn column, String value, String reason) {
            this(
                    row,
                    column.key,
                    value.length() > LONGEST_VALUE
                            ? value.substring(0, LONGEST_VALUE) + "…"
                            : value,
                    "leave.opening.wrong." + reason);
        }
    }

    OpeningRun {
        lines = List.copyOf(lines);
        wrong = List.copyOf(wrong);
    }

    /// How many rows have anything wrong.
    public long wrongRows() {
        return wrong.stream().mapToInt(Wrong::row).distinct().count();
    }

    public boolean canBeEntered() {
        return wrong.isEmpty() && !lines.isEmpty();
    }
}
