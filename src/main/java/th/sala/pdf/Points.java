package th.sala.pdf;

/// Lengths on paper.
public final class Points {
    private static final double PER_MM = 72 / 25.4;

    /// How high the letter ก of TH Sarabun New is, for each unit of its size.
    private static final double OFFICIAL_HEIGHT = 0.400;

    private static final double OUR_HEIGHT = 0.586;

    /// From line to line in TH Sarabun New, for each unit of its size.
    private static final double OFFICIAL_LINE = 1.331;

    /// The regulation's text: TH Sarabun of 16 points.
    public static final double TEXT = 16;

    private Points() {}

    public static double mm(double millimetres) {
        return millimetres * PER_MM;
    }

    /// How far a word of the regulation's text goes.
    public static double widthOf(String word) {
        var face = Typeface.REGULAR;
        return face.shape(word).advance() * ours(TEXT) / face.unitsPerEm();
    }

    /// What a size of TH Sarabun, in which the regulation counts, is in ours, whose letters are
    /// larger at the same size: as high on paper.
    static double ours(double official) {
        return official * OFFICIAL_HEIGHT / OUR_HEIGHT;
    }

    /// From line to line for a size of TH Sarabun, as word processors set it.
    public static double line(double official) {
        return official * OFFICIAL_LINE;
    }
}
