package th.sala.letters;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.agencies.AuthorisedPerson;
import th.sala.signing.Holder;

/// ผู้ลงนามร่วม: somebody who signs a letter before its signer does.
///
/// @param title as it stands under the name
/// @param version of the draft that they signed; null while they have not
/// @param at when they did
public record CoSigner(
        UUID official,
        String name,
        String title,
        String mail,
        @Nullable Integer version,
        @Nullable Instant at) {

    static CoSigner of(AuthorisedPerson person) {
        return new CoSigner(
                person.official(), person.name(), person.position(), person.mail(), null, null);
    }

    /// The same with a line below what they are.
    CoSigner titled(String as) {
        return new CoSigner(official, name, title + "\n" + as, mail, version, at);
    }

    /// Whether their signature holds for this version of the draft.
    public boolean hasSigned(int draft) {
        return version != null && version == draft;
    }

    /// Whether the registries still say the same of them.
    boolean is(AuthorisedPerson person) {
        return name.equals(person.name())
                && title.equals(person.position())
                && mail.equals(person.mail());
    }

    CoSigner unsigned() {
        return new CoSigner(official, name, title, mail, null, null);
    }

    CoSigner signing(int draft, Instant now) {
        return new CoSigner(official, name, title, mail, draft, now);
    }

    Holder holder(UUID agency, String agencyName) {
        return new Holder(agency, official, name, agencyName, mail);
    }
}
