package th.sala.agencies;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// ปฏิบัติราชการแทน or รักษาราชการแทน: one person does another's duty in some days.
///
/// @param principalOfficial for whom, if for a person; what is delegated ends with that person's
///   own authority, since nobody gives away what they do not have
/// @param principalPosition for whom, if for whoever holds a position, also while nobody does
/// @param source the order
public record Delegation(
        UUID id,
        UUID agency,
        Kind kind,
        @Nullable UUID principalOfficial,
        @Nullable UUID principalPosition,
        UUID official,
        LocalDate fromDay,
        @Nullable LocalDate untilDay,
        String source) {
    public enum Kind {
        /// ปฏิบัติราชการแทน
        DELEGATED("ปฏิบัติราชการแทน"),
        /// รักษาราชการแทน
        ACTING("รักษาราชการแทน");

        /// As it stands between two positions under a signature.
        public final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    public Term term() {
        return new Term(fromDay, untilDay);
    }
}
