package th.sala.letters;

import java.util.UUID;
import th.sala.thai.Digits;

/// What a person writes into a letter out, before it has a number.
///
/// @param signer the authorised person who will send it (C4)
/// @param secrecy the class field; anything but empty or ปกติ is refused (X1)
/// @param ownerCode begins the number: `ศม 0017.2`
/// @param subject เรื่อง
/// @param salutation เรียน
/// @param proposal what the addressee is asked to consider or direct
/// @param citations อ้างถึง, a line each
/// @param enclosures สิ่งที่ส่งมาด้วย, a line each
/// @param contact telephone and other ways to reach the sender
public record Content(
        UUID signer,
        boolean circular,
        Urgency urgency,
        String secrecy,
        String ownerCode,
        String subject,
        String salutation,
        String proposal,
        String body,
        String citations,
        String enclosures,
        String contact) {
    public Content {
        ownerCode = Digits.ARABIC.in(ownerCode.strip());
        subject = subject.strip();
        salutation = salutation.strip();
        proposal = proposal.strip();
        body = body.strip();
        citations = citations.strip();
        enclosures = enclosures.strip();
        contact = contact.strip();
    }
}
