package th.sala.meetings;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// ผู้ร่วมประชุม.
///
/// @param official null of a guest, who is known by an e-mail address
/// @param position as it was when the attendee was added; may be empty
/// @param mail may be empty of an official
/// @param identification the one that counts; null before there is any
public record Attendee(
        UUID id,
        @Nullable UUID official,
        String name,
        String position,
        AttendeeRole role,
        String mail,
        @Nullable Identification identification) {
    /// Whether the attendee has identified themselves, and that is known to be so (M4).
    public boolean isIdentified() {
        return identification != null && identification.isKnown();
    }

    /// Whether others are to vouch for the attendee.
    public boolean waitsForVouchers() {
        return identification != null && !identification.isKnown();
    }

    /// The same attendee, of whom nothing is known.
    Attendee unidentified() {
        return new Attendee(id, official, name, position, role, mail, null);
    }

    public boolean isByLink() {
        return official == null;
    }
}
