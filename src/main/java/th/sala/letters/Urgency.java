package th.sala.letters;

import java.util.regex.Pattern;

/// ชั้นความเร็ว
public enum Urgency {
    NORMAL(""),
    /// ด่วน: faster than normal
    SOON("ด่วน"),
    /// ด่วนมาก: soon
    URGENT("ด่วนมาก"),
    /// ด่วนที่สุด: act at once
    IMMEDIATE("ด่วนที่สุด");

    /// How it stands on the letter and at the head of a mail's subject.
    public final String marking;

    Urgency(String marking) {
        this.marking = marking;
    }

    public String key() {
        return "letters.urgency." + name().toLowerCase(java.util.Locale.ROOT);
    }

    /// A mail's subject divided into its urgency and the letter's title.
    record Titled(Urgency urgency, String title) {}

    private static final Pattern MARKED =
            Pattern.compile(
                    "^\\s*[\\[(]?\\s*(ด่วนที่สุด|ด่วนมาก|ด่วน)\\s*[])]?\\s*[:：\\-–]*(?:\\s+|(?=เรื่อง)|$)\\s*(.*)$",
                    Pattern.DOTALL);
    private static final Pattern WORD_SUBJECT =
            Pattern.compile("^\\s*เรื่อง\\s*[:：]?\\s+(.*)$", Pattern.DOTALL);

    private static final int MOST_PREFIXES = 10;
    private static final int LONGEST = 1000;
    private static final Pattern PREFIX =
            Pattern.compile(
                    "^\\s*(?:(?:re|fwd?|ตอบกลับ|ส่งต่อ)\\s*(?:\\[\\d+\\])?\\s*[:：]|\\[(?:external|ext|ภายนอก)\\])\\s*(.*)$",
                    Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /// Reads `ด่วนที่สุด …`, `[ด่วน] …`, `ด่วนมาก: …`; what only begins with such a word
    /// (`ด่วนสรุป…`) is a title. What mail programs put before it (`FW: Re: …`) is not the
    /// letter's.
    static Titled read(String subject) {
        var own = withoutPrefixes(subject);
        var marked = MARKED.matcher(own);
        if (!marked.matches()) {
            return new Titled(NORMAL, withoutWord(own));
        }
        return new Titled(marked(marked.group(1)), withoutWord(marked.group(2)));
    }

    /// A subject without what mail programs put before it, and no longer than one is.
    static String withoutPrefixes(String subject) {
        var rest = subject.substring(0, Math.min(LONGEST, subject.length()));
        for (int i = 0; i < MOST_PREFIXES; i++) {
            var prefixed = PREFIX.matcher(rest);
            rest = prefixed.matches() ? prefixed.group(1) : rest;
        }
        return rest;
    }

    /// @throws IllegalStateException if it is none of the markings
    static Urgency marked(String marking) {
        for (var urgency : values()) {
            if (urgency.marking.equals(marking)) {
                return urgency;
            }
        }
        throw new IllegalStateException(marking);
    }

    private static String withoutWord(String title) {
        var worded = WORD_SUBJECT.matcher(title);
        return (worded.matches() ? worded.group(1) : title).strip();
    }

    /// The urgency class and the title: the mail's subject (C5).
    String mailSubject(String title) {
        return this == NORMAL ? title : marking + " " + title;
    }
}
