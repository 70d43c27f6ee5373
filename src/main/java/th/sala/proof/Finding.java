package th.sala.proof;

import java.util.List;
import java.util.stream.Stream;

/// What the verifier found.
///
/// @param key of its sentence in `verify.properties`
public record Finding(Level level, String key, List<String> values) {
    public enum Level {
        /// Checked, and so.
        HOLDS,
        /// Cannot be checked with what is here.
        OPEN,
        /// Checked, and not so.
        BROKEN
    }

    static Finding holds(String key, Object... values) {
        return new Finding(Level.HOLDS, key, texts(values));
    }

    static Finding open(String key, Object... values) {
        return new Finding(Level.OPEN, key, texts(values));
    }

    static Finding broken(String key, Object... values) {
        return new Finding(Level.BROKEN, key, texts(values));
    }

    private static List<String> texts(Object... values) {
        return Stream.of(values).map(Object::toString).toList();
    }
}
