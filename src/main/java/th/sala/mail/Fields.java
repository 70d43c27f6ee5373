package th.sala.mail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The header of a mail or of one of its parts: its fields in their order, unfolded, decoded from
/// whatever bytes they came in, encoded words still encoded.
final class Fields {
    private record Field(String name, String value) {}

    /// How the names of our own fields begin.
    static final String OWN = "sala-";

    private final List<Field> fields = new ArrayList<>();

    /// @param raw the whole field: name, colon, value
    void add(byte[] raw) {
        var text = Charsets.decode(raw, "");
        var colon = text.indexOf(':');
        if (colon > 0) {
            var name = text.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            var value = text.substring(colon + 1).replaceAll("\\r?\\n(?=[ \\t])", "");
            fields.add(new Field(name, value.replaceAll("[\\p{Cc}&&[^\\t]]+", " ").strip()));
        }
    }

    /// Reads a block of fields; stops at an empty line.
    static Fields read(String block) {
        var fields = new Fields();
        var field = new StringBuilder();
        for (var line : (Iterable<String>) block.lines()::iterator) {
            if (line.isBlank()) {
                break;
            }
            if (!line.startsWith(" ") && !line.startsWith("\t")) {
                fields.addText(field);
                field.setLength(0);
            }
            field.append(field.isEmpty() ? "" : "\r\n").append(line);
        }
        fields.addText(field);
        return fields;
    }

    private void addText(CharSequence field) {
        if (!field.isEmpty()) {
            add(field.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    /// The first field of that name.
    Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    List<String> all(String name) {
        return fields.stream().filter(field -> field.name.equals(name)).map(Field::value).toList();
    }

    String text(String name) {
        return first(name).map(EncodedWords::decode).map(Texts::oneLine).orElse("");
    }

    /// Those of ours.
    Map<String, String> own() {
        var own = new LinkedHashMap<String, String>();
        for (var field : fields) {
            if (field.name.startsWith(OWN)) {
                own.putIfAbsent(field.name, Texts.oneLine(EncodedWords.decode(field.value)));
            }
        }
        return own;
    }
}
