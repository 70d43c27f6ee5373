package th.sala.telework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// นโยบายการปฏิบัติราชการนอกสถานที่, in one of its versions.
///
/// @param number of the version, from 1 on
/// @param version how often the draft was saved
/// @param decision null of a draft
public record TeleworkPolicy(
        UUID id,
        int number,
        PolicyContent content,
        int version,
        Instant drawnAt,
        String drawnBy,
        @Nullable Decision decision) {
    /// That the head put it in force.
    ///
    /// @param from the first day
    public record Decision(LocalDate from, Instant at, String by, String title) {}

    public boolean isDraft() {
        return decision == null;
    }
}
