package th.sala.notices;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One thing that one person was told.
///
/// @param messageKey the sentence, in the messages of the module that told it
/// @param path the page that it is about
/// @param readAt when the person opened it; null until then
record Notice(
        UUID id,
        String messageKey,
        List<String> arguments,
        String path,
        Instant toldAt,
        @Nullable Instant readAt) {
    Notice {
        arguments = List.copyOf(arguments);
    }

    /// Public for templates.
    public boolean isRead() {
        return readAt != null;
    }
}
