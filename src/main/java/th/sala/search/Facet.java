package th.sala.search;

import java.util.Locale;

/// By what a result can be narrowed.
public enum Facet {
    KIND,
    DIRECTION,
    YEAR,
    PLACE,
    URGENCY,
    STATE;

    public String key() {
        return "search.facet." + parameter();
    }

    /// Of an address, that narrows by it.
    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether its values are keys of messages.
    public boolean isKeyed() {
        return this != YEAR && this != PLACE;
    }
}
