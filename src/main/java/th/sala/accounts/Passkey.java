package th.sala.accounts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// พาสคีย์: by which a person proves who they are, with a device of theirs that recognises them.
///
/// @param name what the person calls it
/// @param party the host's name for which it was made; of use on its pages only
/// @param credential its id, chosen by the authenticator
/// @param backedUp whether it is kept on more devices than one
/// @param lastUsed null if never
record Passkey(
        UUID id,
        String name,
        String party,
        byte[] credential,
        boolean backedUp,
        Instant madeAt,
        @Nullable Instant lastUsed) {}
