package th.sala.thai;

/// Which digits a person reads: ๐-๙ or 0-9. What is stored and compared always has 0-9.
public enum Digits {
    THAI,
    ARABIC;

    private static final char THAI_ZERO = '๐';

    /// The text with all its digits in this kind.
    public String in(String text) {
        return switch (this) {
            case THAI -> shifted(text, '0', THAI_ZERO);
            case ARABIC -> shifted(text, THAI_ZERO, '0');
        };
    }

    private static String shifted(String text, char from, char to) {
        var result = new StringBuilder(text);
        for (int i = 0; i < result.length(); i++) {
            var digit = result.charAt(i) - from;
            if (digit >= 0 && digit <= 9) {
                result.setCharAt(i, (char) (to + digit));
            }
        }
        return result.toString();
    }
}
