package th.sala.reader;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The next so many bytes of a stream, all of them.
final class Part extends InputStream {
    private final InputStream in;
    private long left;

    Part(InputStream in, long size) {
        this.in = in;
        this.left = size;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0 || length == 0) {
            return left == 0 ? -1 : 0;
        }
        var read = in.read(bytes, offset, (int) Math.min(left, length));
        if (read < 0) {
            throw new EOFException();
        }
        left -= read;
        return read;
    }
}
