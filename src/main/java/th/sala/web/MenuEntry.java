package th.sala.web;

import java.util.Set;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;

/// A page in the menu of its place. Modules declare these as beans.
///
/// @param key the message with the entry's words
/// @param order smaller stands first within the group; the first one open to a person is where the
///   place leads
/// @param roles who sees it; empty for everybody who is signed in
public record MenuEntry(
        Place place, MenuGroup group, String key, String path, int order, Set<Role> roles) {
    public static MenuEntry of(Place place, String key, String path, int order, Role... roles) {
        return new MenuEntry(place, MenuGroup.EVERYDAY, key, path, order, Set.of(roles));
    }

    public MenuEntry in(MenuGroup other) {
        return new MenuEntry(place, other, key, path, order, roles);
    }

    boolean isFor(SignedIn who) {
        return roles.isEmpty() || roles.stream().anyMatch(who::is);
    }
}
