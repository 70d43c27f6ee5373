package th.sala.media;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A large file that grows and is closed with a key of its own: chunks of AES-256-GCM, each bound
/// to what the file is and to its place in it, so that none can be exchanged, repeated or moved.
/// Before each stand its length and nonce.
///
/// @param name what it is
/// @param key 32 bytes; not copied
record SealedFile(Path path, String name, byte[] key) {
    static final int KEY = 32;

    /// What is put in at once at most.
    static final int LARGEST = 8 << 20;

    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final int HEAD = Integer.BYTES + NONCE;
    private static final SecureRandom RANDOM = new SecureRandom();

    static byte[] freshKey() {
        var key = new byte[KEY];
        RANDOM.nextBytes(key);
        return key;
    }

    /// Adds a chunk after so many; whatever was after them, of which nobody knows, is dropped. It
    /// is on the disk when this returns.
    void put(int number, byte[] content) throws IOException {
        if (content.length > LARGEST) {
            throw new IllegalArgumentException("a chunk of " + content.length + " bytes");
        }
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        try (var file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            file.truncate(place(file, number));
            file.position(file.size());
            var chunk = ByteBuffer.wrap(close(number, content));
            while (chunk.hasRemaining()) {
                file.write(chunk);
            }
            file.force(true);
        }
    }

    /// Where a chunk begins.
    private static long place(FileChannel file, int number) throws IOException {
        var place = 0L;
        for (int before = 0; before < number; before++) {
            place += HEAD + TAG + lengthAt(file, place);
        }
        if (place > file.size()) {
            throw new EOFException("a closed file ends too early");
        }
        return place;
    }

    private static int lengthAt(FileChannel file, long place) throws IOException {
        var length = ByteBuffer.allocate(Integer.BYTES);
        if (file.read(length, place) < Integer.BYTES) {
            throw new EOFException("a closed file ends too early");
        }
        return checked(length.getInt(0));
    }

    private static int checked(int length) throws IOException {
        if (length < 0 || length > LARGEST) {
            throw new IOException("a closed file was changed");
        }
        return length;
    }

    private byte[] close(int number, byte[] content) {
        try {
            var nonce = new byte[NONCE];
            RANDOM.nextBytes(nonce);
            var closed = cipher(Cipher.ENCRYPT_MODE, number, nonce).doFinal(content);
            return ByteBuffer.allocate(HEAD + closed.length)
                    .putInt(content.length)
                    .put(nonce)
                    .put(closed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Cipher cipher(int mode, int number, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG * Byte.SIZE, nonce));
        cipher.updateAAD((name + " " + number).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /// How many bytes were put into it.
    long length() throws IOException {
        var length = 0L;
        try (var file = FileChannel.open(path)) {
            for (var place = 0L; place < file.size(); ) {
                var chunk = lengthAt(file, place);
                length += chunk;
                place += HEAD + TAG + chunk;
            }
        }
        return length;
    }

    void copyTo(OutputStream out) throws IOException {
        copyTo(out, 0, Long.MAX_VALUE);
    }

    /// Writes what was put in, from the first byte until before the last one. Chunks outside are
    /// not opened.
    ///
    /// @throws IOException also if a chunk was changed; nothing of it is written then
    void copyTo(OutputStream out, long from, long until) throws IOException {
        try (var file = FileChannel.open(path);
                var in = new DataInputStream(Channels.newInputStream(file))) {
            var begin = 0L;
            for (int number = 0; begin < until && file.position() < file.size(); number++) {
                var length = checked(in.readInt());
                var end = begin + length;
                if (end <= from) {
                    file.position(file.position() + NONCE + TAG + length);
                } else {
                    var content = open(in, number, length);
                    var first = (int) (Math.max(from, begin) - begin);
                    var last = (int) (Math.min(until, end) - begin);
                    out.write(content, first, last - first);
                }
                begin = end;
            }
        }
    }

    private byte[] open(DataInputStream in, int number, int length) throws IOException {
        var nonce = in.readNBytes(NONCE);
        var closed = in.readNBytes(length + TAG);
        return opened(number, nonce, closed)
                .filter(content -> content.length == length)
                .orElseThrow(() ->
                        new IOException("chunk %d of a closed file was changed".formatted(number)));
    }

    private Optional<byte[]> opened(int number, byte[] nonce, byte[] closed) {
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, number, nonce).doFinal(closed));
        } catch (GeneralSecurityException changed) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "SealedFile[" + path + "]";
    }
}
