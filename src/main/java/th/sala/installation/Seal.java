package th.sala.installation;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-256-GCM with a random nonce before what it closes.
///
/// @param key 32 bytes; not copied, so its owner does not change it
record Seal(byte[] key) {
    static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    Seal {
        if (key.length != KEY) {
            throw new IllegalArgumentException("a key has 32 bytes");
        }
    }

    static byte[] freshKey() {
        return random(KEY);
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /// @param name what it is; must be the same at [#open]
    byte[] close(String name, byte[] content) {
        try {
            var nonce = random(NONCE);
            var closed = cipher(Cipher.ENCRYPT_MODE, nonce, name).doFinal(content);
            var boxed = Arrays.copyOf(nonce, NONCE + closed.length);
            System.arraycopy(closed, 0, boxed, NONCE, closed.length);
            return boxed;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// @return nothing if it was closed with another key or as something else, or was changed
    Optional<byte[]> open(String name, byte[] boxed) {
        if (boxed.length < NONCE) {
            return Optional.empty();
        }
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(boxed, NONCE), name);
            return Optional.of(cipher.doFinal(boxed, NONCE, boxed.length - NONCE));
        } catch (GeneralSecurityException refused) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String name) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    @Override
    public String toString() {
        return "Seal";
    }
}
