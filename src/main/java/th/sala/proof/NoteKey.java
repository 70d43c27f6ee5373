package th.sala.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/// The public key by which signatures on notes are checked (Ed25519).
///
/// @param name who signs, as it stands in the signature's line
/// @param raw the key's 32 bytes
public record NoteKey(String name, byte[] raw) {
    private static final int BYTES = 32;
    private static final int ID_BYTES = 4;
    private static final byte ED25519 = 1;
    private static final byte[] NEWLINE = {'\n'};

    /// What stands before the 32 bytes in an X.509 SubjectPublicKeyInfo of Ed25519 (RFC 8410).
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    /// Neither spaces of any script nor plus nor what cannot be seen.
    private static final Pattern NAME =
            Pattern.compile("[^\\s+\\p{Cntrl}]+", Pattern.UNICODE_CHARACTER_CLASS);

    /// @throws IllegalArgumentException if the name has a space or plus, or the key is none
    public NoteKey {
        if (!isName(name) || raw.length != BYTES) {
            throw new IllegalArgumentException("no key of a note: " + name);
        }
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /// @param x509 the key as `java.security` encodes it
    public static NoteKey ofX509(String name, byte[] x509) {
        var prefix = Arrays.copyOf(x509, X509.length);
        if (!Arrays.equals(prefix, X509)) {
            throw new IllegalArgumentException("not an Ed25519 key");
        }
        return new NoteKey(name, Arrays.copyOfRange(x509, X509.length, x509.length));
    }

    /// Reads `name+hash+key` as the Go checksum database writes verifier keys.
    ///
    /// @throws IllegalArgumentException if it is none, or its hash is not the key's
    public static NoteKey parse(String text) {
        var parts = text.split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not name+hash+key: " + text);
        }
        var bytes = Base64.getDecoder().decode(parts[2]);
        if (bytes.length != BYTES + 1 || bytes[0] != ED25519) {
            throw new IllegalArgumentException("not an Ed25519 key: " + text);
        }
        var key = new NoteKey(parts[0], Arrays.copyOfRange(bytes, 1, bytes.length));
        if (!key.text().equals(text)) {
            throw new IllegalArgumentException("the key does not fit its hash: " + text);
        }
        return key;
    }

    /// As [#parse] reads it.
    public String text() {
        return name + '+' + HexFormat.of().formatHex(id()) + '+' + base64(typed());
    }

    /// The four bytes that a signature's line names its key by.
    byte[] id() {
        var hash = Hash.sha256(name.getBytes(StandardCharsets.UTF_8), NEWLINE, typed());
        return Arrays.copyOf(hash.bytes(), ID_BYTES);
    }

    private byte[] typed() {
        var typed = new byte[BYTES + 1];
        typed[0] = ED25519;
        System.arraycopy(raw, 0, typed, 1, BYTES);
        return typed;
    }

    /// SHA-256 of the key as X.509, in groups of four: as the public registry shows it and people
    /// read it out over the telephone.
    public String fingerprint() {
        var digits = Hash.sha256(x509()).hex().toUpperCase(Locale.ROOT);
        return digits.replaceAll("(.{4})(?!$)", "$1 ");
    }

    public byte[] x509() {
        var x509 = Arrays.copyOf(X509, X509.length + BYTES);
        System.arraycopy(raw, 0, x509, X509.length, BYTES);
        return x509;
    }

    boolean signed(byte[] text, byte[] signature) {
        try {
            var check = Signature.getInstance("Ed25519");
            check.initVerify(key());
            check.update(text);
            return check.verify(signature);
        } catch (GeneralSecurityException nonsense) {
            return false;
        }
    }

    private PublicKey key() throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509()));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteKey(var theirName, var theirRaw)
                && name.equals(theirName)
                && Arrays.equals(raw, theirRaw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw) + name.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
