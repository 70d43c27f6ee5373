package th.sala.origin;

import java.util.Locale;
import java.util.Set;

/// What texts of the name service are.
public final class Records {
    private static final Set<String> ENFORCED = Set.of("quarantine", "reject");

    private Records() {}

    /// Whether it says who may send (RFC 7208).
    public static boolean isSpf(String text) {
        return Spf.isRecord(text);
    }

    /// Whether it says what is done with mail of nobody (RFC 7489).
    public static boolean isDmarc(String text) {
        return text.replaceAll("\\s", "").toLowerCase(Locale.ROOT).startsWith("v=dmarc1");
    }

    /// Whether such mail is not simply delivered.
    public static boolean isEnforced(String text) {
        return Tags.of(text)
                .filter(tags -> ENFORCED.contains(tags.value("p").toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    /// Whether both are records of one key that can be used.
    public static boolean isSameKey(String text, String other) {
        return Tags.of(text)
                .filter(tags ->
                        KeyRecord.of(java.util.List.of(text), tags.value("k", "rsa")).isPresent())
                .flatMap(
                        tags -> Tags.of(other).map(same -> same.solid("p").equals(tags.solid("p"))))
                .orElse(false);
    }
}
