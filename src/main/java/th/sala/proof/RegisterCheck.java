package th.sala.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Holds the lines of registers, and other records, against what the log's entries committed to
/// when each was made or changed.
final class RegisterCheck {
    /// The numbers of a year in a book.
    private record Row(String book, int year) {}

    private static final String RECORD = "record";
    private static final String LINE = "register-line";
    private static final String BOOK = "book";
    private static final String YEAR = "year";
    private static final String NUMBER = "number";
    private static final String KIND = "kind";
    private static final String CANCELLED = "CANCELLED";

    /// What a statement says besides the record's own values.
    private static final Set<String> OF_THE_ACT = Set.of("who", "reason");

    /// Acts that take a number nobody had; to use a reserved one is another act.
    private static final Set<String> TAKES_A_NUMBER =
            Set.of("register.entered", "register.reserved");

    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Map<String, String>> said = new HashMap<>();
    private final Map<String, Long> takenBy = new LinkedHashMap<>();
    private final Set<String> present = new HashSet<>();
    private final Map<Row, TreeMap<Integer, Fields>> rows = new LinkedHashMap<>();

    /// @param proven in the log's order
    /// @param mustBeWhole whether each line of the period must be there
    static List<Finding> check(
            List<LogCheck.Proven> proven, List<Fields> records, boolean mustBeWhole) {
        var check = new RegisterCheck();
        proven.forEach(check::hear);
        check.compare(records);
        if (mustBeWhole) {
            check.rows.forEach(check::numbering);
            check.missing();
        }
        return check.findings;
    }

    static boolean takesNumber(Entry entry) {
        return entry.isDone() && TAKES_A_NUMBER.contains(entry.act());
    }

    /// A later statement about a record replaces what an earlier one said in the same field.
    private void hear(LogCheck.Proven proven) {
        var entry = proven.entry();
        var statement = proven.exhibit().statement();
        if (!entry.isDone() || statement.isEmpty()) {
            return;
        }
        var fields = statement.get().fields();
        var line = lineOf(fields);
        var key = line.orElse(entry.record());
        if (line.isPresent() && takesNumber(entry)) {
            var index = proven.exhibit().index();
            var before = takenBy.put(key, index);
            if (before != null) {
                findings.add(Finding.broken("number.double", key, before, index));
            }
        }
        if (line.isPresent() || fields.find(RECORD).isPresent()) {
            said.computeIfAbsent(key, _ -> new LinkedHashMap<>()).putAll(fields.values());
        }
    }

    private static Optional<String> lineOf(Fields fields) {
        var values = fields.values();
        if (values.containsKey(BOOK) && values.containsKey(YEAR) && values.containsKey(NUMBER)) {
            return Optional.of(
                    String.join(
                            "/",
                            LINE + ' ' + values.get(BOOK),
                            values.get(YEAR),
                            values.get(NUMBER)));
        }
        return Optional.empty();
    }

    private void compare(List<Fields> records) {
        var compared = 0;
        for (var record : records) {
            var line = lineOf(record);
            var key = line.orElseGet(() -> record.get(RECORD));
            if (line.isPresent()) {
                place(record);
            }
            if (!present.add(key)) {
                findings.add(Finding.broken("record.twice", shown(key, record)));
            }
            var evidence = said.get(key);
            if (evidence == null) {
                findings.add(Finding.broken("record.unknown", shown(key, record)));
            } else {
                compare(key, record, evidence);
                compared++;
            }
        }
        if (compared > 0) {
            findings.add(Finding.holds("record.compared", compared));
        }
    }

    private void place(Fields record) {
        var row = new Row(record.get(BOOK), Integer.parseInt(record.get(YEAR)));
        var number = Integer.parseInt(record.get(NUMBER));
        rows.computeIfAbsent(row, _ -> new TreeMap<>()).put(number, record);
    }

    private void compare(String key, Fields record, Map<String, String> evidence) {
        evidence.forEach((name, then) -> {
            var now = record.find(name);
            if (!OF_THE_ACT.contains(name) && now.isPresent() && !now.get().equals(then)) {
                findings.add(
                        Finding.broken(
                                "record.changed", shown(key, record), name, then, now.get()));
            }
        });
    }

    /// How a person finds the record: the register's title and the number, if it is a line.
    private static String shown(String key, Fields record) {
        return lineOf(record)
                .flatMap(_ -> record.find("title"))
                .map(title -> title + ' ' + record.get(NUMBER) + '/' + record.get(YEAR))
                .orElse(key);
    }

    private void numbering(Row row, TreeMap<Integer, Fields> lines) {
        var title = lines.lastEntry().getValue().find("title").orElse(row.book());
        var cancelled = new ArrayList<String>();
        var expected = (long) lines.firstKey();
        for (var line : lines.entrySet()) {
            if (line.getKey() > expected) {
                var missing = numbers(expected, line.getKey() - 1L);
                findings.add(Finding.broken("number.gap", title, row.year(), missing));
            }
            expected = line.getKey() + 1L;
            if (line.getValue().find(KIND).filter(CANCELLED::equals).isPresent()) {
                cancelled.add(line.getKey().toString());
            }
        }
        findings.add(
                Finding.holds("number.row", title, row.year(), lines.firstKey(), lines.lastKey()));
        if (!cancelled.isEmpty()) {
            findings.add(
                    Finding.holds(
                            "number.cancelled", title, row.year(), String.join(", ", cancelled)));
        }
    }

    private static String numbers(long first, long last) {
        return first == last ? Long.toString(first) : first + "–" + last;
    }

    /// Lines that the log knows and the register has no more.
    private void missing() {
        takenBy.forEach((key, index) -> {
            if (!present.contains(key)) {
                findings.add(Finding.broken("record.missing", key, index));
            }
        });
    }
}
