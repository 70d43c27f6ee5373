package th.sala.meetings;

import java.util.Locale;

/// What does not work.
public enum TroubleKind {
    /// Getting in.
    ENTRY,
    SOUND,
    PICTURE,
    CONNECTION,
    PAPERS,
    OTHER;

    public String key() {
        return "meetings.trouble." + name().toLowerCase(Locale.ROOT);
    }
}
