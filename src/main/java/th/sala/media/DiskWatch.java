package th.sala.media;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The disk that recordings go to: what they will need, and the alarm while there is still time to
/// do something.
@Component
class DiskWatch {
    /// Opus at 36 kbit/s, with its headers: measured, docs/adr/0028.
    private static final long AUDIO = 4_500;

    /// While a track grows it lies there twice, open and closed.
    private static final int TWICE = 2;

    private final Path data;
    private final MediaPool pool;
    private final long least;
    private final ApplicationEventPublisher events;
    private final Set<UUID> told = new HashSet<>();

    DiskWatch(
            @Value("${sala.data}") Path data,
            MediaSettings settings,
            MediaPool pool,
            ApplicationEventPublisher events) {
        this.data = data;
        this.pool = pool;
        this.least = settings.leastFree().toBytes();
        this.events = events;
    }

    /// Bytes that the recording of a room will take at most.
    static long need(int people, long bitrate, Duration length) {
        return people * (bitrate / Byte.SIZE + AUDIO) * length.toSeconds() * TWICE;
    }

    /// Tells each recorded room once when there is too little, and again if it came back and went.
    void look() {
        var free = data.toFile().getUsableSpace();
        if (free >= least) {
            told.clear();
            return;
        }
        for (var room : pool.recorded()) {
            if (told.add(room)) {
                events.publishEvent(new MediaEvent.DiskAlarm(room, free));
            }
        }
    }
}
