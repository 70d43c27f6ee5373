package th.sala.mail;

import java.util.regex.Pattern;

/// Why a mail stands where it stands: the far server's own words, or a sentence of ours.
///
/// @param key the message of our sentence; empty if the words stand for themselves
/// @param words of the far server; in a sentence of ours its one argument, or empty
public record Reply(String key, String words) {
    public static final Reply NONE = new Reply("", "");

    private static final String BEGINNING = "mail.reply.";
    private static final Pattern OURS = Pattern.compile("(mail\\.reply\\.[a-z-]+)(?: (.*))?");

    static Reply words(String words) {
        return new Reply("", words);
    }

    /// @param sentence the last part of `mail.reply.…`
    static Reply ours(String sentence, String words) {
        return new Reply(BEGINNING + sentence, words);
    }

    /// The one line that is kept of it.
    public String kept() {
        return (key + " " + words).strip();
    }

    /// Reads a line that was kept.
    public static Reply of(String kept) {
        var ours = OURS.matcher(kept);
        if (!ours.matches()) {
            return words(kept);
        }
        return new Reply(ours.group(1), ours.group(2) == null ? "" : ours.group(2));
    }

    public boolean isBlank() {
        return key.isEmpty() && words.isBlank();
    }
}
