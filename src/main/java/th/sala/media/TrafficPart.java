package th.sala.media;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// ข้อมูลจราจรทางคอมพิวเตอร์: what went over one connection in a stretch of time.
///
/// @param purpose what the device used it for
/// @param origin แหล่งกำเนิด: the connection, as the media server names it
/// @param source ต้นทาง: the device's address and port
/// @param destination ปลายทาง: the media server's address and port
/// @param bytesIn from the device
/// @param bytesOut to the device
public record TrafficPart(
        UUID agency,
        UUID room,
        Feed feed,
        Purpose purpose,
        String origin,
        String source,
        String destination,
        String protocol,
        Instant begun,
        Instant ended,
        long bytesIn,
        long bytesOut) {
    public enum Purpose {
        SENDS,
        RECEIVES
    }

    public Duration duration() {
        return Duration.between(begun, ended);
    }

    /// Volume in both directions.
    public long volume() {
        return bytesIn + bytesOut;
    }

    /// The same connection at another time, together.
    TrafficPart and(TrafficPart other) {
        return new TrafficPart(
                agency,
                room,
                feed,
                purpose,
                origin,
                source,
                destination,
                protocol,
                begun.isBefore(other.begun) ? begun : other.begun,
                ended.isAfter(other.ended) ? ended : other.ended,
                bytesIn + other.bytesIn,
                bytesOut + other.bytesOut);
    }

    /// As a line of the file that evidence names. No part of it can hold a comma.
    String line() {
        return String.join(
                ",",
                origin,
                feed.name(),
                purpose.name(),
                source,
                destination,
                protocol,
                begun.toString(),
                ended.toString(),
                Long.toString(bytesIn),
                Long.toString(bytesOut));
    }
}
