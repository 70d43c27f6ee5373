package th.sala.origin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The fields of a mail's header as they stand, each byte a character.
///
/// @param fields from the top, each with its folds, without the end of its line
public record MailHeader(List<Field> fields) {
    /// @param name in lower case
    /// @param raw name, colon and value
    public record Field(String name, String raw) {
        static Field of(String raw) {
            var colon = raw.indexOf(':');
            var name = colon < 0 ? "" : raw.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            return new Field(name, raw);
        }

        /// What stands behind the colon, unfolded.
        public String value() {
            return raw.substring(raw.indexOf(':') + 1).replaceAll("\\r?\\n", "").strip();
        }
    }

    /// Reads up to the empty line.
    public static MailHeader of(byte[] header) {
        var text = new String(header, StandardCharsets.ISO_8859_1);
        var fields = new ArrayList<Field>();
        for (int begin = 0; begin < text.length(); ) {
            var end = end(text, begin);
            var raw = text.substring(begin, end).replaceFirst("\\r?\\n$", "");
            if (raw.isEmpty()) {
                break;
            }
            fields.add(Field.of(raw));
            begin = end;
        }
        return new MailHeader(List.copyOf(fields));
    }

    /// Behind the field's last line.
    private static int end(String text, int begin) {
        var at = begin;
        do {
            var line = text.indexOf('\n', at);
            at = line < 0 ? text.length() : line + 1;
        } while (at < text.length() && isBlank(text.charAt(at)) && !isEmptyLine(text, begin));
        return at;
    }

    private static boolean isEmptyLine(String text, int at) {
        return text.startsWith("\n", at) || text.startsWith("\r\n", at);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /// From the top.
    public List<Field> all(String name) {
        return fields.stream().filter(field -> field.name.equals(name)).toList();
    }
}
