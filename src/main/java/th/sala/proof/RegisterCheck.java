package th.sala.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Holds the lines of registers, and other records, against what the log's entries committed to
/// when each was made or changed.
final class RegisterCheck {
    /// A line of a register: a number of a year in a book.
    private record Place(String book, int year) {}

    private static final String RECORD = "record";
    private static final String LINE = "register-line";

    /// What a statement says besides the record's own values.
    private static final Set<String> OF_THE_ACT = Set.of("who", "reason");

    private static final Set<String> TAKES_A_NUMBER =
            Set.of("register.entered", "register.reserved");

    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Map<String, String>> said = new LinkedHashMap<>();
    private final Map<String, Long> takenBy = new LinkedHashMap<>();
    private final Map<Place, TreeMap<Integer, String>> lines = new LinkedHashMap<>();

    /// @param exhibits in the log's order
    /// @param mustBeWhole whether each line of the period must be there
    static List<Finding> check(List<Exhibit> exhibits, List<Fields> records, boolean mustBeWhole) {
        var check = new RegisterCheck();
        exhibits.forEach(check::hear);
        check.compare(records);
        if (mustBeWhole) {
            check.numbering();
            check.missing(records);
        }
        return check.findings;
    }

    /// A later statement about a record replaces what an earlier one said in the same field.
    private void hear(Exhibit exhibit) {
        var entry = exhibit.entry();
        if (!entry.isDone() || exhibit.statement().isEmpty()) {
            return;
        }
        var fields = exhibit.statement().get().fields();
        var line = lineOf(fields);
        var key = line.orElse(entry.record());
        if (line.isPresent() && TAKES_A_NUMBER.contains(entry.act())) {
            var before = takenBy.put(key, exhibit.index());
            if (before != null) {
                findings.add(Finding.broken("number.double", key, before, exhibit.index()));
            }
        }
        if (line.isPresent() || fields.find(RECORD).isPresent()) {
            var all = said.computeIfAbsent(key, _ -> new LinkedHashMap<>());
            all.putAll(fields.values());
        }
    }

    private static Optional<String> lineOf(Fields fields) {
        if (fields.names().containsAll(List.of("book", "year", "number"))) {
            return Optional.of(
                    "%s %s/%s/%s"
                            .formatted(
                                    LINE,
                                    fields.get("book"),
                                    fields.get("year"),
                                    fields.get("number")));
        }
        return Optional.empty();
    }

    private void compare(List<Fields> records) {
        var compared = 0;
        for (var record : records) {
            var key = lineOf(record).orElseGet(() -> record.get(RECORD));
            var evidence = said.get(key);
            lineOf(record).ifPresent(line -> place(record, line));
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

    private void place(Fields record, String line) {
        var place = new Place(record.get("book"), Integer.parseInt(record.get("year")));
        lines.computeIfAbsent(place, _ -> new TreeMap<>())
                .put(Integer.parseInt(record.get("number")), line);
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
        return record.find("title")
                .map(title -> "%s %s/%s".formatted(title, record.get("number"), record.get("year")))
                .orElse(key);
    }

    private void numbering() {
        lines.forEach((place, numbers) -> {
            for (int number = numbers.firstKey(); number < numbers.lastKey(); number++) {
                if (!numbers.containsKey(number)) {
                    findings.add(Finding.broken("number.gap", place.book(), place.year(), number));
                }
            }
            findings.add(
                    Finding.holds(
                            "number.row",
                            place.book(),
                            place.year(),
                            numbers.firstKey(),
                            numbers.lastKey()));
        });
    }

    /// Lines that the log knows and the register has no more.
    private void missing(List<Fields> records) {
        var present = new java.util.HashSet<String>();
        records.forEach(record -> present.add(lineOf(record).orElseGet(() -> record.get(RECORD))));
        takenBy.forEach((key, index) -> {
            if (!present.contains(key)) {
                findings.add(Finding.broken("record.missing", key, index));
            }
        });
    }
}
