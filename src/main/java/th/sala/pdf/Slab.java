package th.sala.pdf;

import java.util.List;

/// Something laid out, of a height, to be put on a page.
interface Slab {
    double height();

    /// Whether what follows stands on the same page.
    default boolean keepsNext() {
        return false;
    }

    /// Whether nothing is lost if it is left out at the top of a page.
    default boolean isWhite() {
        return false;
    }

    /// What is said again above it if it begins a page.
    default List<Slab> head() {
        return List.of();
    }

    /// As much of it as fits into the room, and the rest; itself if it cannot be parted.
    default List<Slab> parted(double room) {
        return List.of(this);
    }

    void draw(Canvas canvas, double top);

    /// Where slabs are drawn.
    ///
    /// @param aside whether it is drawn as something said again
    record Canvas(Ink ink, int page, boolean aside, Places places) {
        void of(Element element, Runnable drawing) {
            if (aside) {
                ink.aside(drawing);
            } else {
                ink.of(element, drawing);
            }
        }
    }

    /// Hears where named things came to stand.
    interface Places {
        void stands(String name, SetPdf.Place place);
    }
}
