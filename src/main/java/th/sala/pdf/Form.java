package th.sala.pdf;

/// How a paragraph is set. Begin with [#TEXT].
///
/// @param size of TH Sarabun, as the regulation counts
/// @param first how much further right the first line begins; less than 0 lets the others hang
/// @param keepsNext stands on one page with what follows
/// @param dotted the rest of its last line is dots to the right end
public record Form(
        Align align,
        double size,
        double left,
        double right,
        double first,
        double before,
        double after,
        boolean keepsNext,
        boolean dotted,
        Role role) {
    public static final Form TEXT =
            new Form(Align.LEFT, Points.TEXT, 0, 0, 0, 0, 0, false, false, Role.TEXT);

    /// What it is to those who cannot see it.
    public enum Role {
        TEXT("P"),
        TITLE("H1"),
        HEADING("H2");

        final String tag;

        Role(String tag) {
            this.tag = tag;
        }
    }

    public Form align(Align other) {
        return new Form(other, size, left, right, first, before, after, keepsNext, dotted, role);
    }

    public Form size(double other) {
        return new Form(align, other, left, right, first, before, after, keepsNext, dotted, role);
    }

    public Form indent(double left, double first) {
        return new Form(align, size, left, right, first, before, after, keepsNext, dotted, role);
    }

    public Form right(double right) {
        return new Form(align, size, left, right, first, before, after, keepsNext, dotted, role);
    }

    public Form space(double before, double after) {
        return new Form(align, size, left, right, first, before, after, keepsNext, dotted, role);
    }

    public Form keepingNext() {
        return new Form(align, size, left, right, first, before, after, true, dotted, role);
    }

    public Form endingInDots() {
        return new Form(align, size, left, right, first, before, after, keepsNext, true, role);
    }

    public Form role(Role other) {
        return new Form(align, size, left, right, first, before, after, keepsNext, dotted, other);
    }
}
