package th.sala.accounts;

import java.util.UUID;

/// A person's token expires within a few days: published in a transaction that may write what
/// belongs to their agency.
///
/// @param token its id
/// @param name as the person called it
public record TokenNews(UUID agency, UUID account, UUID token, String name) {}
