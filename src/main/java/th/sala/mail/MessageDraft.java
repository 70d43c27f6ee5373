package th.sala.mail;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What a mail is to say.
///
/// @param messageId with angle brackets
/// @param references of the mails it answers, the direct one first, with angle brackets
/// @param headers of our own, whose names begin with `Sala-`, and `Auto-Submitted`
public record MessageDraft(
        String messageId,
        Address from,
        List<Address> to,
        List<Address> cc,
        String subject,
        Instant date,
        List<String> references,
        Map<String, String> headers,
        String text,
        List<Attachment> attachments) {
    /// The same with these files.
    public MessageDraft with(List<Attachment> files) {
        return new MessageDraft(
                messageId, from, to, cc, subject, date, references, headers, text, files);
    }
}
