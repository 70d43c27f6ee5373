package th.sala.pdf;

/// Where the lines of a paragraph stand.
public enum Align {
    LEFT,
    CENTER,
    RIGHT,
    /// Full lines reach both sides; the last stands left.
    JUSTIFIED
}
