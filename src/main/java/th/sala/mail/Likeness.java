package th.sala.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/// Whether two deliveries are of one mail. Servers on the way write fields of their own into the
/// header (`Received`, `Delivered-To`, what their filters found), other ones for each mailbox: all
/// that the sender said must be the same to the byte.
final class Likeness {
    /// What servers may have added, in bytes.
    private static final long LARGEST_DIFFERENCE = 64L * 1024;

    private static final Set<String> SAID =
            Set.of(
                    "from",
                    "sender",
                    "reply-to",
                    "to",
                    "cc",
                    "subject",
                    "date",
                    "message-id",
                    "in-reply-to",
                    "references",
                    "mime-version",
                    "auto-submitted");
    private static final Set<String> SAID_BEGINNINGS = Set.of("content-", Fields.OWN);

    private Likeness() {}

    /// Whether mails of these sizes are worth a look.
    static boolean isPossible(long size, long other) {
        return Math.abs(size - other) <= LARGEST_DIFFERENCE;
    }

    static boolean isOneMail(byte[] raw, byte[] other) {
        return Arrays.equals(said(raw), said(other));
    }

    /// The fields that a sender writes, as they stand, and all below the header.
    private static byte[] said(byte[] raw) {
        var said = new ByteArrayOutputStream(raw.length);
        var isSaid = false;
        var start = 0;
        while (start < raw.length) {
            var end = endOfLine(raw, start);
            if (isEmpty(raw, start)) {
                said.write(raw, start, raw.length - start);
                return said.toByteArray();
            }
            if (raw[start] != ' ' && raw[start] != '\t') {
                isSaid = isSaid(raw, start, end);
            }
            if (isSaid) {
                said.write(raw, start, end - start);
            }
            start = end;
        }
        return said.toByteArray();
    }

    private static int endOfLine(byte[] raw, int start) {
        var end = start;
        while (end < raw.length && raw[end] != '\n') {
            end++;
        }
        return Math.min(raw.length, end + 1);
    }

    private static boolean isEmpty(byte[] raw, int start) {
        return raw[start] == '\n'
                || raw[start] == '\r' && start + 1 < raw.length && raw[start + 1] == '\n';
    }

    private static boolean isSaid(byte[] raw, int start, int end) {
        var line = new String(raw, start, end - start, StandardCharsets.ISO_8859_1);
        var name = line.split(":", 2)[0].strip().toLowerCase(Locale.ROOT);
        return SAID.contains(name) || SAID_BEGINNINGS.stream().anyMatch(name::startsWith);
    }
}
