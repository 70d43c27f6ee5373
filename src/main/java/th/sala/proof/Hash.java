package th.sala.proof;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A SHA-256 value.
public final class Hash {
    public static final int BYTES = 32;

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @throws IllegalArgumentException unless there are 32 bytes
    public static Hash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(bytes.length + " bytes are no SHA-256");
        }
        return new Hash(bytes.clone());
    }

    /// @throws IllegalArgumentException unless it is 64 lower-case hexadecimal digits
    public static Hash ofHex(String digits) {
        var hash = of(HexFormat.of().parseHex(digits));
        if (!hash.hex().equals(digits)) {
            throw new IllegalArgumentException("not in lower case: " + digits);
        }
        return hash;
    }

    /// @throws IllegalArgumentException if it is not the Base64 of 32 bytes
    public static Hash ofBase64(String text) {
        var hash = of(Base64.getDecoder().decode(text));
        if (!hash.base64().equals(text)) {
            throw new IllegalArgumentException("not as Base64 is written: " + text);
        }
        return hash;
    }

    public static Hash sha256(byte[]... parts) {
        var digest = digest();
        for (var part : parts) {
            digest.update(part);
        }
        return new Hash(digest.digest());
    }

    /// Of what evidence must not hold itself, for nobody can take anything out of evidence. With
    /// the salt, which stays beside the text, it can be checked; without it nobody finds the text
    /// by trying all there are, as with a place or a telephone number they could.
    ///
    /// @param salt random, another one for each text
    public static Hash salted(String salt, String text) {
        return sha256(salt + "\n" + text);
    }

    public static Hash sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The hash of an entry as a leaf of the tree (RFC 6962, 2.1).
    public static Hash leaf(byte[] entry) {
        return sha256(LEAF, entry);
    }

    /// The hash of two neighbours of the tree (RFC 6962, 2.1).
    public static Hash node(Hash left, Hash right) {
        return sha256(NODE, left.bytes, right.bytes);
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && MessageDigest.isEqual(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
