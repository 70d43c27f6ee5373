package th.sala.agencies;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import th.sala.thai.Digits;
import th.sala.thai.ThaiText;

/// Typed text as it is kept, see [ThaiText]. A field that was not sent is an empty one.
final class CleanText {
    private CleanText() {}

    static String of(@Nullable String typed) {
        return typed == null ? "" : ThaiText.normalise(typed);
    }

    static String lines(@Nullable String typed) {
        return typed == null ? "" : ThaiText.normaliseLines(typed);
    }

    /// A letter number's beginning: one line with digits 0-9.
    static String code(@Nullable String typed) {
        return Digits.ARABIC.in(of(typed));
    }

    /// A mail address or domain in lower case.
    static String address(@Nullable String typed) {
        return of(typed).toLowerCase(Locale.ROOT);
    }
}
