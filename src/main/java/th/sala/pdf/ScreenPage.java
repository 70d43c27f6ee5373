package th.sala.pdf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page for the screen, as an SVG whose unit is a point says it. Lengths are written as numbers
/// are there.
///
/// @param viewBox the page
public record ScreenPage(
        String viewBox, List<Word> words, List<Bar> bars, List<Shape> shapes, List<Image> images) {
    public ScreenPage {
        words = List.copyOf(words);
        bars = List.copyOf(bars);
        shapes = List.copyOf(shapes);
        images = List.copyOf(images);
    }

    /// @param y its baseline
    /// @param spread how much further apart its letters are set; null for not at all
    /// @param weight null for the usual
    /// @param decoration null for none
    /// @param colour null for black
    public record Word(
            String text,
            String x,
            String y,
            String size,
            @Nullable String spread,
            @Nullable String weight,
            @Nullable String decoration,
            @Nullable String colour) {}

    public record Bar(String x, String y, String width, String height) {}

    /// @param address where the browser finds it
    public record Image(String address, String x, String y, String width, String height) {}

    /// Paths to be filled by the even-odd rule.
    public record Shape(String transform, List<String> paths) {
        public Shape {
            paths = List.copyOf(paths);
        }
    }
}
