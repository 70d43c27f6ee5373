package th.sala.files;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/// CSV that spreadsheets open as it is: UTF-8 with its mark, and no text that they would take for a
/// formula.
public final class Csv implements Rows {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String FORMULA_BEGINNINGS = "=+-@\t\r\n＝＋－＠";

    private final CSVPrinter printer;

    /// Writes the mark at once; the stream is closed with this.
    public Csv(OutputStream bytes) throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
        writer.write(BYTE_ORDER_MARK);
        this.printer = new CSVPrinter(writer, CSVFormat.EXCEL);
    }

    @Override
    public void line(List<? extends @Nullable Object> values) throws IOException {
        for (var value : values) {
            printer.print(value instanceof String text ? harmless(text) : value);
        }
        printer.println();
    }

    /// A text that a spreadsheet would take for a formula gets a `'` before it.
    public static String harmless(String text) {
        var first = text.stripLeading();
        var isFormula =
                !text.isEmpty()
                        && (FORMULA_BEGINNINGS.indexOf(text.charAt(0)) >= 0
                                || (!first.isEmpty()
                                        && FORMULA_BEGINNINGS.indexOf(first.charAt(0)) >= 0));
        return isFormula ? "'" + text : text;
    }

    @Override
    public void close() throws IOException {
        printer.close(true);
    }
}
