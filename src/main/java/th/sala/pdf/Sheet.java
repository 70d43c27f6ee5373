package th.sala.pdf;

import java.time.Instant;
import java.util.List;

/// A document to be set.
///
/// @param title shown by viewers
/// @param author whose document it is
/// @param at said as its time of making: the same sheet makes the same bytes
/// @param marking stands in red at the head and the foot of each page: a class of secrecy; empty
///   for none
/// @param pageNumber the number above each page but the first, with `%s` for it; empty for none
public record Sheet(
        String title,
        String author,
        Instant at,
        Margins margins,
        boolean thaiDigits,
        String marking,
        String pageNumber,
        List<Block> blocks,
        List<Enclosed> enclosed) {
    public Sheet {
        blocks = List.copyOf(blocks);
        enclosed = List.copyOf(enclosed);
    }

    /// White around the text of an A4 page.
    public record Margins(double top, double right, double bottom, double left) {}

    /// A file inside the document, for programs.
    ///
    /// @param relation what it is to the document, as PDF/A-3 names it, such as `Data`
    public record Enclosed(
            String name, String mediaType, String says, String relation, byte[] bytes) {}
}
