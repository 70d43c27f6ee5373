package th.sala.mail;

import java.util.UUID;
import th.sala.law.Refusal;

/// Refusal: the agency has no such mail.
public class NoSuchMail extends Refusal {
    NoSuchMail(UUID mail) {
        super("mail.refused.no-such-mail", mail.toString());
    }
}
