package th.sala.hooks;

import java.net.URI;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An address that is told of some events.
///
/// @param failingSince null while it answers
public record Hook(
        UUID agency,
        UUID id,
        URI address,
        Set<HookEvent> events,
        byte[] closedSecret,
        Instant madeAt,
        UUID madeBy,
        boolean active,
        @Nullable Instant failingSince) {}
