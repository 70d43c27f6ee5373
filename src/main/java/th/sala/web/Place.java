package th.sala.web;

/// The places of Sala: the rail on a desktop, the bar on a phone. A place shows once something is
/// in it.
public enum Place {
    TODAY("/"),
    LETTERS("/letters"),
    MEETINGS("/meetings"),
    /// Leave, timekeeping, telework.
    TIME("/leave"),
    PEOPLE("/people"),
    ME("/me");

    public final String path;

    Place(String path) {
        this.path = path;
    }

    public String key() {
        return "web.place." + name().toLowerCase(java.util.Locale.ROOT);
    }
}
