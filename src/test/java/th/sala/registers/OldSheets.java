package th.sala.registers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// Sheets of old registers to test with.
final class OldSheets {
    static final Object[] HEADING = {
        "วันที่",
        "เลขทะเบียนรับ",
        "ที่",
        "ลงวันที่",
        "จาก",
        "ถึง",
        "เรื่อง",
        "การปฏิบัติ",
        "หมายเหตุ"
    };

    private OldSheets() {}

    static byte[] of(Object[]... rows) {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "Sala", "1.0")) {
            var sheet = workbook.newWorksheet("ทะเบียน");
            for (int row = 0; row < rows.length; row++) {
                for (int column = 0; column < rows[row].length; column++) {
                    put(sheet, row, column, rows[row][column]);
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static Object[] row(Object... cells) {
        return cells;
    }

    private static void put(Worksheet sheet, int row, int column, Object value) {
        switch (value) {
            case Number number -> sheet.value(row, column, number);
            case LocalDate day -> {
                sheet.value(row, column, day);
                sheet.style(row, column).format("d/mm/yyyy").set();
            }
            default -> sheet.value(row, column, value.toString());
        }
    }
}
