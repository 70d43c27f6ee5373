package th.sala.letters;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.AuthorisedPerson;
import th.sala.signing.Holder;

/// หนังสือส่ง: a letter out, from its draft to its sending.
///
/// @param author the account that began it; null for letters of old
/// @param version grows with each change; a change of an older version is refused
public record OutgoingLetter(
        UUID agency,
        UUID id,
        int version,
        Content content,
        Stage stage,
        Instant createdAt,
        String createdBy,
        @Nullable UUID author,
        Instant changedAt,
        String changedBy) {

    /// Where the letter stands. A letter that has a number never loses it.
    public sealed interface Stage {
        record Draft() implements Stage {}

        /// Thrown away before it had a number; kept for the story.
        record Discarded() implements Stage {}

        /// Sent by its signer: it has a number and is frozen; its mails are being made.
        record Numbered(Given given) implements Stage {}

        /// Its mails are in the outbox.
        record Sent(Given given) implements Stage {}

        /// Entered in the send register and handed over on paper.
        record Paper(Given given) implements Stage {}
    }

    /// What a letter gets when its signer sends it.
    ///
    /// @param number as it stands on the letter
    /// @param signatory as the letter names them; null for letters of old, and on paper if Sala did
    ///   not set it
    /// @param address of the agency, as the letter says it; empty for letters of old
    /// @param emblem the picture under which it is set (SHA-256); null for the one that stands
    ///   there until the agency gives its own
    public record Given(
            String number,
            LocalDate date,
            Instant signedAt,
            String signedBy,
            @Nullable Signatory signatory,
            String address,
            @Nullable String emblem) {}

    /// Who signs, by the registry of that day: the letter names them so for good.
    public record Signatory(String name, String position, String agencyName, String mail) {
        static Signatory of(AuthorisedPerson person) {
            return new Signatory(
                    person.name(), person.position(), person.agencyName(), person.mail());
        }

        /// With whose key the letter is signed.
        Holder holder(OutgoingLetter letter) {
            return new Holder(letter.agency, letter.content.signer(), name, agencyName, mail);
        }
    }

    public boolean isDraft() {
        return stage instanceof Stage.Draft;
    }

    /// Whether it went out on paper: no mail of it will ever stand anywhere.
    public boolean isPaper() {
        return stage instanceof Stage.Paper;
    }

    /// The number and date, or null before it has one.
    public @Nullable Given given() {
        return switch (stage) {
            case Stage.Draft _, Stage.Discarded _ -> null;
            case Stage.Numbered(var given) -> given;
            case Stage.Sent(var given) -> given;
            case Stage.Paper(var given) -> given;
        };
    }

    /// Whether the person may change or discard it while it is a draft.
    public boolean mayBeChangedBy(SignedIn who) {
        return who.account().equals(author)
                || content.signer().equals(who.official())
                || who.is(Role.CORRESPONDENCE_OFFICER);
    }

    /// @throws LetterMovedOn unless it is a draft in this version
    void mustBeDraft(int expectedVersion) {
        if (!isDraft() || version != expectedVersion) {
            throw new LetterMovedOn(changedBy);
        }
    }
}
