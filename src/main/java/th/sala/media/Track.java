package th.sala.media;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// บันทึกเสียงหรือภาพ: what one participant sent by one connection, as it was recorded.
///
/// @param bytes recorded so far
/// @param windows stretches that were hashed and closed
/// @param chain of all of them; empty while there is none
/// @param ended null while it grows
/// @param sha256 of the whole, once it has ended
public record Track(
        UUID id,
        UUID room,
        Feed feed,
        Kind kind,
        Instant started,
        @Nullable Instant ended,
        long bytes,
        int windows,
        String chain,
        @Nullable String sha256) {
    public enum Kind {
        AUDIO,
        VIDEO
    }

    public Optional<Duration> duration() {
        return Optional.ofNullable(ended).map(end -> Duration.between(started, end));
    }
}
