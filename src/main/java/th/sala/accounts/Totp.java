package th.sala.accounts;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What an authenticator and we know alone: codes follow from it and the time (RFC 6238; SHA-1, 30
/// seconds and 6 digits, which every authenticator can do).
final class Totp {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 20;
    private static final int STEP_SECONDS = 30;
    private static final int DRIFT_STEPS = 1;
    private static final int MILLION = 1_000_000;
    private static final int LAST_FOUR_BITS = 0xf;
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BASE_32_BITS = 5;

    private final byte[] key;

    private Totp(byte[] key) {
        this.key = key;
    }

    static Totp fresh() {
        var key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return new Totp(key);
    }

    /// @param kept what [#kept] said
    static Totp of(String kept) {
        return new Totp(HexFormat.of().parseHex(kept));
    }

    /// To be kept secret.
    String kept() {
        return HexFormat.of().formatHex(key);
    }

    static long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
    }

    String code(long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "RAW"));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            var from = hash[hash.length - 1] & LAST_FOUR_BITS;
            var number = ByteBuffer.wrap(hash).getInt(from) & Integer.MAX_VALUE;
            return "%06d".formatted(number % MILLION);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The step whose code it is, among that of the moment, the one before and the one after: a
    /// telephone's clock may be a little off.
    OptionalLong stepOf(String code, Instant now) {
        var typed = code.getBytes(StandardCharsets.UTF_8);
        var nearest = step(now);
        for (var step = nearest - DRIFT_STEPS; step <= nearest + DRIFT_STEPS; step++) {
            if (MessageDigest.isEqual(code(step).getBytes(StandardCharsets.UTF_8), typed)) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    /// For whoever cannot scan: Base32 (RFC 4648), in groups of four.
    String readable() {
        return base32().replaceAll("(.{4})(?=.)", "$1 ");
    }

    /// What authenticators read.
    String uri(String username) {
        var label = URLEncoder.encode("Sala:" + username, StandardCharsets.UTF_8);
        return "otpauth://totp/" + label + "?secret=" + base32() + "&issuer=Sala";
    }

    private String base32() {
        var text = new StringBuilder();
        var bits = 0;
        var held = 0;
        for (var octet : key) {
            bits = bits << Byte.SIZE | Byte.toUnsignedInt(octet);
            held += Byte.SIZE;
            while (held >= BASE_32_BITS) {
                held -= BASE_32_BITS;
                text.append(BASE_32.charAt(bits >> held & BASE_32.length() - 1));
            }
            bits &= (1 << held) - 1;
        }
        return text.toString();
    }
}
