package th.sala.agencies;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/// A table as CSV that Excel opens as it should: UTF-8 with its mark, and no cell that a
/// spreadsheet would take for a formula.
final class Table {
    private static final char MARK = '\uFEFF';
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final StringBuilder text = new StringBuilder().append(MARK);
    private final CSVPrinter printer;

    Table(String... columns) {
        try {
            printer = new CSVPrinter(text, CSVFormat.EXCEL);
            printer.printRecord((Object[]) columns);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    Table row(List<? extends @Nullable Object> cells) {
        try {
            printer.printRecord(cells.stream().map(Table::harmless).toList());
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// A cell that begins like a formula gets an apostrophe in front.
    static String harmless(@Nullable Object cell) {
        var value = cell == null ? "" : cell.toString();
        var isFormula = !value.isEmpty() && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0;
        return isFormula ? "'" + value : value;
    }
}
