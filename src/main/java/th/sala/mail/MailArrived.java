package th.sala.mail;

import java.util.UUID;

/// Mail from outside, or from another agency of this installation, is durably here. Once per agency
/// and message, however many of its mailboxes got it and however often it came.
///
/// @param mail for [Inbox]
public record MailArrived(UUID agency, UUID mail) {}
