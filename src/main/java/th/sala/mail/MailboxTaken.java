package th.sala.mail;

import th.sala.law.Refusal;

/// Refusal: the address is another agency's mailbox.
public class MailboxTaken extends Refusal {
    MailboxTaken(String address) {
        super("mail.refused.mailbox-taken", address);
    }
}
