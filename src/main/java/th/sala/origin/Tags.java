package th.sala.origin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// `tag=value; …`, as signatures and key records are written (RFC 6376 3.2).
record Tags(Map<String, String> values) {
    private static final int MOST = 50;

    /// @return nothing if it is not written so, or a tag stands twice
    static Optional<Tags> of(String text) {
        var values = new LinkedHashMap<String, String>();
        for (var part : text.split(";", MOST)) {
            if (part.isBlank()) {
                continue;
            }
            var equals = part.indexOf('=');
            if (equals < 0) {
                return Optional.empty();
            }
            var tag = part.substring(0, equals).strip();
            var isTag = !tag.isEmpty() && tag.chars().allMatch(Tags::isOfTag);
            if (!isTag || values.put(tag, part.substring(equals + 1).strip()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new Tags(values));
    }

    private static boolean isOfTag(int c) {
        return c == '_' || c < 0x80 && Character.isLetterOrDigit(c);
    }

    boolean has(String tag) {
        return values.containsKey(tag);
    }

    /// Empty if it is not there.
    String value(String tag) {
        return values.getOrDefault(tag, "");
    }

    String value(String tag, String otherwise) {
        return values.getOrDefault(tag, otherwise);
    }

    /// Without the blanks that folding put into it.
    String solid(String tag) {
        return value(tag).replaceAll("\\s+", "");
    }

    /// What stands between colons.
    List<String> list(String tag) {
        return Stream.of(value(tag).split(":")).map(String::strip).toList();
    }

    boolean beginsWith(String tag) {
        return values.keySet().stream().findFirst().filter(tag::equals).isPresent();
    }
}
