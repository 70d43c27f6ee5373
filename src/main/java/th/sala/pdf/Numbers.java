package th.sala.pdf;

/// Lengths as PDF and SVG write them.
final class Numbers {
    private Numbers() {}

    /// In hundredths at most; format strings would cost a third of a page's time.
    static String of(double value) {
        var hundredths = Math.round(value * 100);
        if (hundredths % 100 == 0) {
            return Long.toString(hundredths / 100);
        }
        var rest = Math.abs(hundredths % 100);
        return (hundredths < 0 ? "-" : "")
                + Math.abs(hundredths / 100)
                + (rest < 10 ? ".0" : ".")
                + rest;
    }
}
