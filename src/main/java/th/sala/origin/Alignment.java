package th.sala.origin;

import java.util.regex.Pattern;

/// Whether a domain speaks for the domain that people see.
public final class Alignment {
    private static final int LONGEST = 253;
    private static final Pattern DOMAIN =
            Pattern.compile(
                    "[a-z0-9_]([a-z0-9_-]{0,62})(\\.[a-z0-9_]([a-z0-9_-]{0,62}))*",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern REGISTRY = Pattern.compile("[^.]*|[^.]{1,3}\\.[^.]{2}");

    private Alignment() {}

    /// Whether the domain is the one that people see, or one above or below it, unless the upper
    /// one looks like a registry's: below that anybody may have a domain. Stricter than RFC 7489
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
                || isBelow(seen, speaker) && !isRegistry(speaker)
                || isBelow(speaker, seen) && !isRegistry(seen);
    }

    /// A top level, or one like `go.th` and `co.uk`: a few letters below a country's.
    private static boolean isRegistry(String domain) {
        return REGISTRY.matcher(domain).matches();
    }

    private static boolean isBelow(String domain, String above) {
        return domain.endsWith("." + above);
    }

    static boolean isDomain(String text) {
        return text.length() <= LONGEST && DOMAIN.matcher(text).matches();
    }
}
