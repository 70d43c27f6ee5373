package th.sala.timekeeping;

import java.util.Locale;

/// A day or half of it.
enum Part {
    WHOLE,
    MORNING,
    AFTERNOON;

    boolean holdsMorning() {
        return this != AFTERNOON;
    }

    boolean holdsAfternoon() {
        return this != MORNING;
    }

    public String key() {
        return "timekeeping.part." + name().toLowerCase(Locale.ROOT);
    }
}
