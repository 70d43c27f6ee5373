package th.sala.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A resource of lines with tabs between the fields; the first line names them.
final class Table {
    private Table() {}

    /// @param name below `demo/`
    static List<Line> read(String name) {
        var lines = new String(bytes(name), StandardCharsets.UTF_8).lines().toList();
        var names = List.of(lines.getFirst().split("\t", -1));
        return lines.stream().skip(1).map(line -> line(names, line)).toList();
    }

    /// @param name below `demo/`
    static byte[] bytes(String name) {
        try (var resource = Table.class.getResourceAsStream("/demo/" + name)) {
            return Objects.requireNonNull(resource, name).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read demo/" + name, unreadable);
        }
    }

    private static Line line(List<String> names, String line) {
        var values = line.split("\t", -1);
        if (values.length != names.size()) {
            throw new IllegalStateException("not " + names.size() + " fields: " + line);
        }
        var fields = new HashMap<String, String>();
        for (int i = 0; i < values.length; i++) {
            fields.put(names.get(i), values[i]);
        }
        return new Line(fields);
    }

    record Line(Map<String, String> fields) {
        String text(String name) {
            return Objects.requireNonNull(fields.get(name), name);
        }

        int number(String name) {
            return Integer.parseInt(text(name));
        }

        /// The values between commas; none for an empty field.
        List<String> list(String name) {
            var text = text(name);
            return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
        }
    }
}
