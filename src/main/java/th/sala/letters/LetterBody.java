package th.sala.letters;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The text of a letter, of what anybody can type: a line is a paragraph, and three marks say more.
///
/// - `**ข้อความ**` is bold.
/// - A line that begins with a number (`1.`, `1.1`, `(1)`) or a bullet (`-`, `•`) is an item; the
///   more numbers, the deeper.
/// - Lines like `| ก | ข |` are a table, of which the first row is the head. So are lines with tabs
///   if two or more follow one another, as word processors hand tables over.
record LetterBody(List<Part> parts) {
    /// More would be too narrow to be read; what is left over stands in the last.
    static final int MOST_COLUMNS = 10;

    private static final int DEEPEST = 4;

    private static final Pattern ITEM =
            Pattern.compile(
                    "(?<number>(?:[0-9๐-๙]{1,3}\\.){1,8}+[0-9๐-๙]{0,3}\\.?|\\(?[0-9๐-๙]{1,3}\\)|\\([ก-ฮ]\\)|[-–•·●▪])\\s+(?<text>\\S.*)");

    /// What begins like an item's number, but is a time of day.
    private static final Pattern TIME = Pattern.compile("[0-9๐-๙]{1,2}\\.[0-9๐-๙]{2}\\s+น\\..*");

    private static final String BOLD = "**";

    LetterBody {
        parts = List.copyOf(parts);
    }

    sealed interface Part {}

    record Paragraph(List<Run> runs) implements Part {}

    /// @param level 1 for the outermost
    /// @param number as it was typed
    record Item(int level, String number, List<Run> runs) implements Part {}

    /// @param rows with as many cells each
    record Table(List<List<List<Run>>> rows) implements Part {
        int columns() {
            return rows.getFirst().size();
        }
    }

    /// A piece of text in one manner.
    record Run(String text, boolean bold) {}

    /// Without any marks: a line is a paragraph.
    static LetterBody plain(String text) {
        return new LetterBody(
                text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .<Part>map(line -> new Paragraph(List.of(new Run(line, false))))
                        .toList());
    }

    static LetterBody read(String text) {
        var parts = new ArrayList<Part>();
        var rows = new ArrayList<String>();
        for (var line : text.lines().map(String::strip).toList()) {
            if (isBarred(line) || line.indexOf('\t') > 0 && !ITEM.matcher(line).matches()) {
                rows.add(line);
                continue;
            }
            endTable(rows, parts);
            if (!line.isEmpty()) {
                parts.add(ofLine(line));
            }
        }
        endTable(rows, parts);
        return new LetterBody(parts);
    }

    private static boolean isBarred(String line) {
        return line.length() > 2 && line.startsWith("|") && line.endsWith("|");
    }

    /// A single line with tabs is a paragraph whose writer moved its words.
    private static void endTable(List<String> typed, List<Part> into) {
        if (typed.size() == 1 && !isBarred(typed.getFirst())) {
            into.add(ofLine(typed.getFirst().replaceAll("\\t+", " ")));
        } else if (!typed.isEmpty()) {
            var rows = typed.stream().map(LetterBody::cells).toList();
            int columns = rows.stream().mapToInt(List::size).max().orElseThrow();
            into.add(new Table(rows.stream().map(row -> row(row, columns)).toList()));
        }
        typed.clear();
    }

    private static List<String> cells(String line) {
        var isBarred = isBarred(line);
        var inner = isBarred ? line.substring(1, line.length() - 1) : line;
        var cells = new ArrayList<String>();
        for (var cell : inner.split(isBarred ? "\\|" : "\\t", -1)) {
            if (cells.size() < MOST_COLUMNS) {
                cells.add(cell.strip());
            } else {
                cells.add((cells.removeLast() + " " + cell.strip()).strip());
            }
        }
        return cells;
    }

    private static List<List<Run>> row(List<String> cells, int columns) {
        var row = new ArrayList<List<Run>>();
        for (int i = 0; i < columns; i++) {
            row.add(i < cells.size() ? runs(cells.get(i)) : List.of());
        }
        return row;
    }

    private static Part ofLine(String line) {
        var item = ITEM.matcher(line);
        if (!item.matches() || TIME.matcher(line).matches()) {
            return new Paragraph(runs(line));
        }
        var number = item.group("number");
        return new Item(level(number), number, runs(item.group("text")));
    }

    /// `1.` is 1, `1.1` is 2, `(1)` and bullets stand in an item.
    private static int level(String number) {
        var numbers = number.split("\\.");
        var isNumber = Character.isDigit(number.charAt(0)) && number.contains(".");
        return isNumber ? Math.min(DEEPEST, numbers.length) : 2;
    }

    private static List<Run> runs(String text) {
        var runs = new ArrayList<Run>();
        int said = 0;
        int last = lastEndOfBold(text);
        int begin = text.indexOf(BOLD);
        while (begin >= 0 && begin < last) {
            int end = isBlank(text, begin + 2) ? -1 : endOfBold(text, begin + 3);
            if (end >= 0) {
                add(runs, text.substring(said, begin), false);
                add(runs, text.substring(begin + 2, end), true);
                said = end + 2;
            }
            begin = text.indexOf(BOLD, end >= 0 ? said : begin + 1);
        }
        add(runs, text.substring(said), false);
        return runs;
    }

    /// A mark after a blank begins, it ends nothing.
    private static int endOfBold(String text, int from) {
        int end = text.indexOf(BOLD, from);
        while (end >= 0 && isBlank(text, end - 1)) {
            end = text.indexOf(BOLD, end + 1);
        }
        return end;
    }

    private static int lastEndOfBold(String text) {
        int end = text.lastIndexOf(BOLD);
        while (end > 0 && isBlank(text, end - 1)) {
            end = text.lastIndexOf(BOLD, end - 1);
        }
        return end;
    }

    private static boolean isBlank(String text, int at) {
        return at >= text.length() || Character.isWhitespace(text.charAt(at));
    }

    private static void add(List<Run> runs, String text, boolean bold) {
        if (!text.isEmpty()) {
            runs.add(new Run(text, bold));
        }
    }

    /// The words alone, a line for each paragraph, item and row; between cells a tab.
    String words() {
        return parts.stream().map(LetterBody::words).collect(Collectors.joining("\n"));
    }

    private static String words(Part part) {
        return switch (part) {
            case Paragraph(var runs) -> words(runs);
            case Item(_, var number, var runs) -> number + " " + words(runs);
            case Table(var rows) ->
                    rows.stream()
                            .map(row ->
                                    row.stream()
                                            .map(LetterBody::words)
                                            .collect(Collectors.joining("\t")))
                            .collect(Collectors.joining("\n"));
        };
    }

    static String words(List<Run> runs) {
        return runs.stream().map(Run::text).collect(Collectors.joining());
    }
}
