package th.sala.identity;

import java.util.UUID;
import th.sala.accounts.Role;

/// Whoever is in the group has the role in the agency, and nobody else who comes from there.
///
/// @param group its distinguished name
record GroupRole(UUID id, UUID agency, String group, Role role) {}
