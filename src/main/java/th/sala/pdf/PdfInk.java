package th.sala.pdf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/// A page of a PDF.
final class PdfInk implements Ink {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final double SMALLEST_RISE = 0.005;
    private static final double SMALLEST_STEP = 0.5;
    private static final double UNDERLINE_DROP = 0.12;
    private static final double UNDERLINE = 0.05;
    private static final String RED = "0.8 0 0";

    private final PDPage page = new PDPage(PDRectangle.A4);
    private final double height = PDRectangle.A4.getHeight();
    private final StringBuilder out = new StringBuilder();
    private final List<Element> marked = new ArrayList<>();
    private final Faces faces;
    private final Pictures pictures;

    PdfInk(Faces faces, Pictures pictures) {
        this.faces = faces;
        this.pictures = pictures;
    }

    PDPage page() {
        return page;
    }

    byte[] operators() {
        return out.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /// What is marked on the page, by its number.
    List<Element> marked() {
        return marked;
    }

    @Override
    public void of(Element element, Runnable drawing) {
        out.append('/')
                .append(element.tag())
                .append(" <</MCID ")
                .append(marked.size())
                .append(">> BDC\n");
        element.marked(page, marked.size());
        marked.add(element);
        drawing.run();
        out.append("EMC\n");
    }

    @Override
    public void aside(Runnable drawing) {
        out.append("/Artifact BMC\n");
        drawing.run();
        out.append("EMC\n");
    }

    @Override
    public void line(Line line, double left, double baseline, double spread) {
        double x = left;
        for (int i = 0; i < line.pieces().size(); i++) {
            var piece = line.pieces().get(i);
            write(i == line.pieces().size() - 1 ? piece.trimmed() : piece, x, baseline, spread);
            x += Line.width(piece, spread);
        }
    }

    private void write(Line.Piece piece, double x, double baseline, double spread) {
        if (piece.shaped().glyphs().isEmpty()) {
            return;
        }
        var face = faces.of(piece.face());
        out.append("BT\n/").append(face.name()).append(' ').append(n(piece.size())).append(" Tf\n");
        out.append("1 0 0 1 ")
                .append(n(x))
                .append(' ')
                .append(n(height - baseline))
                .append(" Tm\n");
        var isComplex = hasMarks(piece.shaped().text());
        if (isComplex) {
            out.append("/Span <</ActualText <FEFF")
                    .append(
                            HEX.formatHex(
                                    piece.shaped().text().getBytes(StandardCharsets.UTF_16BE)))
                    .append(">>> BDC\n");
        }
        if (piece.red()) {
            out.append(RED).append(" rg\n");
        }
        glyphs(piece, face, spread / piece.scale());
        if (piece.red()) {
            out.append("0 g\n");
        }
        if (isComplex) {
            out.append("EMC\n");
        }
        out.append("ET\n");
        if (piece.underlined()) {
            var width = Line.width(piece, spread);
            fill(x, baseline + UNDERLINE_DROP * piece.size(), width, UNDERLINE * piece.size());
        }
    }

    /// Marks above and below: their order on paper is not that of the text.
    private static boolean hasMarks(String text) {
        return text.codePoints()
                .anyMatch(c ->
                        c == 0x0E31 || c >= 0x0E33 && c <= 0x0E3A || c >= 0x0E47 && c <= 0x0E4E);
    }

    /// @param spread in units of the em
    private void glyphs(Line.Piece piece, EmbeddedFace face, double spread) {
        double pen = 0;
        double rise = 0;
        double added = 0;
        int cluster = 0;
        var wasSpace = false;
        out.append('[');
        for (var glyph : piece.shaped().glyphs()) {
            if (glyph.cluster() != cluster) {
                added += Line.after(wasSpace, spread);
                cluster = glyph.cluster();
            }
            wasSpace = glyph.isSpace();
            var up = glyph.y() * piece.scale();
            if (Math.abs(up - rise) > SMALLEST_RISE) {
                out.append("] TJ\n").append(n(up)).append(" Ts\n[");
                rise = up;
            }
            var step = glyph.x() + added - pen;
            if (Math.abs(step) > SMALLEST_STEP) {
                out.append(n(-step * 1000 / piece.face().unitsPerEm()));
                pen += step;
            }
            out.append('<').append(HEX.toHexDigits((short) face.code(glyph))).append('>');
            pen += piece.face().advance(glyph.id());
        }
        out.append("] TJ\n");
        if (rise != 0) {
            out.append("0 Ts\n");
        }
    }

    @Override
    public void fill(double left, double top, double width, double thick) {
        out.append(n(left)).append(' ').append(n(height - top - thick)).append(' ');
        out.append(n(width)).append(' ').append(n(thick)).append(" re f\n");
    }

    @Override
    public void draw(Drawing drawing, double left, double top, double scale) {
        out.append("q 1 0 0 1 ").append(n(left)).append(' ');
        out.append(n(height - top - drawing.height() * scale)).append(" cm\n");
        out.append(drawing.operators(scale)).append("Q\n");
    }

    @Override
    public void picture(Picture picture, double left, double top, double width, double high) {
        out.append("q ").append(n(width)).append(" 0 0 ").append(n(high)).append(' ');
        out.append(n(left)).append(' ').append(n(height - top - high)).append(" cm\n/");
        out.append(pictures.name(picture)).append(" Do Q\n");
    }

    private static String n(double value) {
        return Numbers.of(value);
    }
}
