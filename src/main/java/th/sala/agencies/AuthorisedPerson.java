package th.sala.agencies;

import java.util.Set;
import java.util.UUID;

/// A person of the public registry with what they may do on the day asked for.
///
/// @param official the person's id, also of a person elsewhere
/// @param position as it is signed: `รองผู้ว่าราชการจังหวัด รักษาราชการแทนผู้ว่าราชการจังหวัด`
public record AuthorisedPerson(
        UUID official,
        UUID agency,
        String agencyName,
        String name,
        String position,
        String mail,
        String telephone,
        Set<Authority> authorities) {
    public AuthorisedPerson {
        authorities = Set.copyOf(authorities);
    }

    public boolean may(Authority authority) {
        return authorities.contains(authority);
    }
}
