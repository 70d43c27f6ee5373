package th.sala.search;

/// By what a result can be narrowed.
public enum Facet {
    KIND,
    DIRECTION,
    YEAR,
    PLACE,
    URGENCY,
    STATE;

    public String key() {
        return "search.facet." + name().toLowerCase(java.util.Locale.ROOT);
    }

    /// Whether its values are keys of messages.
    public boolean isKeyed() {
        return this != YEAR && this != PLACE;
    }
}
