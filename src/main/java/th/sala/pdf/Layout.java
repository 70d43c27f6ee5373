package th.sala.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Lays blocks out over a width.
final class Layout {
    private static final double CELL_INSET = 3;

    private final double left;
    private final double width;

    Layout(double left, double width) {
        this.left = left;
        this.width = width;
    }

    List<Slab> of(List<Block> blocks, Element parent) {
        var slabs = new ArrayList<Slab>();
        blocks.forEach(block -> slabs.addAll(of(block, parent)));
        return slabs;
    }

    private List<Slab> of(Block block, Element parent) {
        return switch (block) {
            case Block.Paragraph paragraph -> paragraph(paragraph, parent);
            case Block.Columns(var columns) -> List.of(columns(columns, parent));
            case Block.Table table -> table(table, parent.child("Table"));
            case Block.Together(var name, var inner) ->
                    List.of(new Slabs.Kept(name, left, width, of(inner, parent)));
            case Block.Figure figure -> List.of(figure(figure, parent));
            case Block.Photo photo -> List.of(photo(photo, parent));
            case Block.Gap(var height) -> List.of(new Slabs.White(height));
            case Block.Rule(var wide, var room) ->
                    List.of(new Slabs.Bar(left + (width - wide) / 2, wide, room));
        };
    }

    /// The first two lines stay together, and the last two.
    private List<Slab> paragraph(Block.Paragraph paragraph, Element parent) {
        var form = paragraph.form();
        var element = parent.child(form.role().tag);
        var room = width - form.left() - form.right();
        var size = Points.ours(form.size());
        var lines = Lines.of(paragraph.spans(), size, room - form.first(), room);
        var label = Lines.of(List.of(paragraph.label()), size, width, width).getFirst();
        var none = new Line(List.of(), 0, true);
        var slabs = new ArrayList<Slab>();
        if (form.before() > 0) {
            slabs.add(new Slabs.White(form.before()));
        }
        for (int i = 0; i < lines.size(); i++) {
            var isLast = i == lines.size() - 1;
            var begins = i == 0 ? form.first() : 0;
            var keeps = isLast ? form.keepsNext() : i == 0 || i == lines.size() - 2;
            slabs.add(
                    new Slabs.Text(
                            element,
                            lines.get(i),
                            i == 0 ? label : none,
                            left,
                            left + form.left() + begins,
                            room - begins,
                            form,
                            Points.line(form.size()),
                            keeps));
        }
        if (form.after() > 0) {
            slabs.add(new Slabs.White(form.after()));
        }
        return slabs;
    }

    private Slab columns(List<Block.Column> columns, Element parent) {
        var given = columns.stream().mapToDouble(Block.Column::width).sum();
        var rest = columns.stream().filter(column -> column.width() == 0).count();
        var slabs = new ArrayList<List<Slab>>();
        double x = left;
        for (var column : columns) {
            var own = column.width() == 0 ? (width - given) / rest : column.width();
            slabs.add(new Layout(x, own).of(column.blocks(), parent.child("Div")));
            x += own;
        }
        return new Slabs.Beside(slabs);
    }

    private Slab figure(Block.Figure figure, Element parent) {
        var own = figure.drawing().width() * figure.height() / figure.drawing().height();
        var element = parent.child("Figure", figure.says());
        return new Slabs.Drawn(
                element, figure.drawing(), begins(figure.align(), own), figure.height());
    }

    private Slab photo(Block.Photo photo, Element parent) {
        var element = parent.child("Figure", photo.says());
        return new Slabs.Pictured(element, photo, begins(photo.align(), photo.width()));
    }

    /// Where something of its own width begins.
    private double begins(Align align, double own) {
        return switch (align) {
            case LEFT, JUSTIFIED -> left;
            case CENTER -> left + (width - own) / 2;
            case RIGHT -> left + width - own;
        };
    }

    private List<Slab> table(Block.Table table, Element element) {
        var edges = edges(table.widths());
        var rows = new ArrayList<Slab>();
        var head = new ArrayList<Slab>();
        for (int i = 0; i < table.rows().size(); i++) {
            var isHead = i < table.heads();
            var cells =
                    cells(table.rows().get(i), isHead ? "TH" : "TD", edges, element.child("TR"));
            var keeps = isHead || keepsNext(table.rows().get(i));
            var row = new Slabs.Row(edges, CELL_INSET, cells, List.copyOf(head), keeps);
            rows.add(row);
            if (isHead) {
                head.add(row);
            }
        }
        return rows;
    }

    /// A row does if what is in its cells does.
    private static boolean keepsNext(Block.Row row) {
        return row.cells().stream()
                .flatMap(List::stream)
                .anyMatch(paragraph -> paragraph.form().keepsNext());
    }

    private List<Double> edges(List<Double> widths) {
        var sum = widths.stream().mapToDouble(Double::doubleValue).sum();
        var edges = new ArrayList<Double>();
        edges.add(left);
        widths.forEach(share -> edges.add(edges.getLast() + width * share / sum));
        return edges;
    }

    private static List<List<Slab>> cells(
            Block.Row row, String tag, List<Double> edges, Element element) {
        return IntStream.range(0, row.cells().size())
                .mapToObj(i -> {
                    var from = edges.get(i) + CELL_INSET;
                    var inside = new Layout(from, edges.get(i + 1) - CELL_INSET - from);
                    return inside.of(List.copyOf(row.cells().get(i)), element.child(tag));
                })
                .toList();
    }
}
