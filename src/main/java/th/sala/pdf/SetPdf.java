package th.sala.pdf;

import java.util.Map;

/// A document that is set.
///
/// @param places where what has a name stands
public record SetPdf(byte[] bytes, int pages, Map<String, Place> places) {
    public SetPdf {
        places = Map.copyOf(places);
    }

    /// @param page from 1
    /// @param left from the page's left edge
    /// @param top from the page's top edge
    public record Place(int page, double left, double top, double width, double height) {}
}
