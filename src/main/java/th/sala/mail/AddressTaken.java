package th.sala.mail;

import th.sala.law.Refusal;

/// Refusal: the address is another agency's mailbox.
public class AddressTaken extends Refusal {
    AddressTaken(String address) {
        super("mail.refused.address-taken", address);
    }
}
