package th.sala.mail;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A mail as it came in. What it says is read from its bytes with [MessageReader].
///
/// @param recipients of the envelope, those of the agency only; all of them for a submitted mail
/// @param sha256 of its bytes, their name in the file store
/// @param size in bytes
/// @param messageId its own, or one made of `sha256` if it has none
/// @param envelopeFrom who gets its bounces; empty for a bounce
/// @param receivedAt when its first copy came to the agency
/// @param centralAt when it came to the agency's central account; null if it did not yet
/// @param client the address of the machine that brought it
/// @param submittedBy the account that handed it in; null if it came from outside
/// @param unreadable the message key of why it cannot be read; null if it can, or nobody tried yet
public record ReceivedMail(
        UUID id,
        UUID agency,
        List<String> recipients,
        String messageId,
        String sha256,
        long size,
        String envelopeFrom,
        Instant receivedAt,
        @Nullable Instant centralAt,
        String client,
        @Nullable UUID submittedBy,
        @Nullable String unreadable) {}
