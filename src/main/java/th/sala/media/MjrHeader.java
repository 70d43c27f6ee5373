package th.sala.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// What stands before the first packet in a file of the media server: `MJR00002`, two bytes of
/// length, and so many of JSON, of which `u` is the wall clock when that packet came, in
/// microseconds.
final class MjrHeader {
    /// `MJR00002`: all there is in a file without a packet.
    static final int MARK = 8;

    private static final int HEAD = MARK + Short.BYTES;

    /// Larger than any that Janus writes: codec, extensions, two times.
    private static final int LONGEST = 16 << 10;

    private MjrHeader() {}

    /// When the first packet came: somebody who joined muted sends none for a long time.
    ///
    /// @param published when the device began; nothing came before
    /// @return that, too, if the file does not say it
    static Instant firstPacket(FileChannel file, Instant published) throws IOException {
        var head = read(file, 0, HEAD);
        if (head.remaining() < HEAD) {
            return published;
        }
        var length = Math.min(LONGEST, Short.toUnsignedInt(head.getShort(MARK)));
        var text = StandardCharsets.UTF_8.decode(read(file, HEAD, length)).toString();
        return said(text).filter(published::isBefore).orElse(published);
    }

    private static Optional<Instant> said(String text) {
        try {
            var first = JanusLine.JSON.readTree(text).path("u");
            return first.isIntegralNumber()
                    ? Optional.of(RecordedFile.moment(first.asLong()))
                    : Optional.empty();
        } catch (JacksonException another) {
            return Optional.empty();
        }
    }

    private static ByteBuffer read(FileChannel file, long from, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) > 0) {
            // on to the rest
        }
        return bytes.flip();
    }
}
