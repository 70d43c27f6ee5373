package th.sala.accounts;

import java.security.SecureRandom;
import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;

/// Random secrets that the program makes up: so many bits that a plain hash of them is enough.
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    /// Without letters that look alike.
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int TOKEN_BYTES = 24;
    static final int GROUP = 4;

    private Secrets() {}

    /// 192 bits for a cookie.
    static String token() {
        var bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Groups of four characters that a person can read out and type: some 20 bits a group.
    static String readable(int groups) {
        var secret = new StringBuilder();
        for (int i = 0; i < groups * GROUP; i++) {
            if (i > 0 && i % GROUP == 0) {
                secret.append('-');
            }
            secret.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return secret.toString();
    }

    /// The beginning of a hash in the same characters.
    static String spelled(byte[] hash, int characters) {
        var text = new StringBuilder();
        for (int i = 0; i < characters; i++) {
            text.append(ALPHABET.charAt(Byte.toUnsignedInt(hash[i]) % ALPHABET.length()));
        }
        return text.toString();
    }

    static byte[] hash(String secret) {
        return DigestUtils.sha256(secret);
    }
}
