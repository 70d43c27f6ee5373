package th.sala.origin;

import java.util.regex.Pattern;

/// Whether a domain speaks for the domain that people see.
public final class Alignment {
    private static final int LONGEST = 253;
    private static final Pattern DOMAIN =
            Pattern.compile(
                    "[a-z0-9_]([a-z0-9_-]{0,62})(\\.[a-z0-9_]([a-z0-9_-]{0,62}))*",
                    Pattern.CASE_INSENSITIVE);

    private Alignment() {}

    /// Whether the domain is the one that people see, or one above or below it. Of the domains
    /// above only those with a dot: a whole top level speaks for nobody. Stricter than RFC 7489
    /// 3.1, which also takes neighbours below one registered domain: whose that is only a list of
    /// all registries could tell.
    ///
    /// @param speaker in lower case
    /// @param seen in lower case; nobody speaks for an empty one
    public static boolean isOf(String speaker, String seen) {
        if (speaker.isEmpty() || seen.isEmpty()) {
            return false;
        }
        return speaker.equals(seen)
                || isBelow(seen, speaker) && speaker.contains(".")
                || isBelow(speaker, seen) && seen.contains(".");
    }

    private static boolean isBelow(String domain, String above) {
        return domain.endsWith("." + above);
    }

    static boolean isDomain(String text) {
        return text.length() <= LONGEST && DOMAIN.matcher(text).matches();
    }
}
