package th.sala.origin;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The public half of a domain's key, as its record in the name service gives it (RFC 6376 3.6.1,
/// RFC 8463).
///
/// @param algorithm of the signatures, as Java names it
/// @param isStrict mail of subdomains is not signed with it
record KeyRecord(String algorithm, PublicKey key, boolean isStrict) {
    private static final int FEWEST_BITS = 1024;
    private static final int MOST_BITS = 8192;
    private static final BigInteger LARGEST_EXPONENT = BigInteger.ONE.shiftLeft(32);
    private static final int ED25519_KEY = 32;
    private static final byte[] ED25519_BEGINNING = {
        0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00
    };

    /// The first of the texts that is a usable key for the kind of signature.
    ///
    /// @param kind `rsa` or `ed25519`
    static Optional<KeyRecord> of(List<String> texts, String kind) {
        return texts.stream()
                .map(Tags::of)
                .flatMap(Optional::stream)
                .filter(tags -> isFor(tags, kind))
                .flatMap(tags -> read(tags, kind).stream())
                .findFirst();
    }

    private static boolean isFor(Tags tags, String kind) {
        var isVersion = !tags.has("v") || tags.beginsWith("v") && tags.value("v").equals("DKIM1");
        var isHash = !tags.has("h") || tags.list("h").contains("sha256");
        var services = tags.has("s") ? tags.list("s") : List.of("*");
        var isService = services.contains("*") || services.contains("email");
        // a domain that only tries says: treat it as if it were not there
        var isTrial = tags.list("t").contains("y");
        return isVersion && isHash && isService && !isTrial && tags.value("k", "rsa").equals(kind);
    }

    private static Optional<KeyRecord> read(Tags tags, String kind) {
        try {
            var bytes = Base64.getDecoder().decode(tags.solid("p"));
            var isStrict = tags.list("t").contains("s");
            if (kind.equals("rsa")) {
                var key =
                        KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bytes));
                return key instanceof RSAPublicKey rsa && isSound(rsa)
                        ? Optional.of(new KeyRecord("SHA256withRSA", key, isStrict))
                        : Optional.empty();
            }
            if (bytes.length != ED25519_KEY) {
                return Optional.empty();
            }
            var whole = Arrays.copyOf(ED25519_BEGINNING, ED25519_BEGINNING.length + ED25519_KEY);
            System.arraycopy(bytes, 0, whole, ED25519_BEGINNING.length, ED25519_KEY);
            var key =
                    KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(whole));
            return Optional.of(new KeyRecord("Ed25519", key, isStrict));
        } catch (IllegalArgumentException | GeneralSecurityException noKey) {
            return Optional.empty();
        }
    }

    /// RFC 8301; and not so large that verifying is work.
    private static boolean isSound(RSAPublicKey key) {
        var bits = key.getModulus().bitLength();
        return bits >= FEWEST_BITS
                && bits <= MOST_BITS
                && key.getPublicExponent().compareTo(LARGEST_EXPONENT) <= 0;
    }
}
