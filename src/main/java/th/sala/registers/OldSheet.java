package th.sala.registers;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import th.sala.files.Spreadsheet;
import th.sala.law.Refusal;
import th.sala.thai.Digits;
import th.sala.thai.ThaiText;
import th.sala.thai.TypedDay;

/// Reads the sheet of a register kept before Sala: a row of headings, then a row a line.
final class OldSheet {
    /// The most lines of a file.
    static final int MOST_LINES = 20_000;

    private static final int LONGEST_TEXT = 1_000;

    /// The heading is looked for in these first rows; titles may stand above it.
    private static final int HEADING_WITHIN = 10;

    private static final Pattern NUMBER = Pattern.compile("0*([1-9][0-9]{0,5})");

    private final Spreadsheet sheet;
    private final LocalDate today;
    private final Map<OldColumn, Integer> places;
    private final List<DryRun.Row> lines = new ArrayList<>();
    private final List<DryRun.Wrong> wrong = new ArrayList<>();
    private final Map<Registers.Position, Integer> rowOf = new HashMap<>();

    private OldSheet(Spreadsheet sheet, LocalDate today, Map<OldColumn, Integer> places) {
        this.sheet = sheet;
        this.today = today;
        this.places = places;
    }

    /// Refusal: the sheet has no row of headings, or nothing below it.
    static final class NoLines extends Refusal {
        private NoLines(String key, Object... arguments) {
            super(key, arguments);
        }
    }

    /// @param today no line is of a later day
    /// @throws Spreadsheet.NotReadable if it is no sheet or too large
    /// @throws NoLines if there is nothing to read in it
    static DryRun read(byte[] content, LocalDate today) {
        var sheet = Spreadsheet.read(content, MOST_LINES + HEADING_WITHIN);
        int heading = 0;
        Map<OldColumn, Integer> places = Map.of();
        for (int i = 0; i < Math.min(HEADING_WITHIN, sheet.lines().size()); i++) {
            var found = places(sheet.lines().get(i));
            if (found.size() > places.size()) {
                heading = i;
                places = found;
            }
        }
        for (var column : OldColumn.values()) {
            if (column.isRequired && !places.containsKey(column)) {
                throw new NoLines("registers.import.no-column", column.heading());
            }
        }
        var lines = sheet.lines().subList(heading + 1, sheet.lines().size());
        if (lines.isEmpty()) {
            throw new NoLines("registers.import.empty");
        }
        if (lines.size() > MOST_LINES) {
            throw new NoLines("files.sheet.too-long", Integer.toString(MOST_LINES));
        }
        var reading = new OldSheet(sheet, today, places);
        lines.forEach(reading::line);
        return new DryRun(reading.lines, 0, reading.wrong);
    }

    private static Map<OldColumn, Integer> places(Spreadsheet.Line line) {
        var places = new EnumMap<OldColumn, Integer>(OldColumn.class);
        for (int i = 0; i < line.cells().size(); i++) {
            for (var column : OldColumn.values()) {
                if (column.isHeadedBy(line.cell(i))) {
                    places.putIfAbsent(column, i);
                }
            }
        }
        return places;
    }

    private void line(Spreadsheet.Line line) {
        var before = wrong.size();
        var entered = day(line, OldColumn.DATE);
        var number = number(line);
        var letterDate = day(line, OldColumn.LETTER_DATE);
        var texts = new EnumMap<OldColumn, String>(OldColumn.class);
        for (var column : OldColumn.values()) {
            texts.put(column, text(line, column));
        }
        if (texts.getOrDefault(OldColumn.SUBJECT, "").isEmpty()) {
            wrong.add(new DryRun.Wrong(line.number(), OldColumn.SUBJECT, "", "missing"));
        }
        if (entered.isPresent() && number > 0) {
            mustBeFirst(line.number(), entered.get(), number);
        }
        if (wrong.size() == before) {
            lines.add(
                    new DryRun.Row(
                            line.number(),
                            old(entered.orElseThrow(), number, letterDate.orElse(null), texts)));
        }
    }

    private static Registers.OldLine old(
            LocalDate entered,
            int number,
            @Nullable LocalDate letterDate,
            Map<OldColumn, String> texts) {
        return new Registers.OldLine(
                entered.getYear(),
                number,
                entered,
                Digits.ARABIC.in(texts.getOrDefault(OldColumn.LETTER_NUMBER, "")),
                letterDate,
                texts.getOrDefault(OldColumn.SENDER, ""),
                texts.getOrDefault(OldColumn.RECEIVER, ""),
                texts.getOrDefault(OldColumn.SUBJECT, ""),
                texts.getOrDefault(OldColumn.ACTION, ""),
                texts.getOrDefault(OldColumn.REMARK, ""));
    }

    private void mustBeFirst(int row, LocalDate entered, int number) {
        var place = new Registers.Position(entered.getYear(), number);
        var first = rowOf.putIfAbsent(place, row);
        if (first != null) {
            var value = Integer.toString(number);
            wrong.add(new DryRun.Wrong(row, OldColumn.NUMBER, value, "twice", first));
        }
    }

    private Optional<LocalDate> day(Spreadsheet.Line line, OldColumn column) {
        var cell = cell(line, column);
        if (cell.isBlank()) {
            if (column.isRequired) {
                wrong.add(new DryRun.Wrong(line.number(), column, "", "missing"));
            }
            return Optional.empty();
        }
        var day = TypedDay.read(cell).or(() -> dayOfNumber(cell));
        if (day.isEmpty()) {
            wrong.add(new DryRun.Wrong(line.number(), column, cell, "day"));
        } else if (day.get().isAfter(today)) {
            wrong.add(new DryRun.Wrong(line.number(), column, cell, "future"));
            return Optional.empty();
        }
        return day;
    }

    /// Excel's own days; a year typed in the Buddhist era stands there as of the common era.
    private Optional<LocalDate> dayOfNumber(String cell) {
        return sheet.day(cell)
                .flatMap(day ->
                        TypedDay.of(day.getYear(), day.getMonthValue(), day.getDayOfMonth()));
    }

    /// The register number, or 0 with what is wrong noted.
    private int number(Spreadsheet.Line line) {
        var cell = cell(line, OldColumn.NUMBER).strip();
        if (cell.isEmpty()) {
            wrong.add(new DryRun.Wrong(line.number(), OldColumn.NUMBER, "", "missing"));
            return 0;
        }
        var number = NUMBER.matcher(Digits.ARABIC.in(cell));
        if (!number.matches()) {
            wrong.add(new DryRun.Wrong(line.number(), OldColumn.NUMBER, cell, "number"));
            return 0;
        }
        return Integer.parseInt(number.group(1));
    }

    private String text(Spreadsheet.Line line, OldColumn column) {
        var text = ThaiText.normalise(cell(line, column));
        if (text.length() > LONGEST_TEXT) {
            wrong.add(new DryRun.Wrong(line.number(), column, text, "long", LONGEST_TEXT));
        }
        return text;
    }

    private String cell(Spreadsheet.Line line, OldColumn column) {
        var place = places.get(column);
        return place == null ? "" : line.cell(place);
    }
}
