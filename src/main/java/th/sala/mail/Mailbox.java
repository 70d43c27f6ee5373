package th.sala.mail;

import java.util.UUID;

/// An address that this installation accepts mail for.
///
/// @param address in lower case
/// @param agency whose mail it is
public record Mailbox(String address, UUID agency, Kind kind) {
    public enum Kind {
        /// บัญชีกลาง
        CENTRAL,
        /// An authorised person's registered address.
        PERSON
    }
}
