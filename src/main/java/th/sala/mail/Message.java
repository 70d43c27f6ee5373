package th.sala.mail;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a mail says. Nothing in it can be trusted to be true, but it is safe to handle: names of
/// attachments are mere names, texts have no control characters.
///
/// @param messageId with angle brackets; made of the mail's SHA-256 if it has none
/// @param from empty name and address if it says none
/// @param references of the mails it answers: `In-Reply-To` first, then `References` from the
///   newest to the oldest, each once, with angle brackets
/// @param date as the sender wrote it; null if it is missing or no date
/// @param text of the text/plain parts, else of those of text/html or RTF without their markup
/// @param headers those whose names begin with `Sala-`, names in lower case
/// @param isEncrypted whether a part of it can be read by nobody here
/// @param report if the kind is a bounce
public record Message(
        String messageId,
        Address from,
        List<Address> to,
        List<Address> cc,
        String subject,
        List<String> references,
        @Nullable Instant date,
        String text,
        List<Attachment> attachments,
        Map<String, String> headers,
        Kind kind,
        boolean isEncrypted,
        Optional<DeliveryReport> report) {
    /// The same message under another id.
    public Message withId(String other) {
        return with(other, text, attachments);
    }

    /// The same message once its files are kept elsewhere.
    public Message withoutFiles() {
        return with(messageId, text, List.of());
    }

    Message with(String otherText, List<Attachment> otherFiles) {
        return with(messageId, otherText, otherFiles);
    }

    private Message with(String otherId, String otherText, List<Attachment> otherFiles) {
        return new Message(
                otherId,
                from,
                to,
                cc,
                subject,
                references,
                date,
                otherText,
                otherFiles,
                headers,
                kind,
                isEncrypted,
                report);
    }

    public enum Kind {
        /// Neither of the others: what a person, or a Sala on a person's word, sent.
        LETTER_LIKE,
        /// A report of delivery, good or bad.
        BOUNCE,
        /// Sent by a machine: absence replies, lists, notices.
        AUTOMATIC
    }
}
