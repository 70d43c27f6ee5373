package th.sala.pdf;

import org.apache.pdfbox.pdmodel.common.PDRectangle;

/// A page for the screen: each word where it stands on paper, drawn by the browser with the same
/// face.
final class SvgInk implements Ink {
    private final StringBuilder out = new StringBuilder();

    /// The page, without the face: that is the surrounding page's to load.
    String page() {
        var a4 = PDRectangle.A4;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\">\n"
                        .formatted(Numbers.of(a4.getWidth()), Numbers.of(a4.getHeight()))
                + out
                + "</svg>\n";
    }

    @Override
    public void of(Element element, Runnable drawing) {
        drawing.run();
    }

    @Override
    public void aside(Runnable drawing) {
        out.append("<g aria-hidden=\"true\">\n");
        drawing.run();
        out.append("</g>\n");
    }

    @Override
    public void line(Line line, double left, double baseline, double spread) {
        double x = left;
        for (var piece : line.pieces()) {
            write(piece.trimmed(), x, baseline, spread);
            x += Line.width(piece, spread);
        }
    }

    private void write(Line.Piece piece, double x, double baseline, double spread) {
        if (piece.shaped().glyphs().isEmpty()) {
            return;
        }
        out.append("<text");
        attribute("x", x);
        attribute("y", baseline);
        attribute("font-size", piece.size());
        if (spread > 0) {
            attribute("letter-spacing", spread);
        }
        if (piece.face() == Typeface.BOLD) {
            out.append(" font-weight=\"700\"");
        }
        if (piece.red()) {
            out.append(" fill=\"#c00\"");
        }
        if (piece.underlined()) {
            out.append(" text-decoration=\"underline\"");
        }
        out.append('>').append(escaped(piece.shaped().text())).append("</text>\n");
    }

    private void attribute(String name, double value) {
        out.append(' ').append(name).append("=\"").append(Numbers.of(value)).append('"');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public void fill(double left, double top, double width, double thick) {
        out.append("<rect");
        attribute("x", left);
        attribute("y", top);
        attribute("width", width);
        attribute("height", thick);
        out.append("/>\n");
    }

    @Override
    public void draw(Drawing drawing, double left, double top, double scale) {
        out.append("<g transform=\"translate(")
                .append(Numbers.of(left))
                .append(' ')
                .append(Numbers.of(top))
                .append(") scale(")
                .append(scale)
                .append(")\">\n");
        for (var path : drawing.paths()) {
            out.append("<path fill-rule=\"evenodd\" d=\"").append(path).append("\"/>\n");
        }
        out.append("</g>\n");
    }
}
