package th.sala.registers;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What would become of an old register's file.
///
/// @param lines to be entered
/// @param already how many rows stand in the book just so
/// @param wrong in the order of the rows; nothing is entered while there are any
record DryRun(List<Row> lines, int already, List<Wrong> wrong) {
    /// A line and its row in the file, from 1.
    record Row(int row, Registers.OldLine line) {}

    /// What is wrong in a row.
    ///
    /// @param column the message with the column's name
    /// @param value as it stands in the file
    /// @param reason the message that says what to do
    record Wrong(int row, String column, String value, String reason, List<Object> arguments) {
        private static final int LONGEST_VALUE = 60;

        Wrong(int row, OldColumn column, String value, String reason, Object... arguments) {
            this(
                    row,
                    column.key,
                    value.length() > LONGEST_VALUE
                            ? value.substring(0, LONGEST_VALUE) + "…"
                            : value,
                    "registers.import.wrong." + reason,
                    Arrays.stream(arguments).<Object>map(String::valueOf).toList());
        }
    }

    /// How many rows have anything wrong.
    public long wrongRows() {
        return wrong.stream().mapToInt(Wrong::row).distinct().count();
    }

    public boolean canBeEntered() {
        return wrong.isEmpty() && !lines.isEmpty();
    }

    DryRun with(List<Row> left, int alreadyThere, List<Wrong> more) {
        var all =
                Stream.concat(wrong.stream(), more.stream())
                        .sorted(java.util.Comparator.comparingInt(Wrong::row))
                        .toList();
        return new DryRun(left, alreadyThere, all);
    }
}
