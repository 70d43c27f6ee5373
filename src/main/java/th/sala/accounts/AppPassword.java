package th.sala.accounts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A password for one mail client of a person, by the name the person gave it.
///
/// @param lastUsed to the minute; null if never
record AppPassword(UUID id, String name, Instant madeAt, @Nullable Instant lastUsed) {}
