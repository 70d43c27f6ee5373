package th.sala.files;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import th.sala.law.Refusal;

/// The first sheet of an .xlsx file that somebody sent. What is inside is not trusted: a file of a
/// few kilobytes can claim gigabytes of text or a cell in column 300 million, so both are looked at
/// before the library reads it.
///
/// @param lines those that have anything in them
/// @param from1904 whether its day numbers count from 1904, as on old Macintoshes
public record Spreadsheet(List<Line> lines, boolean from1904) {
    /// The most bytes of a file.
    public static final long LARGEST = 10L << 20;

    private static final long LARGEST_UNPACKED = 64L << 20;
    private static final int MOST_PARTS = 1_000;
    private static final int MOST_COLUMNS = 100;

    /// A number with more places than this stays as it was written.
    private static final int LONGEST_NUMBER = 30;

    /// Column XFD is the last one there can be.
    private static final Pattern POSSIBLE_CELL = Pattern.compile("[A-Z]{1,3}[0-9]{1,7}");

    /// Where programs are kept: those of VBA, and the sheets of Excel 4.
    private static final Pattern MACROS =
            Pattern.compile("(?i)vbaProject|vbaData|macrosheets/|activeX/");

    private static final XMLInputFactory XML = xml();

    /// One at a time: each may need some hundred megabytes.
    private static final ReentrantLock READING = new ReentrantLock();

    private static final Pattern DAY_NUMBER = Pattern.compile("([0-9]{1,7})(?:\\.[0-9]+)?");
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final LocalDate DAY_ZERO_1904 = LocalDate.of(1904, 1, 1);

    /// @param number of the row, from 1
    /// @param cells as text, from column A; numbers in plain notation, formulas by their last value
    /// @param computed the columns, from 0, where a formula or an error stands
    public record Line(int number, List<String> cells, Set<Integer> computed) {
        public Line {
            cells = List.copyOf(cells);
            computed = Set.copyOf(computed);
        }

        /// The text of a column from 0; empty if the row has none.
        public String cell(int column) {
            return column < cells.size() ? cells.get(column) : "";
        }

        public boolean isBlank() {
            return cells.stream().allMatch(String::isBlank);
        }
    }

    /// Refusal: the file cannot be read as a sheet of lines.
    public static class NotReadable extends Refusal {
        private NotReadable(String key, Object... arguments) {
            super(key, arguments);
        }
    }

    /// @param mostLines of the sheet that may have anything in them
    /// @throws NotReadable if it is no .xlsx, too large, or has more lines
    public static Spreadsheet read(byte[] content, int mostLines) {
        if (content.length > LARGEST) {
            throw tooLarge();
        }
        READING.lock();
        try {
            mustBePossible(content);
            return firstSheet(content, mostLines);
        } catch (IOException | RuntimeException unreadable) {
            throw unreadable instanceof NotReadable known
                    ? known
                    : new NotReadable("files.sheet.unreadable");
        } finally {
            READING.unlock();
        }
    }

    /// The day that a cell's number means in a column of days.
    public Optional<LocalDate> day(String cell) {
        var number = DAY_NUMBER.matcher(cell.strip());
        if (!number.matches()) {
            return Optional.empty();
        }
        var zero = from1904 ? DAY_ZERO_1904 : DAY_ZERO;
        return Optional.of(zero.plusDays(Integer.parseInt(number.group(1))));
    }

    private static XMLInputFactory xml() {
        var factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private static NotReadable tooLarge() {
        return new NotReadable("files.sheet.too-large", Long.toString(LARGEST >> 20));
    }

    private static Spreadsheet firstSheet(byte[] content, int mostLines) throws IOException {
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(content));
                Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            var lines = new ArrayList<Line>();
            for (var each = rows.iterator(); each.hasNext(); ) {
                var line = line(each.next());
                if (line.isBlank()) {
                    continue;
                }
                if (lines.size() == mostLines) {
                    throw new NotReadable("files.sheet.too-long", Integer.toString(mostLines));
                }
                lines.add(line);
            }
            return new Spreadsheet(List.copyOf(lines), workbook.isDate1904());
        }
    }

    private static Line line(Row row) {
        var cells = new ArrayList<String>();
        var computed = new HashSet<Integer>();
        for (int i = 0; i < Math.min(row.getCellCount(), MOST_COLUMNS); i++) {
            var cell = row.getCell(i);
            cells.add(text(cell));
            if (isComputed(cell)) {
                computed.add(i);
            }
        }
        return new Line(row.getRowNum(), cells, computed);
    }

    private static boolean isComputed(@Nullable Cell cell) {
        return cell != null
                && (cell.getType() == CellType.FORMULA
                        || cell.getType() == CellType.ERROR
                        || cell.getFormula() != null);
    }

    private static String text(@Nullable Cell cell) {
        if (cell == null) {
            return "";
        }
        if (cell.getType() == CellType.NUMBER && cell.getValue() instanceof BigDecimal number) {
            return plain(number);
        }
        var isWritten = cell.getType() == CellType.STRING;
        var text = isWritten ? cell.getText() : cell.getRawValue();
        return text == null ? "" : text;
    }

    private static String plain(BigDecimal number) {
        var isShort =
                number.precision() <= LONGEST_NUMBER && Math.abs(number.scale()) <= LONGEST_NUMBER;
        if (!isShort) {
            return number.toString();
        }
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static void mustBePossible(byte[] content) throws IOException {
        try (var zip = ZipFile.builder().setByteArray(content).get()) {
            var parts = Collections.list(zip.getEntries());
            if (parts.size() > MOST_PARTS) {
                throw new NotReadable("files.sheet.unreadable");
            }
            long left = LARGEST_UNPACKED;
            for (var part : parts) {
                if (MACROS.matcher(part.getName()).find()) {
                    throw new NotReadable("files.sheet.macros");
                }
                left -= unpacked(zip, part, left);
                mustHavePossibleCells(zip, part);
            }
        }
    }

    private static long unpacked(ZipFile zip, ZipArchiveEntry part, long most) throws IOException {
        try (var bytes = zip.getInputStream(part)) {
            var buffer = new byte[1 << 16];
            long size = 0;
            for (int read; (read = bytes.read(buffer)) > 0; ) {
                size += read;
                if (size > most) {
                    throw tooLarge();
                }
            }
            return size;
        }
    }

    /// Any part may be read as the sheet, whatever its name. What is no XML ends here where it ends
    /// for the library too: both use one parser.
    private static void mustHavePossibleCells(ZipFile zip, ZipArchiveEntry part)
            throws IOException {
        try (InputStream bytes = zip.getInputStream(part)) {
            var reader = XML.createXMLStreamReader(bytes);
            while (reader.hasNext()) {
                var isCell =
                        reader.next() == XMLStreamConstants.START_ELEMENT
                                && reader.getLocalName().equals("c");
                var address = isCell ? reader.getAttributeValue(null, "r") : null;
                if (address != null && !POSSIBLE_CELL.matcher(address).matches()) {
                    throw new NotReadable("files.sheet.unreadable");
                }
            }
        } catch (XMLStreamException notXml) {
            // a picture, perhaps
            return;
        }
    }
}
