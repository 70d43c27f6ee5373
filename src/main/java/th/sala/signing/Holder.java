package th.sala.signing;

import java.util.UUID;
import th.sala.agencies.AuthorisedPerson;

/// Whose signature it is.
///
/// @param name with the title, as it stands on letters
/// @param mail the registered address
public record Holder(UUID agency, UUID official, String name, String agencyName, String mail) {
    static Holder of(AuthorisedPerson person) {
        return new Holder(
                person.agency(),
                person.official(),
                person.name(),
                person.agencyName(),
                person.mail());
    }
}
