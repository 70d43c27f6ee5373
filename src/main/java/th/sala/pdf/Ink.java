package th.sala.pdf;

/// What is drawn on one page. Places are counted from its top left corner.
interface Ink {
    /// Draws what belongs to the element.
    void of(Element element, Runnable drawing);

    /// Draws what is no part of the text: lines, numbers of pages, a table's head said again.
    void aside(Runnable drawing);

    /// @param spread how much further apart the letters are set
    void line(Line line, double left, double baseline, double spread);

    /// A black bar.
    void fill(double left, double top, double width, double thick);

    /// @param scale points for a unit of the drawing
    void draw(Drawing drawing, double left, double top, double scale);

    void picture(Picture picture, double left, double top, double width, double height);
}
