package th.sala.mail;

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
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import th.sala.database.SecretFile;

/// Passwords of other servers, which must be kept in a way that gives them back: encrypted with a
/// key that lies beside the database, not in it (AES-256-GCM).
@Component
class SecretBox {
    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final Path file;
    private final SecureRandom random = new SecureRandom();

    SecretBox(@Value("${sala.data}") Path data) {
        this.file = data.resolve("secrets").resolve("mail-passwords.key");
    }

    byte[] close(String secret) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var closed = apply(Cipher.ENCRYPT_MODE, nonce, secret.getBytes(StandardCharsets.UTF_8));
        var boxed = Arrays.copyOf(nonce, NONCE + closed.length);
        System.arraycopy(closed, 0, boxed, NONCE, closed.length);
        return boxed;
    }

    /// @throws IllegalStateException if it was closed with another key
    String open(byte[] boxed) {
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
            throw new IllegalStateException("the password of a mail route cannot be read", refused);
        }
    }

    private synchronized byte[] key() {
        try {
            if (!Files.exists(file)) {
                var key = new byte[KEY];
                random.nextBytes(key);
                SecretFile.write(file, key);
            }
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot keep the key of mail passwords", failed);
        }
    }
}
