package th.sala.mail;

import java.util.UUID;

/// A person of the agency handed in a mail at the submission listener and [SubmissionPolicy] had no
/// objection. It is kept like received mail; nothing has been sent on.
///
/// @param mail for [Inbox]
public record MailSubmitted(UUID agency, UUID mail) {}
