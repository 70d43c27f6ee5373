package th.sala.mail;

import java.util.List;

/// What a far server reports of a mail that we sent (RFC 3464).
///
/// @param messageId of our mail, with angle brackets; empty if the report does not say
public record DeliveryReport(String messageId, List<Recipient> recipients) {
    /// @param address in lower case
    /// @param status such as `5.1.1`
    /// @param diagnostic what the server said, or empty
    public record Recipient(String address, Action action, String status, String diagnostic) {}

    public enum Action {
        /// In the recipient's mailbox.
        DELIVERED,
        /// Passed on to a server that reports no deliveries: not yet receipt.
        RELAYED,
        /// Delivered to several others.
        EXPANDED,
        /// Still being tried.
        DELAYED,
        FAILED
    }
}
