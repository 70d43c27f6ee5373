package th.sala.search;

import java.util.List;

/// A piece of a text that can be looked for.
///
/// @param text as it is looked for: digits 0-9, small letters, a number without blanks, an
///   abbreviation without points, a day as `2026-11-22`
/// @param parts of a compound, and of what else can be found by less; empty if there are none
/// @param start of the piece in the text
/// @param end after the piece
record Token(Kind kind, String text, List<String> parts, int start, int end) {
    enum Kind {
        WORD,
        NUMBER,
        DAY
    }

    boolean isWord() {
        return kind == Kind.WORD;
    }
}
