package th.sala.telework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// คำสั่งของหัวหน้าส่วนราชการ: that people work outside, or that they come back.
///
/// @param backDay the first day back at the office; null of an order to work outside
/// @param by the official who ordered
/// @param letter the letter that was begun from it; null as long as none was
/// @param number of the signed order among the letters; empty as long as there is none
/// @param dated the signed order's date
public record WorkOrder(
        UUID id,
        Kind kind,
        String words,
        @Nullable LocalDate backDay,
        UUID by,
        String name,
        String title,
        Instant at,
        @Nullable UUID letter,
        String number,
        @Nullable LocalDate dated) {
    public enum Kind {
        OUTSIDE,
        RECALL
    }

    public boolean isRecall() {
        return kind == Kind.RECALL;
    }

    WorkOrder withLetter(@Nullable UUID other) {
        return new WorkOrder(id, kind, words, backDay, by, name, title, at, other, number, dated);
    }

    /// As its letter says it.
    WorkOrder numbered(String given, LocalDate day) {
        return new WorkOrder(id, kind, words, backDay, by, name, title, at, letter, given, day);
    }

    public String path() {
        return "/telework/orders/" + id;
    }
}
