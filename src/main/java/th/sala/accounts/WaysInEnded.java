package th.sala.accounts;

import java.util.UUID;

/// Whatever let a person in is gone: published in the transaction that ends it, so that other ways
/// in end with it.
public record WaysInEnded(UUID agency, UUID account) {}
