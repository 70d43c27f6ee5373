package th.sala.agencies;

import java.util.Arrays;
import java.util.Locale;

/// What was typed into a search box: every word has to occur, anywhere in a name.
record Words(String typed) {
    private static final int MOST_WORDS = 8;
    private static final int MOST_LETTERS = 200;

    /// Each word as a `LIKE` pattern in lower case, its own wildcards taken literally.
    String[] patterns() {
        var text = CleanText.of(typed);
        var words = text.substring(0, Math.min(MOST_LETTERS, text.length())).split(" ");
        return Arrays.stream(words)
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .map(word -> "%" + literal(word.toLowerCase(Locale.ROOT)) + "%")
                .toArray(String[]::new);
    }

    private static String literal(String word) {
        return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
