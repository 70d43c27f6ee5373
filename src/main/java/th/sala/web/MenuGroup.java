package th.sala.web;

import java.util.Locale;

/// What entries of a place stand together: first those of every day, then what is set once, for the
/// agency and for the whole installation. On a phone only the first ones are tabs.
public enum MenuGroup {
    EVERYDAY,
    AGENCY,
    INSTALLATION;

    public String key() {
        return "web.menu.group." + name().toLowerCase(Locale.ROOT);
    }
}
