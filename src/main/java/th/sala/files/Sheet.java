package th.sala.files;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/// XLSX, written piece by piece. Texts are cells of text, which no spreadsheet takes for formulas;
/// what XML cannot say is left out of them.
public final class Sheet implements Rows {
    /// The most rows that a spreadsheet opens.
    private static final int MOST_ROWS = 1_048_576;

    /// The most characters of a cell.
    private static final int LONGEST = 32_767;

    private static final int PIECE = 500;

    private final Workbook workbook;
    private final String name;
    private Worksheet sheet;
    private int sheets = 1;
    private int row;

    /// @param name of the sheet, short
    public Sheet(OutputStream bytes, String name) {
        this.workbook = new Workbook(bytes, "Sala", "1.0");
        this.name = name;
        this.sheet = workbook.newWorksheet(name);
    }

    @Override
    public void line(List<? extends @Nullable Object> values) throws IOException {
        if (row == MOST_ROWS) {
            sheet.finish();
            sheets++;
            sheet = workbook.newWorksheet(name + " " + sheets);
            row = 0;
        }
        for (int column = 0; column < values.size(); column++) {
            put(column, values.get(column));
        }
        row++;
        if (row % PIECE == 0) {
            sheet.flush();
        }
    }

    private void put(int column, @Nullable Object value) {
        if (value instanceof Number number) {
            sheet.value(row, column, number);
        } else if (value != null) {
            sheet.value(row, column, plain(value.toString()));
        }
    }

    private static String plain(String text) {
        var plain = text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]|[\\uD800-\\uDFFF\\uFFFE\\uFFFF]", "");
        return plain.substring(0, Math.min(LONGEST, plain.length()));
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }
}
