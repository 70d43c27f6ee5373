package th.sala.evidence;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.proof.Entry;

/// Who does something, how they were known, and by what right.
///
/// @param agency whose act it is; [#INSTALLATION] for none's
/// @param account null for the program itself, and for who did not sign in
/// @param name the person's, as it stands in what they do; empty for the program
/// @param identified how they were known, such as `password`
/// @param right by which they act and from when until when they have it; `-` if none is needed
public record Actor(
        UUID agency, @Nullable UUID account, String name, String identified, String right) {
    /// The agency of acts that concern all of them.
    public static final UUID INSTALLATION = new UUID(0, 0);

    /// The same, acting in the affairs of another agency.
    public Actor in(UUID other) {
        return new Actor(other, account, name, identified, right);
    }

    /// The same, acting by a right of which more is known.
    public Actor by(String known) {
        return new Actor(agency, account, name, identified, known);
    }

    /// The program, doing what nobody asks it for at that moment.
    public static Actor program(UUID agency) {
        return new Actor(agency, null, "", "system", Entry.NONE);
    }

    /// Somebody of whom no more is known than what they did.
    public static Actor unknown(UUID agency) {
        return new Actor(agency, null, "", "unknown", Entry.NONE);
    }
}
