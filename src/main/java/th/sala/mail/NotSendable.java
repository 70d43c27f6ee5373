package th.sala.mail;

import th.sala.law.Refusal;

/// Refusal: the mail is on its way at this moment, or goes to another address instead.
public class NotSendable extends Refusal {
    NotSendable(String recipient) {
        super("mail.refused.not-sendable", recipient);
    }
}
