package th.sala.mail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import th.sala.files.FileStore;

/// Whether two deliveries are of one mail. Servers on the way write fields of their own into the
/// header (`Received`, `Delivered-To`, what their filters found), other ones for each mailbox: all
/// that the sender said must be the same to the byte.
final class Likeness {
    /// What servers may have added, in bytes.
    private static final long LARGEST_DIFFERENCE = 64L * 1024;

    private static final int LONGEST_NAME = 1_000;
    private static final int PIECE = 64 * 1024;

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

    /// Of a mail that is kept.
    static byte[] said(FileStore files, String sha256) {
        try (var raw = files.open(sha256)) {
            return said(raw);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// SHA-256 of what the sender said: the fields that a sender writes, as they stand, and all
    /// below the header. Read as a stream: mails are large, and many are compared at once.
    static byte[] said(InputStream raw) throws IOException {
        var in = new BufferedInputStream(raw, PIECE);
        var said = DigestUtils.getSha256Digest();
        var isSaid = false;
        for (int c = in.read(); c >= 0 && !isEmptyLine(c, in); c = in.read()) {
            if (c != ' ' && c != '\t') {
                var name = new ByteArrayOutputStream();
                while (c >= 0 && c != ':' && c != '\n' && name.size() < LONGEST_NAME) {
                    name.write(c);
                    c = in.read();
                }
                isSaid = isSaid(name.toString(StandardCharsets.ISO_8859_1));
                if (isSaid) {
                    said.update(name.toByteArray());
                }
            }
            restOfLine(c, in, isSaid, said);
        }
        var piece = new byte[PIECE];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            said.update(piece, 0, read);
        }
        return said.digest();
    }

    private static void restOfLine(int first, InputStream in, boolean isSaid, MessageDigest said)
            throws IOException {
        var c = first;
        while (c >= 0) {
            if (isSaid) {
                said.update((byte) c);
            }
            if (c == '\n') {
                return;
            }
            c = in.read();
        }
    }

    /// If it is one, the stream goes on below it.
    private static boolean isEmptyLine(int c, InputStream in) throws IOException {
        if (c != '\r') {
            return c == '\n';
        }
        in.mark(1);
        if (in.read() == '\n') {
            return true;
        }
        in.reset();
        return false;
    }

    private static boolean isSaid(String field) {
        var name = field.strip().toLowerCase(Locale.ROOT);
        return SAID.contains(name) || SAID_BEGINNINGS.stream().anyMatch(name::startsWith);
    }
}
