package th.sala.pdf;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/// One cut of Sarabun. Glyphs are found and placed by the JDK's shaper (HarfBuzz), which knows
/// where Thai marks go.
final class Typeface {
    static final Typeface REGULAR;
    static final Typeface BOLD;

    /// Stands where a glyph has no text of its own.
    static final String NOTHING = "\u200B";

    /// Where the JDK looks for a list of fonts.
    private static final String FONTS = "sun.awt.fontconfig";

    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);
    private static final char SARA_AM = '\u0E33';
    private static final char FIRST_TONE = '\u0E48';
    private static final char LAST_TONE = '\u0E4B';
    private static final int MOST_REMEMBERED = 10_000;
    private static final int LONGEST_REMEMBERED = 16;

    static {
        withoutFontsOfTheMachine();
        REGULAR = new Typeface("Sarabun-Regular");
        BOLD = new Typeface("Sarabun-Bold");
    }

    private final byte[] program;
    private final Font shaper;
    private final int unitsPerEm;
    private final int[] advances;
    private final CmapLookup characters;
    private final String name;
    private final Map<String, Shaped> remembered = new ConcurrentHashMap<>();

    private Typeface(String file) {
        try (var in = Typeface.class.getResourceAsStream(file + ".ttf")) {
            program = Objects.requireNonNull(in).readAllBytes();
            var outlines = outlines();
            unitsPerEm = outlines.getUnitsPerEm();
            characters = outlines.getUnicodeCmapLookup();
            name = outlines.getName();
            advances = new int[outlines.getNumberOfGlyphs()];
            for (int glyph = 0; glyph < advances.length; glyph++) {
                advances[glyph] = outlines.getHorizontalMetrics().getAdvanceWidth(glyph);
            }
            shaper =
                    Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(program))
                            .deriveFont((float) unitsPerEm);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (FontFormatException broken) {
            throw new IllegalStateException(file, broken);
        }
    }

    /// On a machine without fonts the JDK makes none of ours either, unless it is given a list; the
    /// fonts on the list need not be there.
    private static void withoutFontsOfTheMachine() {
        if (System.getProperty(FONTS) != null) {
            return;
        }
        try {
            var list = Files.createTempFile("sala-fonts", ".properties");
            list.toFile().deleteOnExit();
            Files.writeString(
                    list,
                    """
                    version=1
                    sequence.allfonts=one
                    allfonts.one=Sarabun
                    filename.Sarabun=none
                    """);
            System.setProperty(FONTS, list.toString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// A new one each time: it is not for many threads.
    TrueTypeFont outlines() throws IOException {
        return new TTFParser().parse(new RandomAccessReadBuffer(program));
    }

    String name() {
        return name;
    }

    int unitsPerEm() {
        return unitsPerEm;
    }

    /// In units of the em.
    int advance(int glyph) {
        return advances[glyph];
    }

    boolean has(int codePoint) {
        return characters.getGlyphId(codePoint) != 0;
    }

    /// Text without line ends, of which the face has all letters.
    Shaped shape(String text) {
        var known = remembered.get(text);
        if (known != null) {
            return known;
        }
        var shaped = shapeAnew(text);
        if (text.length() <= LONGEST_REMEMBERED) {
            if (remembered.size() >= MOST_REMEMBERED) {
                remembered.clear();
            }
            remembered.put(text, shaped);
        }
        return shaped;
    }

    private Shaped shapeAnew(String text) {
        var characters = text.toCharArray();
        var vector =
                shaper.layoutGlyphVector(
                        EXACT, characters, 0, characters.length, Font.LAYOUT_LEFT_TO_RIGHT);
        var glyphs = new ArrayList<Shaped.Glyph>();
        int count = vector.getNumGlyphs();
        int cluster = 0;
        for (int first = 0, end; first < count; first = end, cluster++) {
            int from = vector.getGlyphCharIndex(first);
            end = first + 1;
            while (end < count && vector.getGlyphCharIndex(end) == from) {
                end++;
            }
            int to = end < count ? vector.getGlyphCharIndex(end) : text.length();
            add(vector, first, texts(text.substring(from, to), end - first), cluster, glyphs);
        }
        return new Shaped(text, glyphs, vector.getGlyphPosition(count).getX(), cluster);
    }

    private static void add(
            GlyphVector vector,
            int first,
            List<String> texts,
            int cluster,
            List<Shaped.Glyph> glyphs) {
        for (int i = 0; i < texts.size(); i++) {
            var place = vector.getGlyphPosition(first + i);
            glyphs.add(
                    new Shaped.Glyph(
                            vector.getGlyphCode(first + i),
                            texts.get(i),
                            place.getX(),
                            -place.getY(),
                            cluster,
                            texts.get(i).equals(" ")));
        }
    }

    /// What each of a cluster's glyphs stands for, so that together they read as the text does. ำ
    /// is two glyphs, its ring below the tone mark that is typed before it.
    private static List<String> texts(String cluster, int glyphs) {
        var texts = new ArrayList<String>();
        if (glyphs == cluster.length()) {
            cluster.chars().forEach(letter -> texts.add(Character.toString(letter)));
            return texts;
        }
        int am = cluster.indexOf(SARA_AM);
        if (am == cluster.length() - 1 && glyphs == cluster.length() + 1) {
            cluster.chars().forEach(letter -> texts.add(Character.toString(letter)));
            var ring = am > 0 && isTone(cluster.charAt(am - 1)) ? am - 1 : am;
            texts.add(ring, NOTHING);
            return texts;
        }
        texts.add(cluster);
        while (texts.size() < glyphs) {
            texts.add(NOTHING);
        }
        return texts;
    }

    private static boolean isTone(char letter) {
        return letter >= FIRST_TONE && letter <= LAST_TONE;
    }
}
