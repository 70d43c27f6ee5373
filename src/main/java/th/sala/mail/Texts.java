package th.sala.mail;

/// Text of strangers, made harmless to show.
final class Texts {
    private static final String BIDI_CONTROLS = "[\\u202A-\\u202E\\u2066-\\u2069\\u200E\\u200F]";

    private Texts() {}

    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ")
                .replaceAll(BIDI_CONTROLS, "")
                .strip();
    }

    /// Lines ended by `\n`, no other control character than the tab.
    static String lines(String text) {
        return text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replaceAll("[\\p{Cc}&&[^\\n\\t]]", "")
                .replaceAll(BIDI_CONTROLS, "")
                .stripTrailing();
    }
}
