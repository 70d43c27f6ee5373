package th.sala.pdf;

/// A run of a paragraph's text in one manner.
public record Span(String text, boolean bold, boolean underlined, boolean red) {
    public static Span plain(String text) {
        return new Span(text, false, false, false);
    }

    public static Span bold(String text) {
        return new Span(text, true, false, false);
    }

    public static Span red(String text) {
        return new Span(text, true, false, true);
    }

    Typeface face() {
        return bold ? Typeface.BOLD : Typeface.REGULAR;
    }
}
