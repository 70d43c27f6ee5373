package th.sala.accounts;

import java.util.UUID;

/// An account was opened or opened again: published in the transaction that does it, so that who
/// knows more of the person than the administrator who opened it can add what is missing.
public record AccountOpened(UUID agency, UUID account) {}
