package th.sala.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDStream;

/// A face as one document has it: only the glyphs that are used, each with a code for every text
/// that it stands for, so that the text can be taken out again.
final class EmbeddedFace {
    private static final String PREFIX = "SALAAA+";
    private static final int SYMBOLIC = 4;
    private static final int STEM = 80;
    private static final int CODES_AT_ONCE = 100;

    private final String name;
    private final Typeface face;
    private final Map<Use, Integer> codes = new LinkedHashMap<>();

    private record Use(int glyph, String unicode) {}

    EmbeddedFace(String name, Typeface face) {
        this.name = name;
        this.face = face;
        codes.put(new Use(0, ""), 0);
    }

    String name() {
        return name;
    }

    int code(Shaped.Glyph glyph) {
        var use = new Use(glyph.id(), glyph.unicode());
        var code = codes.get(use);
        if (code == null) {
            code = codes.size();
            codes.put(use, code);
        }
        return code;
    }

    COSDictionary embed(PDDocument document) throws IOException {
        var outlines = face.outlines();
        var postScript = PREFIX + face.name();
        var program = new ByteArrayOutputStream();
        var places = subset(outlines, program);
        var file = Streams.of(document, program.toByteArray());
        file.getCOSObject().setInt(COSName.LENGTH1, program.size());

        var font = new COSDictionary();
        font.setItem(COSName.TYPE, COSName.FONT);
        font.setItem(COSName.SUBTYPE, COSName.TYPE0);
        font.setName(COSName.BASE_FONT, postScript);
        font.setItem(COSName.ENCODING, COSName.IDENTITY_H);
        var descendants = new COSArray();
        descendants.add(
                descendant(document, postScript, descriptor(outlines, postScript, file), places));
        font.setItem(COSName.DESCENDANT_FONTS, descendants);
        font.setItem(
                COSName.TO_UNICODE,
                Streams.of(document, toUnicode().getBytes(StandardCharsets.US_ASCII)));
        return font;
    }

    /// @return where the subset has each of the face's glyphs
    private Map<Integer, Integer> subset(TrueTypeFont outlines, ByteArrayOutputStream program)
            throws IOException {
        var subsetter = new TTFSubsetter(outlines);
        var glyphs = new TreeSet<Integer>();
        codes.keySet().forEach(use -> glyphs.add(use.glyph()));
        subsetter.addGlyphIds(glyphs);
        var places = new HashMap<Integer, Integer>();
        subsetter.getGIDMap().forEach((fresh, old) -> places.put(old, fresh));
        subsetter.setPrefix(PREFIX);
        subsetter.writeToStream(program);
        return places;
    }

    private COSDictionary descriptor(TrueTypeFont outlines, String postScript, PDStream file)
            throws IOException {
        var head = outlines.getHeader();
        var descriptor = new COSDictionary();
        descriptor.setItem(COSName.TYPE, COSName.FONT_DESC);
        descriptor.setName(COSName.FONT_NAME, postScript);
        descriptor.setInt(COSName.FLAGS, SYMBOLIC);
        var box = new COSArray();
        for (int side : List.of(head.getXMin(), head.getYMin(), head.getXMax(), head.getYMax())) {
            box.add(COSInteger.get(thousandths(side)));
        }
        descriptor.setItem(COSName.FONT_BBOX, box);
        descriptor.setInt(COSName.ITALIC_ANGLE, 0);
        var across = outlines.getHorizontalHeader();
        descriptor.setInt(COSName.ASCENT, thousandths(across.getAscender()));
        descriptor.setInt(COSName.DESCENT, thousandths(across.getDescender()));
        descriptor.setInt(COSName.CAP_HEIGHT, thousandths(outlines.getOS2Windows().getCapHeight()));
        descriptor.setInt(COSName.STEM_V, STEM);
        descriptor.setItem(COSName.FONT_FILE2, file);
        return descriptor;
    }

    private COSDictionary descendant(
            PDDocument document,
            String postScript,
            COSDictionary descriptor,
            Map<Integer, Integer> places)
            throws IOException {
        var system = new COSDictionary();
        system.setString(COSName.REGISTRY, "Adobe");
        system.setString(COSName.ORDERING, "Identity");
        system.setInt(COSName.SUPPLEMENT, 0);
        var widths = new COSArray();
        var map = new ByteArrayOutputStream();
        for (var use : codes.keySet()) {
            var width = face.advance(use.glyph()) * 1000.0 / face.unitsPerEm();
            widths.add(new COSFloat((float) (Math.round(width * 100) / 100.0)));
            int place = places.getOrDefault(use.glyph(), 0);
            map.write(place >> 8);
            map.write(place);
        }
        var all = new COSArray();
        all.add(COSInteger.ZERO);
        all.add(widths);
        var descendant = new COSDictionary();
        descendant.setItem(COSName.TYPE, COSName.FONT);
        descendant.setItem(COSName.SUBTYPE, COSName.CID_FONT_TYPE2);
        descendant.setName(COSName.BASE_FONT, postScript);
        descendant.setItem(COSName.CIDSYSTEMINFO, system);
        descendant.setItem(COSName.FONT_DESC, descriptor);
        descendant.setInt(COSName.DW, 0);
        descendant.setItem(COSName.W, all);
        descendant.setItem(COSName.CID_TO_GID_MAP, Streams.of(document, map.toByteArray()));
        return descendant;
    }

    private String toUnicode() {
        var out =
                new StringBuilder(
                        """
                        /CIDInit /ProcSet findresource begin
                        12 dict begin
                        begincmap
                        /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
                        /CMapName /Adobe-Identity-UCS def
                        /CMapType 2 def
                        1 begincodespacerange
                        <0000> <FFFF>
                        endcodespacerange
                        """);
        var uses = new ArrayList<>(codes.keySet());
        for (int from = 1; from < uses.size(); from += CODES_AT_ONCE) {
            int to = Math.min(from + CODES_AT_ONCE, uses.size());
            out.append(to - from).append(" beginbfchar\n");
            for (int code = from; code < to; code++) {
                var text = uses.get(code).unicode().getBytes(StandardCharsets.UTF_16BE);
                out.append('<').append(HexFormat.of().toHexDigits((short) code)).append("> <");
                out.append(HexFormat.of().formatHex(text)).append(">\n");
            }
            out.append("endbfchar\n");
        }
        return out.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
                .toString();
    }

    private int thousandths(int units) {
        return Math.round(units * 1000f / face.unitsPerEm());
    }
}
