package th.sala.media;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The disk that recordings go to: what they will need, and the alarm while there is still time to
/// do something.
@Component
class DiskWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);

    /// Opus at 36 kbit/s, with its headers: measured, docs/adr/0028.
    private static final long AUDIO = 4_500;

    /// While a track grows it lies there twice, open and closed.
    private static final int TWICE = 2;

    private static final int MORE = 4;

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

    /// Where recordings go: it may be a disk of its own.
    static Path folder(Path data) {
        var media = data.resolve("media");
        return Files.isDirectory(media) ? media : data;
    }

    /// Tells each recorded room once when there is too little, and once when there is enough again:
    /// more than a little, or it would be told of each file that comes and goes. What a media
    /// server wrote to a full disk ends in the middle of a packet, and nothing behind it can be
    /// played: so what comes then goes into fresh files.
    void look() {
        var free = folder(data).toFile().getUsableSpace();
        if (free < least) {
            for (var room : pool.recorded()) {
                if (told.add(room)) {
                    events.publishEvent(new MediaEvent.DiskAlarm(room, free));
                }
            }
        } else if (free >= least + least / MORE) {
            List.copyOf(told).forEach(this::enough);
        }
    }

    private void enough(UUID room) {
        try {
            pool.recordAnew(room);
            told.remove(room);
            events.publishEvent(new MediaEvent.DiskEnough(room));
        } catch (MediaTrouble notYet) {
            LOG.warn("{}: not recorded anew yet ({})", room, notYet.reason());
        }
    }
}
