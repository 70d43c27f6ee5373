package th.sala.pdf;

import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/// A page for the screen: each word where it stands on paper, drawn by the browser with the same
/// face.
final class ScreenInk implements Ink {
    private final List<ScreenPage.Word> words = new ArrayList<>();
    private final List<ScreenPage.Bar> bars = new ArrayList<>();
    private final List<ScreenPage.Shape> shapes = new ArrayList<>();
    private final List<ScreenPage.Image> images = new ArrayList<>();

    ScreenPage page() {
        var a4 = PDRectangle.A4;
        var box = "0 0 " + Numbers.of(a4.getWidth()) + " " + Numbers.of(a4.getHeight());
        return new ScreenPage(box, words, bars, shapes, images);
    }

    @Override
    public void of(Element element, Runnable drawing) {
        drawing.run();
    }

    @Override
    public void aside(Runnable drawing) {
        drawing.run();
    }

    @Override
    public void line(Line line, double left, double baseline, double spread) {
        double x = left;
        for (var piece : line.pieces()) {
            var shown = piece.trimmed();
            if (!shown.shaped().text().isEmpty()) {
                words.add(
                        new ScreenPage.Word(
                                shown.shaped().text(),
                                Numbers.of(x),
                                Numbers.of(baseline),
                                Numbers.of(piece.size()),
                                spread > 0 ? Numbers.of(spread) : null,
                                piece.face() == Typeface.BOLD ? "700" : null,
                                piece.underlined() ? "underline" : null,
                                piece.red() ? "#c00" : null));
            }
            x += Line.width(piece, spread);
        }
    }

    @Override
    public void fill(double left, double top, double width, double thick) {
        bars.add(
                new ScreenPage.Bar(
                        Numbers.of(left), Numbers.of(top), Numbers.of(width), Numbers.of(thick)));
    }

    @Override
    public void draw(Drawing drawing, double left, double top, double scale) {
        var transform =
                "translate(%s %s) scale(%s)"
                        .formatted(Numbers.of(left), Numbers.of(top), Double.toString(scale));
        shapes.add(new ScreenPage.Shape(transform, drawing.paths()));
    }

    @Override
    public void picture(Picture picture, double left, double top, double width, double height) {
        images.add(
                new ScreenPage.Image(
                        picture.address(),
                        Numbers.of(left),
                        Numbers.of(top),
                        Numbers.of(width),
                        Numbers.of(height)));
    }
}
