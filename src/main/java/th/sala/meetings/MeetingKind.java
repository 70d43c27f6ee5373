package th.sala.meetings;

import java.util.Locale;

/// What a meeting is for.
public enum MeetingKind {
    /// A law wants it, or it is to have legal effect.
    LEGAL,
    OTHER;

    public String key() {
        return "meetings.kind." + name().toLowerCase(Locale.ROOT);
    }
}
