package th.sala.mail;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Outlook's RTF as it travels in winmail.dat (MS-OXRTFCP).
final class CompressedRtf {
    private static final int HEAD = 16;
    private static final int COMPRESSED = 0x75465a4c;
    private static final int UNCOMPRESSED = 0x414c454d;
    private static final int WINDOW = 4096;
    private static final int LONGEST = 5 * 1024 * 1024;

    /// What both sides have seen before the first byte.
    private static final byte[] KNOWN =
            ("{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss "
                            + "\\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier"
                            + "{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u"
                            + "\\tab\\tx")
                    .getBytes(StandardCharsets.US_ASCII);

    private CompressedRtf() {}

    /// As much of it as can be read; empty if it is none.
    static byte[] read(byte[] bytes) {
        if (bytes.length < HEAD) {
            return new byte[0];
        }
        var in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        var size = Math.clamp(in.getInt(4), 0, LONGEST);
        var kind = in.getInt(8);
        in.position(HEAD);
        return switch (kind) {
            case UNCOMPRESSED -> plain(in, size);
            case COMPRESSED -> expanded(in, size);
            default -> new byte[0];
        };
    }

    private static byte[] plain(ByteBuffer in, int size) {
        var plain = new byte[Math.min(size, in.remaining())];
        in.get(plain);
        return plain;
    }

    private static byte[] expanded(ByteBuffer in, int size) {
        var window = new byte[WINDOW];
        System.arraycopy(KNOWN, 0, window, 0, KNOWN.length);
        int at = KNOWN.length;
        var out = new ByteArrayOutputStream();
        while (in.hasRemaining() && out.size() < size) {
            var control = in.get();
            for (int bit = 0; bit < 8 && out.size() < size; bit++) {
                var isReference = (control >> bit & 1) != 0;
                if (in.remaining() < (isReference ? 2 : 1)) {
                    return out.toByteArray();
                }
                int from = at;
                int length = 1;
                if (isReference) {
                    var reference = (in.get() & 0xff) << 8 | in.get() & 0xff;
                    from = reference >> 4;
                    length = (reference & 0xf) + 2;
                    if (from == at) {
                        return out.toByteArray();
                    }
                } else {
                    window[at] = in.get();
                }
                for (int i = 0; i < length; i++) {
                    var octet = window[(from + i) % WINDOW];
                    out.write(octet);
                    window[at] = octet;
                    at = (at + 1) % WINDOW;
                }
            }
        }
        return out.toByteArray();
    }
}
