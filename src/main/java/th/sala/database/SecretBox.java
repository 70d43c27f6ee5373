package th.sala.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The one way to keep a secret that must come back as it was: encrypted with a key that lies
/// beside the database, not in it (AES-256-GCM). Each use has a key of its own.
public final class SecretBox {
    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final Path file;
    private final SecureRandom random = new SecureRandom();

    /// @param data the folder of the installation's data
    /// @param use names the key's file; secrets closed for one use cannot be opened for another
    public SecretBox(Path data, String use) {
        this.file = data.resolve("secrets").resolve(use + ".key");
    }

    /// The secret as the database may hold it.
    public byte[] close(String secret) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var closed = apply(Cipher.ENCRYPT_MODE, nonce, secret.getBytes(StandardCharsets.UTF_8));
        var boxed = Arrays.copyOf(nonce, NONCE + closed.length);
        System.arraycopy(closed, 0, boxed, NONCE, closed.length);
        return boxed;
    }

    /// The secret as it was.
    ///
    /// @throws IllegalStateException if it was closed with another key
    public String open(byte[] boxed) {
        var nonce = Arrays.copyOf(boxed, NONCE);
        var closed = Arrays.copyOfRange(boxed, NONCE, boxed.length);
        return new String(apply(Cipher.DECRYPT_MODE, nonce, closed), StandardCharsets.UTF_8);
    }

    private byte[] apply(int mode, byte[] nonce, byte[] content) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            var key = new SecretKeySpec(key(), "AES");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("cannot be opened with " + file.getFileName(), refused);
        }
    }

    private byte[] key() {
        synchronized (SecretBox.class) {
            return existingKey();
        }
    }

    private byte[] existingKey() {
        try {
            if (!Files.exists(file)) {
                var key = new byte[KEY];
                random.nextBytes(key);
                SecretFile.write(file, key);
            }
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot keep " + file.getFileName(), failed);
        }
    }
}
