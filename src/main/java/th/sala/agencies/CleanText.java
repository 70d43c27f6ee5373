package th.sala.agencies;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import th.sala.thai.Digits;

/// Typed text as it is kept: one way to write what looks the same, so that searching and comparing
/// work.
final class CleanText {
    private static final Pattern INVISIBLE =
            Pattern.compile(
                    "[\\u00AD\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u206F\\uFEFF]");
    private static final Pattern SPACES =
            Pattern.compile("[\\s\\u00A0\\u2000-\\u200A\\u202F\\u3000]+");
    private static final Pattern SPACES_IN_LINE =
            Pattern.compile("[ \\t\\u00A0\\u2000-\\u200A\\u202F\\u3000]+");

    private CleanText() {}

    /// One line: composed, without zero-width and other characters that change nothing but the
    /// looks, runs of white space made one space, `เเ` made `แ` and `ํา` made `ำ`. Control
    /// characters are left out.
    static String of(@Nullable String typed) {
        return typed == null ? "" : SPACES.matcher(visible(typed)).replaceAll(" ").strip();
    }

    /// The same for a text of several lines.
    static String lines(@Nullable String typed) {
        if (typed == null) {
            return "";
        }
        var unix = typed.replace("\r\n", "\n").replace('\r', '\n');
        return SPACES_IN_LINE.matcher(visible(unix)).replaceAll(" ").strip();
    }

    /// A letter number's beginning: one line with digits 0-9.
    static String code(@Nullable String typed) {
        return Digits.ARABIC.in(of(typed));
    }

    /// A mail address or domain: lower case, no white space around.
    static String address(@Nullable String typed) {
        return of(typed).toLowerCase(java.util.Locale.ROOT);
    }

    private static String visible(String typed) {
        var composed = Normalizer.normalize(typed, Normalizer.Form.NFC);
        var plain = INVISIBLE.matcher(composed).replaceAll("");
        var text = new StringBuilder(plain.length());
        plain.codePoints()
                .filter(point -> !Character.isISOControl(point) || Character.isWhitespace(point))
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .forEach(text::appendCodePoint);
        return text.toString().replace("เเ", "แ").replace("ํา", "ำ");
    }
}
