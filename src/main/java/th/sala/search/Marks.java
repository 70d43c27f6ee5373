package th.sala.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/// Texts with what was looked for marked: in either digits, with or without points and tone marks.
final class Marks {
    private static final int BEFORE = 60;
    private static final int LONGEST = 220;
    private static final int MOST = 60;

    private final List<String> wanted;

    /// @param wanted words and numbers, in any spelling
    Marks(Collection<String> wanted) {
        this.wanted = wanted.stream().filter(one -> !one.isBlank()).distinct().limit(MOST).toList();
    }

    /// A piece of a text.
    public record Piece(String text, boolean marked) {}

    /// The whole text in pieces.
    List<Piece> in(String text) {
        return pieces(text, marked(text), 0, text.length());
    }

    /// The part of the text around the first mark; its beginning if there is none.
    List<Piece> around(String text) {
        var line = text.replaceAll("\\s+", " ");
        var marked = marked(line);
        int from = Math.max(0, marked.nextSetBit(0) - BEFORE);
        while (from > 0 && !isBoundary(line, from)) {
            from--;
        }
        int until = Math.min(line.length(), from + LONGEST);
        while (until < line.length() && !isBoundary(line, until)) {
            until++;
        }
        var pieces = new ArrayList<>(pieces(line, marked, from, until));
        if (from > 0) {
            pieces.addFirst(new Piece("… ", false));
        }
        if (until < line.length()) {
            pieces.add(new Piece(" …", false));
        }
        return pieces;
    }

    boolean areIn(String text) {
        return !marked(text).isEmpty();
    }

    private BitSet marked(String text) {
        var marked = new BitSet();
        var closed = new Folded(text, true);
        var open = new Folded(text, false);
        for (var one : wanted) {
            var isNumber = one.codePoints().anyMatch(Character::isDigit);
            (isNumber ? closed : open).mark(new Folded(one, isNumber).text, marked);
        }
        return marked;
    }

    private static List<Piece> pieces(String text, BitSet marked, int from, int until) {
        var pieces = new ArrayList<Piece>();
        int at = from;
        while (at < until) {
            var isMarked = marked.get(at);
            int end = isMarked ? marked.nextClearBit(at) : marked.nextSetBit(at);
            end = end < 0 ? until : Math.min(end, until);
            pieces.add(new Piece(text.substring(at, end), isMarked));
            at = end;
        }
        return pieces;
    }

    /// Whether a text may be cut here: not before a mark that stands on the letter before, nor
    /// inside of one.
    private static boolean isBoundary(String text, int at) {
        return Character.getType(text.charAt(at)) != Character.NON_SPACING_MARK
                && !Character.isLowSurrogate(text.charAt(at));
    }

    /// A text as it is compared, and where each of its letters stood.
    private static final class Folded {
        private final String text;
        private final int[] places;
        private final String original;

        private Folded(String original, boolean closed) {
            this.original = original;
            var folded = new StringBuilder();
            places = new int[original.length()];
            for (int i = 0; i < original.length(); i++) {
                var one = original.charAt(i);
                if (isLeftOut(one, closed)) {
                    continue;
                }
                places[folded.length()] = i;
                folded.append(
                        one >= '๐' && one <= '๙'
                                ? (char) ('0' + one - '๐')
                                : Character.toLowerCase(one));
            }
            text = folded.toString();
        }

        private static boolean isLeftOut(char one, boolean closed) {
            return one == '.'
                    || one == '\u200B'
                    || one >= '\u0E48' && one <= '\u0E4B'
                    || closed && (Character.isWhitespace(one) || one == ',');
        }

        private void mark(String wanted, BitSet marked) {
            if (wanted.isEmpty()) {
                return;
            }
            var isNumber = Character.isDigit(wanted.charAt(0));
            for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
                int after = at + wanted.length();
                if (isNumber && (isDigit(at - 1) || isDigit(after))) {
                    continue;
                }
                int end = places[after - 1] + 1;
                while (end < original.length() && !isBoundary(original, end)) {
                    end++;
                }
                marked.set(places[at], end);
            }
        }

        private boolean isDigit(int at) {
            return at >= 0 && at < text.length() && Character.isDigit(text.charAt(at));
        }
    }
}
