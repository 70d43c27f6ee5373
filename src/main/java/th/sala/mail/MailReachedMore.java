package th.sala.mail;

import java.util.UUID;

/// Mail that had arrived came to more mailboxes of the agency: to the central account, say, after
/// the person's. May be heard before [MailArrived].
///
/// @param mail for [Inbox]
public record MailReachedMore(UUID agency, UUID mail) {}
