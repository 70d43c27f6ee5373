package th.sala.mail;

import th.sala.law.Refusal;

/// Refusal: nothing can be sent to this or received at it.
public class NotAnAddress extends Refusal {
    NotAnAddress(String typed) {
        super("mail.refused.not-an-address", typed);
    }
}
