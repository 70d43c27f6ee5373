package th.sala.leave;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.agencies.Official;
import th.sala.files.Spreadsheet;
import th.sala.law.Refusal;
import th.sala.thai.Digits;
import th.sala.thai.ThaiText;
import th.sala.thai.TypedDay;

/// Reads the sheet of opening balances: a row of headings, then a row for each person.
final class OpeningSheet {
    /// The most people of a file.
    static final int MOST_LINES = 5_000;

    /// The heading is looked for in these first rows; titles may stand above it.
    private static final int HEADING_WITHIN = 10;

    /// Half days that a year has at most.
    private static final int MOST_HALVES = 2 * 365;

    /// Where the days stand that were taken of a kind.
    private static final Map<LeaveKind, OpeningColumn> TAKEN =
            new EnumMap<>(
                    Map.of(
                            LeaveKind.VACATION, OpeningColumn.VACATION,
                            LeaveKind.SICK, OpeningColumn.SICK,
                            LeaveKind.PERSONAL, OpeningColumn.PERSONAL));

    private final Spreadsheet sheet;
    private final Map<OpeningColumn, Integer> places;
    private final List<Spreadsheet.Line> rows;

    private OpeningSheet(
            Spreadsheet sheet, Map<OpeningColumn, Integer> places, List<Spreadsheet.Line> rows) {
        this.sheet = sheet;
        this.places = places;
        this.rows = rows;
    }

    /// Refusal: the sheet has no row of headings, or nothing below it.
    static final class NoLines extends Refusal {
        private NoLines(String key, Object... arguments) {
            super(key, arguments);
        }
    }

    /// Parses a file, which may take seconds.
    ///
    /// @throws Spreadsheet.NotReadable if it is no sheet or too large
    /// @throws NoLines if there is nothing to read in it, or a column is there twice
    static OpeningSheet open(byte[] content) {
        var sheet = Spreadsheet.read(content, MOST_LINES + HEADING_WITHIN);
        int heading = 0;
        Map<OpeningColumn, Integer> places = Map.of();
        for (int i = 0; i < Math.min(HEADING_WITHIN, sheet.lines().size()); i++) {
            var found = places(sheet.lines().get(i));
            if (found.size() > places.size()) {
                heading = i;
                places = found;
            }
        }
        if (!places.containsKey(OpeningColumn.APPOINTED)) {
            throw new NoLines("leave.opening.no-column", OpeningColumn.APPOINTED.heading());
        }
        if (!places.containsKey(OpeningColumn.MAIL) && !places.containsKey(OpeningColumn.NAME)) {
            throw new NoLines("leave.opening.no-column", OpeningColumn.MAIL.heading());
        }
        mustBeHeadedOnce(sheet.lines().get(heading));
        var rows = sheet.lines().subList(heading + 1, sheet.lines().size());
        if (rows.isEmpty()) {
            throw new NoLines("leave.opening.empty");
        }
        if (rows.size() > MOST_LINES) {
            throw new NoLines("files.sheet.too-long", Integer.toString(MOST_LINES));
        }
        return new OpeningSheet(sheet, places, rows);
    }

    private static Map<OpeningColumn, Integer> places(Spreadsheet.Line line) {
        var places = new EnumMap<OpeningColumn, Integer>(OpeningColumn.class);
        for (int i = 0; i < line.cells().size(); i++) {
            for (var column : OpeningColumn.values()) {
                if (column.isHeadedBy(line.cell(i))) {
                    places.putIfAbsent(column, i);
                }
            }
        }
        return places;
    }

    private static void mustBeHeadedOnce(Spreadsheet.Line heading) {
        for (var column : OpeningColumn.values()) {
            if (heading.cells().stream().filter(column::isHeadedBy).count() > 1) {
                throw new NoLines("leave.opening.column-twice", column.heading());
            }
        }
    }

    /// Holds the rows against the people there are.
    ///
    /// @param entered whose right of the year is there already
    /// @param taken of which kinds each has leave of the year in Sala
    /// @param self who sends it: nobody enters their own
    OpeningRun hold(
            FiscalYear year,
            List<Official> officials,
            Set<UUID> entered,
            Map<UUID, Set<LeaveKind>> taken,
            @Nullable UUID self) {
        var reading = new Reading(year, officials, entered, taken, self);
        rows.forEach(reading::line);
        return new OpeningRun(reading.lines, reading.wrong);
    }

    /// One pass over the rows.
    private final class Reading {
        private final FiscalYear year;
        private final List<Official> officials;
        private final Set<UUID> entered;
        private final Map<UUID, Set<LeaveKind>> inSala;
        private final @Nullable UUID self;
        private final List<OpeningRun.Line> lines = new ArrayList<>();
        private final List<OpeningRun.Wrong> wrong = new ArrayList<>();
        private final Map<UUID, Integer> rowOf = new HashMap<>();

        private Reading(
                FiscalYear year,
                List<Official> officials,
                Set<UUID> entered,
                Map<UUID, Set<LeaveKind>> inSala,
                @Nullable UUID self) {
            this.year = year;
            this.officials = officials;
            this.entered = entered;
            this.inSala = inSala;
            this.self = self;
        }

