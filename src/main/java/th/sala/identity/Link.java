package th.sala.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A person whom a provider recognises has this account.
///
/// @param provider its name
/// @param madeBy the administrator who entered it; empty if the person did it
/// @param lastUsed null if never
record Link(UUID id, String provider, String madeBy, Instant madeAt, @Nullable Instant lastUsed) {}
