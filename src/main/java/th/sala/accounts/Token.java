package th.sala.accounts;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A person's key for a program, by the name the person gave it.
///
/// @param lastUsed to the minute; null if never
record Token(
        UUID id,
        String name,
        Set<TokenScope> scopes,
        Instant madeAt,
        Instant expiresAt,
        @Nullable Instant lastUsed) {}
