package th.sala.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import th.sala.accounts.SignedIn;

/// The menu as one page shows it to one person.
public record MenuView(List<PlaceView> places) {
    /// @param path where the place leads
    /// @param here whether the page is in this place
    /// @param groups none of them empty
    public record PlaceView(String key, String path, boolean here, List<GroupView> groups) {
        /// Whether there is more than one page to choose from.
        public boolean hasChoice() {
            return groups.stream().mapToInt(group -> group.entries().size()).sum() > 1;
        }

        /// What stands as tabs on a phone.
        public List<EntryView> tabs() {
            return groups.getFirst().entries();
        }

        /// What a phone keeps folded away.
        public List<GroupView> folded() {
            return groups.subList(1, groups.size());
        }
    }

    /// @param named whether its heading is shown
    public record GroupView(String key, boolean named, List<EntryView> entries) {}

    public record EntryView(String key, String path, boolean here) {}

    static MenuView of(List<MenuEntry> all, SignedIn who, String page) {
        var places = new ArrayList<PlaceView>();
        var here = hereOf(all, page);
        for (var place : Place.values()) {
            var open =
                    all.stream()
                            .filter(entry -> entry.place() == place && entry.isFor(who))
                            .sorted(
                                    Comparator.comparing(MenuEntry::group)
                                            .thenComparingInt(MenuEntry::order))
                            .toList();
            if (!open.isEmpty()) {
                var isHere = open.stream().anyMatch(entry -> entry.path().equals(here));
                var groups = groups(open, here);
                places.add(new PlaceView(place.key(), open.getFirst().path(), isHere, groups));
            }
        }
        return new MenuView(places);
    }

    private static List<GroupView> groups(List<MenuEntry> open, String here) {
        return Arrays.stream(MenuGroup.values())
                .map(group -> group(group, open, here))
                .filter(group -> !group.entries().isEmpty())
                .toList();
    }

    private static GroupView group(MenuGroup group, List<MenuEntry> open, String here) {
        var entries =
                open.stream()
                        .filter(entry -> entry.group() == group)
                        .map(entry ->
                                new EntryView(entry.key(), entry.path(), entry.path().equals(here)))
                        .toList();
        return new GroupView(group.key(), group != MenuGroup.EVERYDAY, entries);
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
