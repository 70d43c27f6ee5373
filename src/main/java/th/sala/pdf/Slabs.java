package th.sala.pdf;

import java.util.ArrayList;
import java.util.List;

/// The kinds of slabs.
final class Slabs {
    private static final double LINE = 0.5;

    private Slabs() {}

    /// White.
    record White(double height) implements Slab {
        @Override
        public boolean isWhite() {
            return true;
        }

        @Override
        public void draw(Canvas canvas, double top) {}
    }

    /// A thin line between two parts.
    ///
    /// @param room above and below it
    record Bar(double left, double width, double room) implements Slab {
        @Override
        public double height() {
            return 2 * room + LINE;
        }

        @Override
        public void draw(Canvas canvas, double top) {
            canvas.ink().aside(() -> canvas.ink().fill(left, top + room, width, LINE));
        }
    }

    /// A line of text.
    ///
    /// @param left of the page
    /// @param room how wide it may be
    /// @param label what stands left of it, and where
    record Text(
            Element element,
            Line line,
            Line label,
            double labelLeft,
            double left,
            double room,
            Form form,
            double height,
            boolean keepsNext)
            implements Slab {
        /// Of a line's height, below its top: as much white above the letters as word processors
        /// leave.
        private static final double BASELINE = 0.66;

        private static final double DOT = 2.4;
        private static final double DOT_SIZE = 0.7;

        @Override
        public void draw(Canvas canvas, double top) {
            if (line.pieces().isEmpty() && label.pieces().isEmpty() && !form.dotted()) {
                return;
            }
            var baseline = top + height * BASELINE;
            var spread = form.align() == Align.JUSTIFIED && !line.isLast() ? line.spread(room) : 0;
            var x = left + before();
            canvas.of(
                    element,
                    () -> {
                        canvas.ink().line(label, labelLeft, baseline, 0);
                        canvas.ink().line(line, x, baseline, spread);
                    });
            if (form.dotted() && line.isLast()) {
                canvas.ink().aside(() -> dots(canvas.ink(), baseline));
            }
        }

        private double before() {
            return switch (form.align()) {
                case LEFT, JUSTIFIED -> 0;
                case CENTER -> (room - line.width()) / 2;
                case RIGHT -> room - line.width();
            };
        }

        private void dots(Ink ink, double baseline) {
            for (double x = left; x < left + room; x += DOT) {
                ink.fill(x, baseline + 2, DOT_SIZE, DOT_SIZE);
            }
        }
    }

    /// Slabs one below the other that stay together.
    ///
    /// @param name see [Block.Together]
    record Kept(String name, double left, double width, List<Slab> slabs) implements Slab {
        @Override
        public double height() {
            return slabs.stream().mapToDouble(Slab::height).sum();
        }

        @Override
        public boolean keepsNext() {
            return !slabs.isEmpty() && slabs.getLast().keepsNext();
        }

        @Override
        public List<Slab> parted(double room) {
            return slabs;
        }

        @Override
        public void draw(Canvas canvas, double top) {
            if (!name.isEmpty()) {
                canvas.places()
                        .stands(name, new SetPdf.Place(canvas.page(), left, top, width, height()));
            }
            drawAll(slabs, canvas, top);
        }
    }

    /// Columns of slabs side by side.
    record Beside(List<List<Slab>> columns) implements Slab {
        @Override
        public double height() {
            return columns.stream().mapToDouble(Slabs::height).max().orElse(0);
        }

        @Override
        public void draw(Canvas canvas, double top) {
            columns.forEach(column -> drawAll(column, canvas, top));
        }
    }

    record Drawn(Element element, Drawing drawing, double left, double height) implements Slab {
        @Override
        public void draw(Canvas canvas, double top) {
            canvas.of(
                    element,
                    () -> canvas.ink().draw(drawing, left, top, height / drawing.height()));
        }
    }

    record Pictured(Element element, Block.Photo photo, double left) implements Slab {
        @Override
        public double height() {
            return photo.height();
        }

        @Override
        public void draw(Canvas canvas, double top) {
            canvas.of(
                    element,
                    () ->
                            canvas.ink()
                                    .picture(
                                            photo.picture(),
                                            left,
                                            top,
                                            photo.width(),
                                            photo.height()));
        }
    }

    /// A row of a table between lines.
    ///
    /// @param edges where its vertical lines are
    /// @param head the rows that are said again above it
    record Row(
            List<Double> edges,
            double inset,
            List<List<Slab>> cells,
            List<Slab> head,
            boolean keepsNext)
            implements Slab {
        @Override
        public double height() {
            return cells.stream().mapToDouble(Slabs::height).max().orElse(0) + 2 * inset;
        }

        /// Each cell is parted where its own lines end.
        @Override
        public List<Slab> parted(double room) {
            var above = new ArrayList<List<Slab>>();
            var below = new ArrayList<List<Slab>>();
            for (var cell : cells) {
                int fitting = 0;
                var left = room - 2 * inset;
                while (fitting < cell.size() && cell.get(fitting).height() <= left) {
                    left -= cell.get(fitting).height();
                    fitting++;
                }
                above.add(cell.subList(0, fitting));
                below.add(cell.subList(fitting, cell.size()));
            }
            if (above.stream().allMatch(List::isEmpty) || below.stream().allMatch(List::isEmpty)) {
                return List.of(this);
            }
            return List.of(
                    new Row(edges, inset, above, head, false),
                    new Row(edges, inset, below, head, keepsNext));
        }

        @Override
        public void draw(Canvas canvas, double top) {
            cells.forEach(cell -> drawAll(cell, canvas, top + inset));
            canvas.ink().aside(() -> lines(canvas.ink(), top));
        }

        private void lines(Ink ink, double top) {
            var width = edges.getLast() - edges.getFirst();
            ink.fill(edges.getFirst(), top, width + LINE, LINE);
            ink.fill(edges.getFirst(), top + height(), width + LINE, LINE);
            edges.forEach(edge -> ink.fill(edge, top, LINE, height()));
        }
    }

    private static double height(List<Slab> slabs) {
        return slabs.stream().mapToDouble(Slab::height).sum();
    }

    private static void drawAll(List<Slab> slabs, Slab.Canvas canvas, double top) {
        double y = top;
        for (var slab : slabs) {
            slab.draw(canvas, y);
            y += slab.height();
        }
    }
}
