package th.sala.media;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// A file that a media server writes: `RUN/AGENCY/ROOM/videoroom-ROOM-user-FEED-TIME-KIND-N.mjr`,
/// with `.part` behind it while it grows.
///
/// @param run of the media server
/// @param published when its device began, by the file's name
record RecordedFile(
        Path path,
        String run,
        UUID agency,
        UUID room,
        Feed feed,
        Track.Kind kind,
        Instant published,
        boolean isComplete) {
    private static final Pattern NAME =
            Pattern.compile(
                    "videoroom-[0-9a-f-]{36}-user-(.+)-(\\d{10,18})-(audio|video)-\\d+\\.mjr(\\.part)?");

    private static final String PART = ".part";
    private static final long MICROS = 1_000_000;
    private static final int ROOM = 2;
    private static final int AGENCY = 3;
    private static final int RUN = 4;

    /// @return nothing if it is no track of a room
    static Optional<RecordedFile> of(Path path) {
        var name = NAME.matcher(part(path, 1));
        if (path.getNameCount() < RUN || !name.matches()) {
            return Optional.empty();
        }
        try {
            var agency = UUID.fromString(part(path, AGENCY));
            var room = UUID.fromString(part(path, ROOM));
            return Feed.of(name.group(1))
                    .map(feed ->
                            new RecordedFile(
                                    path,
                                    part(path, RUN),
                                    agency,
                                    room,
                                    feed,
                                    Track.Kind.valueOf(name.group(3).toUpperCase(Locale.ROOT)),
                                    moment(Long.parseLong(name.group(2))),
                                    name.group(4) == null));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    private static String part(Path path, int fromTheEnd) {
        return path.getName(path.getNameCount() - fromTheEnd).toString();
    }

    static Instant moment(long micros) {
        return Instant.ofEpochSecond(micros / MICROS, micros % MICROS * 1_000);
    }

    /// The same for the file while it grows and when it is complete, also after a restart of Sala.
    UUID track() {
        var name = Objects.requireNonNull(path.getFileName()).toString();
        var stable = isComplete ? name : name.substring(0, name.length() - PART.length());
        return UUID.nameUUIDFromBytes((run + "/" + stable).getBytes(StandardCharsets.UTF_8));
    }
}
