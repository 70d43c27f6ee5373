package th.sala.mail;

/// An address as it stands in a header.
///
/// @param name as people read it, or empty
/// @param mail in lower case
public record Address(String name, String mail) {
    public static Address of(String mail) {
        return new Address("", mail);
    }
}
