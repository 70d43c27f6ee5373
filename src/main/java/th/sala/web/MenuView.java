package th.sala.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import th.sala.accounts.SignedIn;

/// The menu as one page shows it to one person.
public record MenuView(List<PlaceView> places) {
    /// @param path where the place leads
    /// @param here whether the page is in this place
    public record PlaceView(String key, String path, boolean here, List<EntryView> entries) {}

    public record EntryView(String key, String path, boolean here) {}

    static MenuView of(List<MenuEntry> all, SignedIn who, String page) {
        var places = new ArrayList<PlaceView>();
        var here = hereOf(all, page);
        for (var place : Place.values()) {
            var entries =
                    all.stream()
                            .filter(entry -> entry.place() == place && entry.isFor(who))
                            .sorted(Comparator.comparingInt(MenuEntry::order))
                            .map(entry ->
                                    new EntryView(
                                            entry.key(), entry.path(), entry.path().equals(here)))
                            .toList();
            if (!entries.isEmpty()) {
                var isHere = entries.stream().anyMatch(EntryView::here);
                places.add(new PlaceView(place.key(), entries.getFirst().path(), isHere, entries));
            }
        }
        return new MenuView(places);
    }

    /// The entry whose path is the longest beginning of the page's.
    private static String hereOf(List<MenuEntry> all, String page) {
        var here = "";
        for (var entry : all) {
            var path = entry.path();
            var begins = page.equals(path) || (!path.equals("/") && page.startsWith(path + "/"));
            if (begins && path.length() > here.length()) {
                here = path;
            }
        }
        return here;
    }
}