        private void line(Spreadsheet.Line line) {
            var before = wrong.size();
            mustBeTyped(line);
            var person = person(line);
            var appointed = day(line, OpeningColumn.APPOINTED);
            var since = day(line, OpeningColumn.SINCE).or(() -> appointed);
            var entry = entry(line);
            var left = halves(line, OpeningColumn.LEFT);
            var taken = new EnumMap<LeaveKind, Integer>(LeaveKind.class);
            TAKEN.forEach((kind, column) -> put(taken, kind, halves(line, column)));
            if (wrong.size() > before
                    || person.isEmpty()
                    || appointed.isEmpty()
                    || since.isEmpty()) {
                return;
            }
            if (appointed.get().isAfter(year.last()) || since.get().isAfter(appointed.get())) {
                wrong(line, OpeningColumn.APPOINTED, "service");
                return;
            }
            var service =
                    new VacationRight.Service(appointed.get(), entry, since.get(), false, false);
            var right = LeaveLedger.right(service, year, left);
            if (taken.getOrDefault(LeaveKind.VACATION, 0) > right.sum()) {
                wrong(line, OpeningColumn.VACATION, "more-than-right");
                return;
            }
            var official = person.get();
            if (isInSala(line, official.id(), taken)) {
                return;
            }
            lines.add(
                    new OpeningRun.Line(
                            line.number(), official.id(), official.name(), service, left, taken));
        }

        /// What a formula comes to is known only from whoever saved the file last.
        private void mustBeTyped(Spreadsheet.Line line) {
            places.forEach((column, place) -> {
                if (line.computed().contains(place)) {
                    wrong(line, column, "formula");
                }
            });
        }

        private static void put(Map<LeaveKind, Integer> taken, LeaveKind kind, int halves) {
            if (halves > 0) {
                taken.put(kind, halves);
            }
        }

        /// Whether days were taken in Sala too: nobody can tell if the sheet counts them once more.
        private boolean isInSala(
                Spreadsheet.Line line, UUID official, Map<LeaveKind, Integer> taken) {
            var there = new HashSet<>(inSala.getOrDefault(official, Set.of()));
            there.retainAll(taken.keySet());
            TAKEN.forEach((kind, column) -> {
                if (there.contains(kind)) {
                    wrong(line, column, "in-sala");
                }
            });
            return !there.isEmpty();
        }

        private void wrong(Spreadsheet.Line line, OpeningColumn column, String reason) {
            wrong.add(new OpeningRun.Wrong(line.number(), column, cell(line, column), reason));
        }

        /// By the address, or, where none is given, by a name that only one has.
        private Optional<Official> person(Spreadsheet.Line line) {
            var mail = cell(line, OpeningColumn.MAIL).toLowerCase(Locale.ROOT);
            var name = ThaiText.normalise(cell(line, OpeningColumn.NAME)).strip();
            var column = mail.isEmpty() ? OpeningColumn.NAME : OpeningColumn.MAIL;
            var found =
                    officials.stream()
                            .filter(one ->
                                    mail.isEmpty()
                                            ? one.name().equals(name)
                                            : one.mail().equals(mail))
                            .toList();
            if (found.size() != 1) {
                wrong(line, column, found.isEmpty() ? "nobody" : "several");
                return Optional.empty();
            }
            var official = found.getFirst();
            if (rowOf.putIfAbsent(official.id(), line.number()) != null) {
                wrong(line, column, "twice");
            } else if (official.id().equals(self)) {
                wrong(line, column, "own");
            } else if (entered.contains(official.id())) {
                wrong(line, column, "there");
            }
            return Optional.of(official);
        }

        private Optional<LocalDate> day(Spreadsheet.Line line, OpeningColumn column) {
            var cell = cell(line, column);
            if (cell.isBlank()) {
                if (column.isRequired) {
                    wrong(line, column, "missing");
                }
                return Optional.empty();
            }
            var day = TypedDay.read(cell).or(() -> dayOfNumber(cell));
            if (day.isEmpty()) {
                wrong(line, column, "day");
            }
            return day;
        }

        /// Excel's own days; a year typed in the Buddhist era stands there as of the common era.
        private Optional<LocalDate> dayOfNumber(String cell) {
            return sheet.day(cell)
                    .flatMap(day ->
                            TypedDay.of(day.getYear(), day.getMonthValue(), day.getDayOfMonth()));
        }

        /// One of the five ways, by its number in the template; the first appointment where nothing
        /// is said, which has the fewest rights.
        private VacationRight.Entry entry(Spreadsheet.Line line) {
            var cell = Digits.ARABIC.in(cell(line, OpeningColumn.ENTRY));
            var ways = VacationRight.Entry.values();
            if (cell.isEmpty()) {
                return VacationRight.Entry.FIRST_APPOINTMENT;
            }
            if (!cell.matches("[1-" + ways.length + "]")) {
                wrong(line, OpeningColumn.ENTRY, "way");
                return VacationRight.Entry.FIRST_APPOINTMENT;
            }
            return ways[Integer.parseInt(cell) - 1];
        }

        private int halves(Spreadsheet.Line line, OpeningColumn column) {
            var cell = Digits.ARABIC.in(cell(line, column));
            if (cell.isEmpty()) {
                return 0;
            }
            if (!cell.matches("[0-9]{1,3}(\\.[05])?")) {
                wrong(line, column, "days");
                return 0;
            }
            var halves = new BigDecimal(cell).multiply(BigDecimal.TWO).intValueExact();
            if (halves > MOST_HALVES) {
                wrong(line, column, "days");
            }
            return halves;
        }

        private String cell(Spreadsheet.Line line, OpeningColumn column) {
            var place = places.get(column);
            return place == null ? "" : line.cell(place).strip();
        }
    }
}
