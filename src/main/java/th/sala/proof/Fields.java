package th.sala.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Named values in a fixed order, and their one spelling as text: a line for each, the name, a
/// space, the value. A newline in a value is written `\n`, a carriage return `\r`, a zero, which
/// databases take in no text, `\0`, a backslash `\\`, so that a text can be read in one way only.
public final class Fields {
    private final Map<String, String> values;

    /// @param values in their order; nobody else keeps them
    private Fields(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    public static Fields none() {
        return new Fields(Map.of());
    }

    /// These fields and one more at the end.
    ///
    /// @throws IllegalArgumentException if the name is none, or there already
    public Fields with(String name, Object value) {
        if (!isName(name) || values.containsKey(name)) {
            throw new IllegalArgumentException("field " + name + " twice, or no name");
        }
        var more = new LinkedHashMap<>(values);
        more.put(name, value.toString());
        return new Fields(more);
    }

    /// These fields and the others after them.
    public Fields with(Fields others) {
        var all = this;
        for (var field : others.values.entrySet()) {
            all = all.with(field.getKey(), field.getValue());
        }
        return all;
    }

    public Map<String, String> values() {
        return values;
    }

    public List<String> names() {
        return List.copyOf(values.keySet());
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /// @throws IllegalArgumentException if there is no such field
    public String get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no field " + name));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /// Reads what [#toString] wrote, and only that.
    ///
    /// @throws IllegalArgumentException if it is anything else
    public static Fields parse(String text) {
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw new IllegalArgumentException("the last line has no end");
        }
        var values = new LinkedHashMap<String, String>();
        for (var line : split(text, "\n")) {
            var space = line.indexOf(' ');
            if (space < 0 || !isName(line.substring(0, space)) || line.indexOf('\r') >= 0) {
                throw new IllegalArgumentException("not a field: " + line);
            }
            var name = line.substring(0, space);
            if (values.put(name, plain(line.substring(space + 1))) != null) {
                throw new IllegalArgumentException("field " + name + " twice");
            }
        }
        return new Fields(values);
    }

    /// The parts of a text; the last one only if it is not empty. In one pass: texts are long.
    static List<String> split(String text, String between) {
        var parts = new ArrayList<String>();
        var start = 0;
        for (var end = text.indexOf(between); end >= 0; end = text.indexOf(between, start)) {
            parts.add(text.substring(start, end));
            start = end + between.length();
        }
        if (start < text.length()) {
            parts.add(text.substring(start));
        }
        return parts;
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && isLetter(name.charAt(0))
                && name.chars().allMatch(c -> isLetter(c) || c == '-' || (c >= '0' && c <= '9'));
    }

    private static boolean isLetter(int sign) {
        return sign >= 'a' && sign <= 'z';
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\0", "\\0");
    }

    private static String plain(String escaped) {
        if (escaped.indexOf('\\') < 0) {
            return escaped;
        }
        var value = new StringBuilder();
        for (int at = 0; at < escaped.length(); at++) {
            var sign = escaped.charAt(at);
            if (sign != '\\') {
                value.append(sign);
                continue;
            }
            at++;
            value.append(
                    switch (at < escaped.length() ? escaped.charAt(at) : ' ') {
                        case '\\' -> '\\';
                        case 'n' -> '\n';
                        case 'r' -> '\r';
                        case '0' -> '\0';
                        default -> throw new IllegalArgumentException("unknown escape");
                    });
        }
        return value.toString();
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        values.forEach(
                (name, value) -> text.append(name).append(' ').append(escaped(value)).append('\n'));
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fields fields && toString().equals(fields.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
