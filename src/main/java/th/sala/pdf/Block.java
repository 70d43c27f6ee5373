package th.sala.pdf;

import java.util.List;

/// What a sheet is made of, from top to bottom.
public sealed interface Block {
    /// @param label stands left of the first line, at the left edge of what the form leaves: a
    ///   heading such as เรื่อง, or an item's number; empty for none
    record Paragraph(Span label, List<Span> spans, Form form) implements Block {
        public Paragraph {
            spans = List.copyOf(spans);
        }
    }

    static Paragraph text(String text, Form form) {
        return text(List.of(Span.plain(text)), form);
    }

    static Paragraph text(List<Span> spans, Form form) {
        return new Paragraph(Span.plain(""), spans, form);
    }

    /// Side by side, none on two pages.
    record Columns(List<Column> columns) implements Block {
        public Columns {
            columns = List.copyOf(columns);
        }
    }

    /// @param width of the whole, what is left over for 0
    record Column(double width, List<Block> blocks) {
        public Column {
            blocks = List.copyOf(blocks);
        }
    }

    /// Rows between lines. Those at the head are said again on each page.
    ///
    /// @param widths shares of the whole
    /// @param heads how many of the rows are the head
    record Table(List<Double> widths, int heads, List<Row> rows) implements Block {
        public Table {
            widths = List.copyOf(widths);
            rows = List.copyOf(rows);
            for (var row : rows) {
                if (row.cells().size() != widths.size()) {
                    throw new IllegalArgumentException(
                            row.cells().size() + " cells in " + widths.size() + " columns");
                }
            }
        }
    }

    record Row(List<List<Paragraph>> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /// On one page, as long as it is not taller than one.
    ///
    /// @param name under which [SetPdf] says where it stands; empty for none
    record Together(String name, List<Block> blocks) implements Block {
        public Together {
            blocks = List.copyOf(blocks);
        }
    }

    record Figure(Drawing drawing, double height, Align align, String says) implements Block {}

    /// The same of a picture, so large that it just fits into a square.
    ///
    /// @param side of the square
    record Photo(Picture picture, double side, Align align, String says) implements Block {
        double width() {
            return side * Math.min(1, (double) picture.width() / picture.height());
        }

        double height() {
            return side * Math.min(1, (double) picture.height() / picture.width());
        }
    }

    record Gap(double height) implements Block {}

    /// A thin line in the middle, which parts what is above from what is below.
    ///
    /// @param room above and below it
    record Rule(double width, double room) implements Block {}
}
