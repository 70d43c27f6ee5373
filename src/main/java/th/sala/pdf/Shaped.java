package th.sala.pdf;

import java.util.List;

/// A run of text as glyphs of one face, in units of its em.
///
/// @param advance how far the pen goes
/// @param clusters how many letters with their marks there are: what justification may part
record Shaped(String text, List<Glyph> glyphs, double advance, int clusters) {
    /// @param unicode what it stands for when the text is taken out again; a zero-width space where
    ///   its cluster's text is another glyph's
    /// @param cluster which it belongs to, from 0
    record Glyph(int id, String unicode, double x, double y, int cluster, boolean isSpace) {}

    /// Where in the text each letter with its marks ends.
    int[] ends() {
        var ends = new int[clusters];
        for (var glyph : glyphs) {
            var length = glyph.unicode().equals(Typeface.NOTHING) ? 0 : glyph.unicode().length();
            ends[glyph.cluster()] += length;
        }
        for (int i = 1; i < clusters; i++) {
            ends[i] += ends[i - 1];
        }
        return ends;
    }

    int spaces() {
        return (int) glyphs.stream().filter(Glyph::isSpace).count();
    }
}
