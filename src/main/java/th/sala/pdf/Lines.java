package th.sala.pdf;

import java.util.ArrayList;
import java.util.List;

/// Fills lines with text.
final class Lines {
    private final double size;
    private final double first;
    private final double width;

    private final List<Line> lines = new ArrayList<>();
    private final List<Line.Piece> current = new ArrayList<>();
    private double used;

    /// @param first how wide the first line is
    /// @param width how wide the others are
    private Lines(double size, double first, double width) {
        this.size = size;
        this.first = first;
        this.width = width;
    }

    /// At least one, though nothing may stand in it.
    ///
    /// @param size points, of our face
    static List<Line> of(List<Span> spans, double size, double first, double width) {
        var lines = new Lines(size, first, width);
        lines.fill(spans);
        return lines.lines;
    }

    private void fill(List<Span> spans) {
        var text = new StringBuilder();
        spans.forEach(span -> text.append(span.text()));
        int from = 0;
        for (var paragraph : text.toString().split("\n", -1)) {
            fill(spans, from, paragraph);
            from += paragraph.length() + 1;
        }
    }

    private void fill(List<Span> spans, int from, String text) {
        int start = 0;
        for (int end : text.isEmpty() ? List.<Integer>of() : LineBreaks.of(text)) {
            add(pieces(spans, from + start, from + end));
            start = end;
        }
        end(true);
    }

    /// The text between two places, a piece for each manner it is in.
    private List<Line.Piece> pieces(List<Span> spans, int from, int to) {
        var pieces = new ArrayList<Line.Piece>();
        int start = 0;
        for (var span : spans) {
            int end = start + span.text().length();
            if (start < to && end > from) {
                var text =
                        span.text()
                                .substring(
                                        Math.max(from, start) - start, Math.min(to, end) - start);
                pieces.add(new Line.Piece(text, span, size));
            }
            start = end;
        }
        return pieces;
    }

    private void add(List<Line.Piece> word) {
        var room = lines.isEmpty() ? first : width;
        var last = word.getLast().trimmed().width();
        var before = word.stream().limit(word.size() - 1L).mapToDouble(Line.Piece::width).sum();
        if (used + before + last > room) {
            if (!current.isEmpty()) {
                end(false);
                add(word);
                return;
            }
            if (word.getFirst().shaped().clusters() > 1 || word.size() > 1) {
                addParted(word);
                return;
            }
        }
        current.addAll(word);
        used += before + word.getLast().width();
    }

    /// A word that is longer than a line ends where the line does, between two letters.
    private void addParted(List<Line.Piece> word) {
        for (var piece : word) {
            var text = piece.shaped().text();
            int start = 0;
            for (int end : piece.shaped().ends()) {
                add(List.of(piece.of(text.substring(start, end))));
                start = end;
            }
        }
    }

    private void end(boolean isLast) {
        var last = current.isEmpty() ? 0 : current.getLast().width();
        var trimmed = current.isEmpty() ? 0 : current.getLast().trimmed().width();
        lines.add(new Line(current, used - last + trimmed, isLast));
        current.clear();
        used = 0;
    }
}
