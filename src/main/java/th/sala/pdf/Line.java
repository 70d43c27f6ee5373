package th.sala.pdf;

import java.util.List;

/// A line of pieces from left to right.
///
/// @param width without the spaces at its end
/// @param isLast whether its paragraph ends with it
record Line(List<Piece> pieces, double width, boolean isLast) {
    /// How much more of what there is to spread a space takes than a letter.
    private static final int SPACE = 4;

    /// Letters are never drawn further apart than this share of their size.
    private static final double WIDEST = 0.12;

    /// Text of one manner that was never parted, with the spaces after it.
    record Piece(Shaped shaped, Typeface face, double size, boolean underlined, boolean red) {
        Piece(String text, Span span, double size) {
            this(span.face().shape(text), span.face(), size, span.underlined(), span.red());
        }

        /// Another text in the same manner.
        Piece of(String other) {
            return new Piece(face.shape(other), face, size, underlined, red);
        }

        double width() {
            return shaped.advance() * scale();
        }

        /// Points for a unit of the em.
        double scale() {
            return size / face.unitsPerEm();
        }

        Piece trimmed() {
            var text = shaped.text().stripTrailing();
            return text.length() == shaped.text().length() ? this : of(text);
        }

        int shares() {
            return shaped.clusters() + (SPACE - 1) * shaped.spaces();
        }
    }

    Line {
        pieces = List.copyOf(pieces);
    }

    /// What each letter is set further apart by so that the line is as wide as there is room for;
    /// nothing if it would come apart.
    double spread(double room) {
        var shares = pieces.stream().mapToInt(Piece::shares).sum() - 1;
        var spread = shares < 1 ? 0 : (room - width) / shares;
        return spread < 0 || spread > WIDEST * pieces.getFirst().size() ? 0 : spread;
    }

    /// After a letter, or a space.
    static double after(boolean isSpace, double spread) {
        return isSpace ? spread * SPACE : spread;
    }

    static double width(Piece piece, double spread) {
        return piece.width() + piece.shares() * spread;
    }
}
