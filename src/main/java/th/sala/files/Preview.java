package th.sala.files;

import java.util.List;
import th.sala.reader.Feature;

/// What people see of a PDF inside Sala.
///
/// @param pages how many it has; 0 until it is read
/// @param hasText false for a scan
/// @param from the first of the pages shown, from 1
/// @param shown some pages, in order
public record Preview(
        State state,
        String trouble,
        int pages,
        List<Feature> features,
        boolean hasText,
        int from,
        List<Page> shown) {
    /// How many pages are shown at once.
    public static final int AT_ONCE = 5;

    /// How far the work on it is.
    public enum State {
        PREPARING,
        READY,
        TROUBLE
    }

    /// @param trouble a message key if it has one
    /// @param width of the picture in points, 0 until it is drawn
    /// @param isWhole false if something on the page could not be drawn
    /// @param text as much as was kept of it
    public record Page(
            int number,
            State state,
            String trouble,
            int width,
            int height,
            boolean isWhole,
            String text) {}

    public Preview {
        features = List.copyOf(features);
        shown = List.copyOf(shown);
    }

    static Preview preparing() {
        return new Preview(State.PREPARING, "", 0, List.of(), true, 1, List.of());
    }

    public boolean isPreparing() {
        return state == State.PREPARING;
    }

    public boolean isReady() {
        return state == State.READY;
    }

    /// Whether there is anything of the file's own to see: a page's picture or its text.
    public boolean showsSomething() {
        return shown.stream()
                .anyMatch(page -> page.state() == State.READY || !page.text().isBlank());
    }

    public int last() {
        return from + shown.size() - 1;
    }

    public boolean hasEarlier() {
        return from > 1;
    }

    public int earlier() {
        return Math.max(1, from - AT_ONCE);
    }

    public boolean hasLater() {
        return last() < pages;
    }

    public int later() {
        return from + AT_ONCE;
    }
}
