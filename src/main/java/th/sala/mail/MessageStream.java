package th.sala.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The bytes of a message while they arrive: counted, with limits on size, time, lines and headers
/// that the SMTP library does not have, and with the header kept for a look.
final class MessageStream extends InputStream {
    private static final int LONGEST_LINE = 64 * 1024;
    private static final int LONGEST_HEADER = 256 * 1024;
    private static final int MOST_FIELDS = 1000;

    private final InputStream arriving;
    private final long limit;
    private final long deadline;
    private final ByteArrayOutputStream header = new ByteArrayOutputStream();
    private @Nullable IOException broken;
    private @Nullable IOException failed;
    private long size = 0;
    private int line = 0;
    private int fields = 0;
    private boolean inHeader = true;
    private int previous = -1;

    MessageStream(InputStream arriving, long limit, Duration time) {
        this.arriving = arriving;
        this.limit = limit;
        this.deadline = System.nanoTime() + time.toNanos();
    }

    /// A failure is told at every further read: `InputStream` swallows those in the middle of a
    /// buffer and goes on.
    @Override
    public int read() throws IOException {
        if (failed != null) {
            throw failed;
        }
        try {
            return checked();
        } catch (IOException failure) {
            failed = failure;
            throw failure;
        }
    }

    private int checked() throws IOException {
        int octet = next();
        if (octet < 0) {
            return octet;
        }
        if (++size > limit) {
            throw new SmtpRefused(552, "5.3.4 Message is larger than " + limit + " bytes");
        }
        if (++line > LONGEST_LINE) {
            throw new SmtpRefused(554, "5.6.0 Line is longer than " + LONGEST_LINE + " bytes");
        }
        look(octet);
        return octet;
    }

    private void look(int octet) throws SmtpRefused {
        if (inHeader) {
            header.write(octet);
            if (header.size() > LONGEST_HEADER) {
                throw new SmtpRefused(554, "5.6.0 Header is too long");
            }
        }
        if (octet == '\n') {
            if (line == 1 || (line == 2 && previous == '\r')) {
                inHeader = false;
            }
            if (inHeader && ++fields > MOST_FIELDS) {
                throw new SmtpRefused(554, "5.6.0 Header has too many lines");
            }
            line = 0;
        }
        previous = octet;
    }

    private int next() throws IOException {
        // a look at the clock for each kilobyte is enough
        if ((size & 0x3ff) == 0 && System.nanoTime() - deadline > 0) {
            broken = new IOException("message took too long");
            throw broken;
        }
        try {
            return arriving.read();
        } catch (IOException cut) {
            broken = cut;
            throw cut;
        }
    }

    /// Reads what is left of a refused message, so that the client hears the answer.
    ///
    /// @return false if that is more than we care to read
    boolean drain(long most) throws IOException {
        for (long drained = 0; drained < most; drained++) {
            if (next() < 0) {
                return true;
            }
            size++;
        }
        return false;
    }

    /// @throws IOException if it was the client that failed, not the keeping
    void throwIfBroken() throws IOException {
        if (broken != null) {
            throw broken;
        }
    }

    byte[] header() {
        return header.toByteArray();
    }
}
