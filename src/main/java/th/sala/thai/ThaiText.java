package th.sala.thai;

import java.text.Normalizer;
import java.util.regex.Pattern;

/// Text as people type it, made equal where it looks equal. Every typed field goes through here
/// before it is compared or kept.
public final class ThaiText {
    /// Characters without a shape: zero-width spaces and joiners, marks of direction, soft hyphens.
    private static final Pattern UNSEEN =
            Pattern.compile("[\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF\\u00AD]");

    /// Controls other than tabs and line ends, and halves of characters.
    private static final Pattern CONTROLS =
            Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\t\\n\\r\\u0085]]");

    private static final Pattern LINE_END =
            Pattern.compile("\\r\\n|[\\n\\r\\f\\u000B\\u0085\\u2028\\u2029]");
    private static final Pattern SPACES = Pattern.compile("[\\s\\u0085\\p{Z}]+");
    private static final Pattern SPACE = Pattern.compile("\\p{Zs}");
    // the look-behinds below keep long runs of one character from costing their square
    private static final Pattern LINE_TAIL = Pattern.compile("(?<![ \\t])[ \\t]++(?=\\n|$)");
    private static final Pattern LONG_GAP = Pattern.compile("\\n{4,}");

    /// Accents that are on no letter, or on a Thai one: slips of the keyboard.
    private static final Pattern STRAY_ACCENTS =
            Pattern.compile("(?<![\\p{L}\\u0300-\\u036F&&[^\\u0E00-\\u0E7F]])[\\u0300-\\u036F]++");

    /// ำ typed in pieces, its tone mark before, inside or after them.
    private static final Pattern AM_IN_PIECES =
            Pattern.compile(
                    "(?<![\\u0E48-\\u0E4B])([\\u0E48-\\u0E4B]*+)\\u0E4D([\\u0E48-\\u0E4B]*+)\\u0E32");

    private static final Pattern AMS_AND_TONES = Pattern.compile("[\\u0E33\\u0E48-\\u0E4B]{2,}+");
    private static final String AM = "\u0E33";
    private static final String TWO_E = "\u0E40\u0E40";
    private static final String AE = "\u0E41";

    /// Where old fonts keep Thai marks in other positions, and text copied from PDFs still has
    /// them.
    private static final char FIRST_SHIFTED = '\uF700';

    private static final String SHIFTED =
            "\u0E10\u0E34\u0E35\u0E36\u0E37\u0E48\u0E49\u0E4A\u0E4B\u0E4C\u0E48\u0E49\u0E4A\u0E4B"
                    + "\u0E4C\u0E0D\u0E31\u0E4D\u0E47\u0E48\u0E49\u0E4A\u0E4B\u0E4C\u0E38\u0E39\u0E3A";

    private ThaiText() {}

    /// One line: NFC, `ํ` + `า` as ำ, `เเ` as แ, tone marks before ำ, nothing invisible, no
    /// controls, spaces collapsed and trimmed. Digits stay as they are. Idempotent.
    public static String normalise(String typed) {
        return SPACES.matcher(letters(typed)).replaceAll(" ").strip();
    }

    /// The same for a text of several lines: line ends are `\n`, spaces at the beginning and inside
    /// of a line stay, those at its end and empty lines around the text go.
    public static String normaliseLines(String typed) {
        var text = letters(LINE_END.matcher(typed).replaceAll("\n"));
        text = LINE_TAIL.matcher(SPACE.matcher(text).replaceAll(" ")).replaceAll("");
        text = LONG_GAP.matcher(text).replaceAll("\n\n\n");
        int first = 0;
        while (first < text.length() && text.charAt(first) == '\n') {
            first++;
        }
        return text.substring(first).stripTrailing();
    }

    private static String letters(String typed) {
        var text = UNSEEN.matcher(unshifted(typed)).replaceAll("");
        text = CONTROLS.matcher(text).replaceAll("");
        text = STRAY_ACCENTS.matcher(composed(text)).replaceAll("");
        text = composed(AM_IN_PIECES.matcher(text).replaceAll("$1$2" + AM));
        text = AMS_AND_TONES.matcher(text).replaceAll(run -> tonesFirst(run.group()));
        return composed(text.replace(TWO_E, AE));
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static String tonesFirst(String run) {
        var tones = run.replace(AM, "");
        return tones + AM.repeat(run.length() - tones.length());
    }

    private static String unshifted(String typed) {
        var text = new StringBuilder(typed);
        for (int i = 0; i < text.length(); i++) {
            var place = text.charAt(i) - FIRST_SHIFTED;
            if (place >= 0 && place < SHIFTED.length()) {
                text.setCharAt(i, SHIFTED.charAt(place));
            }
        }
        return text.toString();
    }
}
