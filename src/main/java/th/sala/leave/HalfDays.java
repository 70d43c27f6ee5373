package th.sala.leave;

/// Half days as people read them.
public final class HalfDays {
    private HalfDays() {}

    /// `12` or `12.5` days, with digits 0-9.
    public static String text(int halves) {
        var sign = halves < 0 ? "-" : "";
        var all = Math.abs(halves);
        return sign + all / 2 + (all % 2 == 0 ? "" : ".5");
    }
}
