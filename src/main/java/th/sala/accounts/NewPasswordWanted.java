package th.sala.accounts;

import java.util.List;
import java.util.UUID;

/// Somebody says that they have forgotten the password of an account: published in a transaction in
/// the agency's scope. Who it was nobody knows; those who may set another must look at the person.
///
/// @param administrators accounts that may set another password
public record NewPasswordWanted(
        UUID agency, UUID account, String name, List<UUID> administrators) {}
