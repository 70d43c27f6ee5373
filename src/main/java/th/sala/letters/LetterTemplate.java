package th.sala.letters;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;

/// แบบหนังสือ: a named beginning of letters, with places to be filled in ([OpenPlaces]).
///
/// @param version grows with each change; a change of an older version is refused
/// @param content what a letter begins with; its signer is nobody
/// @param ownerUnit the unit that its content names as owner; null if that is none of ours
/// @param to addresses of the addressees that letters begin with, some of whom may be gone by now
/// @param putAwayAt null while letters are begun from it
record LetterTemplate(
        UUID id,
        int version,
        String name,
        Whose whose,
        Content content,
        @Nullable UUID ownerUnit,
        List<String> to,
        Instant changedAt,
        String changedBy,
        @Nullable Instant putAwayAt) {
    LetterTemplate {
        to = List.copyOf(to);
    }

    /// Who begins letters from it, and who keeps it.
    ///
    /// The agency's are for everybody who writes letters, and kept by correspondence officers and
    /// heads; a unit's are for whoever is in the unit, all of whom keep it, as do correspondence
    /// officers; one's own are nobody else's.
    sealed interface Whose {
        record OfAgency() implements Whose {}

        record OfUnit(UUID unit) implements Whose {}

        record OfPerson(UUID account) implements Whose {}

        /// @param unit of the person; null if they are in none
        default boolean mayUse(SignedIn who, @Nullable UUID unit) {
            return switch (this) {
                case OfAgency _ -> true;
                case OfUnit(var own) -> own.equals(unit) || who.is(Role.CORRESPONDENCE_OFFICER);
                case OfPerson(var account) -> account.equals(who.account());
            };
        }

        /// Whether the person may change it and put it away.
        ///
        /// @param unit of the person; null if they are in none
        default boolean mayKeep(SignedIn who, @Nullable UUID unit) {
            return switch (this) {
                case OfAgency _ -> who.isAny(Role.CORRESPONDENCE_OFFICER, Role.HEAD);
                case OfUnit _, OfPerson _ -> mayUse(who, unit);
            };
        }

        /// Whether others rely on it, so that evidence says who changed it.
        default boolean isShared() {
            return !(this instanceof OfPerson);
        }
    }

    public boolean isPutAway() {
        return putAwayAt != null;
    }
}
