package th.sala.hooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Of a message, as Standard Webhooks have it (v1): HMAC-SHA256 over its id, its time and its body.
final class Signature {
    private static final String BEGINNING = "whsec_";
    private static final String MAC = "HmacSHA256";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Signature() {}

    /// A new secret, as receivers' libraries take it.
    static String freshSecret() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return BEGINNING + Base64.getEncoder().encodeToString(bytes);
    }

    static String of(String secret, String id, long seconds, byte[] body) {
        try {
            var mac = Mac.getInstance(MAC);
            var key = Base64.getDecoder().decode(secret.substring(BEGINNING.length()));
            mac.init(new SecretKeySpec(key, MAC));
            mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
