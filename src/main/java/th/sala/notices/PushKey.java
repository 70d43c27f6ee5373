package th.sala.notices;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// The key by which push services know that a message comes from this installation (RFC 8292).
/// Browsers bind what they allow to it: with another key all of them must be asked again.
final class PushKey {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final byte[] HEADER =
            "{\"typ\":\"JWT\",\"alg\":\"ES256\"}".getBytes(StandardCharsets.US_ASCII);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int COORDINATE = 32;
    private static final byte UNCOMPRESSED = 4;

    private final KeyPair pair;

    private PushKey(KeyPair pair) {
        this.pair = pair;
    }

    /// A new one, to be kept.
    static byte[] made() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            var base64 = Base64.getEncoder();
            return "%s %s"
                    .formatted(
                            base64.encodeToString(pair.getPrivate().getEncoded()),
                            base64.encodeToString(pair.getPublic().getEncoded()))
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// @param kept by [#made]
    static PushKey of(byte[] kept) {
        try {
            var words = new String(kept, StandardCharsets.US_ASCII).split(" ");
            var keys = KeyFactory.getInstance("EC");
            var base64 = Base64.getDecoder();
            return new PushKey(
                    new KeyPair(
                            keys.generatePublic(new X509EncodedKeySpec(base64.decode(words[1]))),
                            keys.generatePrivate(
                                    new PKCS8EncodedKeySpec(base64.decode(words[0])))));
        } catch (GeneralSecurityException damaged) {
            throw new IllegalStateException("the key of push messages is damaged", damaged);
        }
    }

    /// What a browser binds its permission to: the point, uncompressed, in Base64 for URLs.
    String point() {
        var point = ((ECPublicKey) pair.getPublic()).getW();
        var bytes = new byte[1 + 2 * COORDINATE];
        bytes[0] = UNCOMPRESSED;
        put(point.getAffineX(), bytes, 1);
        put(point.getAffineY(), bytes, 1 + COORDINATE);
        return BASE64.encodeToString(bytes);
    }

    private static void put(BigInteger coordinate, byte[] into, int at) {
        var number = coordinate.toByteArray();
        var from = Math.max(0, number.length - COORDINATE);
        var length = number.length - from;
        System.arraycopy(number, from, into, at + COORDINATE - length, length);
    }

    /// The field `Authorization` for a message to the address.
    ///
    /// @param contact an address by which the service's people reach ours
    String authorization(URI address, String contact, Instant until) {
        var audience = address.getScheme() + "://" + address.getRawAuthority();
        var claims =
                JSON.writeValueAsBytes(
                        Map.of(
                                "aud",
                                audience,
                                "exp",
                                until.getEpochSecond(),
                                "sub",
                                "mailto:" + contact));
        var said = BASE64.encodeToString(HEADER) + "." + BASE64.encodeToString(claims);
        return "vapid t=%s.%s, k=%s".formatted(said, BASE64.encodeToString(signed(said)), point());
    }

    private byte[] signed(String said) {
        try {
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(pair.getPrivate());
            signature.update(said.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
