package th.sala.agencies;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// That a person may make letters, or give directions on them, by which order and in which days.
///
/// @param delegation the delegation or acting-for it comes by; null by the person's own post
public record Mandate(
        UUID id,
        UUID agency,
        UUID official,
        Authority authority,
        @Nullable UUID delegation,
        LocalDate fromDay,
        @Nullable LocalDate untilDay,
        String source) {
    public Term term() {
        return new Term(fromDay, untilDay);
    }
}
