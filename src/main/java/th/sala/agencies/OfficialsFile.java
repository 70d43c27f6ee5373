package th.sala.agencies;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import th.sala.files.Csv;
import th.sala.files.Spreadsheet;

/// A list of people as an agency has it: .xlsx, or CSV in UTF-8, UTF-16 or the Thai encoding of
/// Windows (TIS-620). The first line names the columns, in Thai or English and in any order.
final class OfficialsFile {
    static final int LARGEST = 5 << 20;
    static final int MOST_ROWS = 5_000;
    private static final Charset WINDOWS_874 = Charset.forName("x-windows-874");
    private static final int HEADER_SAMPLE = 2_000;

    enum Column {
        NAME(
                "ชื่อ-นามสกุล",
                "ชื่อ",
                "ชื่อและนามสกุล",
                "ชื่อ–นามสกุล",
                "ชื่อสกุล",
                "name",
                "full name"),
        POSITION("ตำแหน่ง", "position", "title"),
        UNIT("หน่วยงานย่อย", "สังกัด", "กลุ่ม/ฝ่าย", "unit", "owner code"),
        MAIL("ไปรษณีย์อิเล็กทรอนิกส์", "อีเมล", "e-mail", "email", "mail"),
        TELEPHONE("โทรศัพท์", "เบอร์โทรศัพท์", "telephone", "phone");

        private final List<String> names;

        Column(String... names) {
            this.names = List.of(names);
        }

        /// As the template has it.
        String header() {
            return names.getFirst();
        }

        private boolean isCalled(String typed) {
            return names.contains(CleanText.of(typed).toLowerCase(Locale.ROOT));
        }
    }

    /// One person as typed.
    ///
    /// @param number of the row in the file, from 1
    /// @param computed the columns where a formula or an error stands
    record Line(
            long number,
            String name,
            String position,
            String unit,
            String mail,
            String telephone,
            Set<Column> computed) {}

    /// Refusal: the file is not a list of people that can be read.
    static final class Unusable extends th.sala.law.Refusal {
        Unusable(String key, Object... arguments) {
            super(key, arguments);
        }
    }

    private record Cells(long number, List<String> cells, Set<Integer> computed) {}

    private OfficialsFile() {}

    /// @throws Unusable or a refusal of the spreadsheet's, which say what to do
    static List<Line> read(byte[] content) {
        if (content.length == 0) {
            throw new Unusable("agencies.import.empty");
        }
        if (content.length > LARGEST) {
            throw new Unusable("agencies.import.too-large");
        }
        var isZip = content.length > 1 && content[0] == 'P' && content[1] == 'K';
        var rows = isZip ? sheet(content) : csv(content);
        if (rows.size() < 2) {
            throw new Unusable("agencies.import.empty");
        }
        var columns = columns(rows.getFirst());
        if (rows.size() - 1 > MOST_ROWS) {
            throw new Unusable("agencies.import.too-long", MOST_ROWS);
        }
        return rows.subList(1, rows.size()).stream().map(row -> line(row, columns)).toList();
    }

    private static Map<Column, Integer> columns(Cells header) {
        var columns = new TreeMap<Column, Integer>();
        for (int i = 0; i < header.cells().size(); i++) {
            for (var column : Column.values()) {
                if (column.isCalled(header.cells().get(i))
                        && columns.putIfAbsent(column, i) != null) {
                    throw new Unusable("agencies.import.header-twice", column.header());
                }
            }
        }
        if (!columns.containsKey(Column.NAME)) {
            throw new Unusable("agencies.import.no-header", Column.NAME.header());
        }
        return columns;
    }

    private static Line line(Cells row, Map<Column, Integer> columns) {
        return new Line(
                row.number(),
                cell(row, columns, Column.NAME),
                cell(row, columns, Column.POSITION),
                cell(row, columns, Column.UNIT),
                CleanText.address(cell(row, columns, Column.MAIL)),
                cell(row, columns, Column.TELEPHONE),
                computed(row, columns));
    }

    /// CSV has no formulas, but spreadsheets write them as they would be typed.
    private static Set<Column> computed(Cells row, Map<Column, Integer> columns) {
        var computed = EnumSet.noneOf(Column.class);
        columns.forEach((column, at) -> {
            if (row.computed().contains(at) || cell(row, columns, column).startsWith("=")) {
                computed.add(column);
            }
        });
        return computed;
    }

    private static String cell(Cells row, Map<Column, Integer> columns, Column column) {
        var at = columns.getOrDefault(column, Integer.MAX_VALUE);
        var text = at < row.cells().size() ? CleanText.of(row.cells().get(at)) : "";
        // our own lists put an apostrophe before what a spreadsheet would calculate
        var isGuarded = text.length() > 1 && text.startsWith("'");
        return isGuarded && !Csv.harmless(text.substring(1)).equals(text.substring(1))
                ? text.substring(1)
                : text;
    }

    private static List<Cells> sheet(byte[] content) {
        return Spreadsheet.read(content, MOST_ROWS + 1).lines().stream()
                .map(line -> new Cells(line.number(), line.cells(), line.computed()))
                .toList();
    }

    private static List<Cells> csv(byte[] content) {
        var text = decoded(content);
        var format = CSVFormat.EXCEL.builder().setDelimiter(delimiter(text)).get();
        var rows = new ArrayList<Cells>();
        try (var parser = format.parse(new StringReader(text))) {
            for (var each : parser) {
                if (each.stream().allMatch(String::isBlank)) {
                    continue;
                }
                rows.add(new Cells(each.getRecordNumber(), each.toList(), Set.of()));
                if (rows.size() > MOST_ROWS + 1) {
                    throw new Unusable("agencies.import.too-long", MOST_ROWS);
                }
            }
        } catch (IOException | UncheckedIOException | IllegalStateException broken) {
            throw new Unusable("agencies.import.unreadable");
        }
        return rows;
    }

    /// What parts the cells of the first line.
    private static char delimiter(String text) {
        var end = text.indexOf('\n');
        var first = text.substring(0, end < 0 ? Math.min(HEADER_SAMPLE, text.length()) : end);
        for (char candidate : new char[] {'\t', ';'}) {
            if (first.indexOf(candidate) >= 0 && first.indexOf(',') < 0) {
                return candidate;
            }
        }
        return ',';
    }

    private static String decoded(byte[] content) {
        var isLittle = content.length > 1 && content[0] == (byte) 0xFF && content[1] == (byte) 0xFE;
        var isBig = content.length > 1 && content[0] == (byte) 0xFE && content[1] == (byte) 0xFF;
        if (isLittle || isBig) {
            return new String(content, StandardCharsets.UTF_16);
        }
        String text;
        try {
            text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(content))
                            .toString();
        } catch (CharacterCodingException notUtf8) {
            text = new String(content, WINDOWS_874);
        }
        if (text.indexOf('\0') >= 0) {
            throw new Unusable("agencies.import.unreadable");
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
