package th.sala.media;

import java.util.UUID;

/// What a room needs from the beginning. None is too large: a lawful meeting is not refused for a
/// guess about its traffic.
///
/// @param people who will be in it, for finding a server with enough room
/// @param bitrate most bits a second that one feed may send
/// @param recorded whether all audio and video is kept
public record RoomPlan(UUID agency, UUID room, int people, long bitrate, boolean recorded) {
    private static final long LEAST_BITRATE = 64_000;

    public RoomPlan {
        if (people < 1 || bitrate < LEAST_BITRATE) {
            throw new IllegalArgumentException("no plan for a room");
        }
    }

    /// Bits a second that leave the server when everybody sees everybody.
    long load() {
        return Math.multiplyExact((long) people * Math.max(1, people - 1), bitrate);
    }
}
