package th.sala.signing;

import java.util.UUID;

/// Whose signature it is.
///
/// @param name with the title, as it stands on letters
/// @param mail the registered address
public record Holder(UUID agency, UUID official, String name, String agencyName, String mail) {}
