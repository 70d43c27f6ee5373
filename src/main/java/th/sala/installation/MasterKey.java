package th.sala.installation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/// The key that closes an installation's secrets. Its written form can be copied from paper by
/// hand: `sala-key-1` and groups of four digits of base 16, the last two of which are a checksum.
final class MasterKey {
    static final String PREFIX = "sala-key-1";
    private static final int CHECK = 4;
    private static final HexFormat DIGITS = HexFormat.of();

    private final Seal seal;

    private MasterKey(byte[] bytes) {
        this.seal = new Seal(bytes);
    }

    static MasterKey fresh() {
        return new MasterKey(Seal.freshKey());
    }

    /// Reads the written form, in whatever case and with or without its dashes.
    ///
    /// @return nothing if it is none, or a digit was copied wrongly
    static Optional<MasterKey> read(String text) {
        var plain = text.strip().toLowerCase(Locale.ROOT).replace("-", "");
        var prefix = PREFIX.replace("-", "");
        if (plain.length() != prefix.length() + 2 * (Seal.KEY + CHECK)
                || !plain.startsWith(prefix)) {
            return Optional.empty();
        }
        try {
            var all = DIGITS.parseHex(plain.substring(prefix.length()));
            var key = new MasterKey(Arrays.copyOf(all, Seal.KEY));
            return Optional.of(key)
                    .filter(right ->
                            Arrays.equals(all, Seal.KEY, all.length, right.check(), 0, CHECK));
        } catch (IllegalArgumentException noDigits) {
            return Optional.empty();
        }
    }

    /// The written form; whoever reads it can open everything.
    String text() {
        var digits = DIGITS.formatHex(seal.key()) + DIGITS.formatHex(check());
        return PREFIX + digits.replaceAll("(.{4})", "-$1");
    }

    /// Names the key and says nothing about it.
    String id() {
        return DIGITS.formatHex(digest("id"), 0, CHECK);
    }

    private byte[] check() {
        return Arrays.copyOf(digest("check"), CHECK);
    }

    private byte[] digest(String what) {
        var digest = DigestUtils.getSha256Digest();
        digest.update(("sala master key " + what).getBytes(StandardCharsets.US_ASCII));
        return digest.digest(seal.key());
    }

    Seal seal() {
        return seal;
    }

    @Override
    public String toString() {
        return "master key " + id();
    }
}
