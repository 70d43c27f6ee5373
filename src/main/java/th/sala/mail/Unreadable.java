package th.sala.mail;

import th.sala.law.Refusal;

/// Refusal: the bytes are no mail that can be read, or one made to break whoever reads it. They are
/// kept; a person may look at them as they are.
public class Unreadable extends Refusal {
    /// @param reason the last part of its message key
    Unreadable(String reason) {
        super("mail.unreadable." + reason);
    }
}
