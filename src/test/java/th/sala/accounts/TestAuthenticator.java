package th.sala.accounts;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.UUID;

/// An authenticator with one passkey (ES256), and the browser before it: writes by itself, byte for
/// byte, what WebAuthn wants, so that what reads it is tested against something else.
final class TestAuthenticator {
    private static final int PRESENT = 1;
    private static final int VERIFIED = 1 << 2;
    private static final int HAS_CREDENTIAL = 1 << 6;
    private static final int COORDINATE = 32;

    private final KeyPair pair = pair();
    final byte[] credential = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
    byte[] user = new byte[] {1};
    long counter = 1;
    boolean verifies = true;

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Makes the passkey: the answer to `navigator.credentials.create`.
    String create(RelyingParty party, byte[] challenge) {
        var data =
                joined(
                        authenticatorData(party, HAS_CREDENTIAL),
                        new byte[16],
                        new byte[] {0, (byte) credential.length},
                        credential,
                        coseKey());
        var object =
                joined(
                        new byte[] {(byte) 0xa3},
                        text("fmt"),
                        text("none"),
                        text("attStmt"),
                        new byte[] {(byte) 0xa0},
                        text("authData"),
                        new byte[] {0x58, (byte) data.length},
                        data);
        return """
        {"id":"%s","rawId":"%s","type":"public-key","clientExtensionResults":{},
         "response":{"clientDataJSON":"%s","attestationObject":"%s","transports":["internal"]}}
        """
                .formatted(
                        base64(credential),
                        base64(credential),
                        base64(clientData("webauthn.create", party, challenge)),
                        base64(object));
    }

    /// Signs: the answer to `navigator.credentials.get`.
    String get(RelyingParty party, byte[] challenge) {
        var client = clientData("webauthn.get", party, challenge);
        var data = authenticatorData(party, 0);
        return """
        {"id":"%s","rawId":"%s","type":"public-key","clientExtensionResults":{},
         "response":{"clientDataJSON":"%s","authenticatorData":"%s","signature":"%s","userHandle":"%s"}}
        """
                .formatted(
                        base64(credential),
                        base64(credential),
                        base64(client),
                        base64(data),
                        base64(signed(joined(data, sha256(client)))),
                        base64(user));
    }

    private static byte[] clientData(String type, RelyingParty party, byte[] challenge) {
        return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
                .formatted(type, base64(challenge), party.origin())
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] authenticatorData(RelyingParty party, int more) {
        var flags = PRESENT | (verifies ? VERIFIED : 0) | more;
        return ByteBuffer.allocate(37)
                .put(sha256(party.id().getBytes(StandardCharsets.UTF_8)))
                .put((byte) flags)
                .putInt((int) counter)
                .array();
    }

    private byte[] coseKey() {
        var point = ((ECPublicKey) pair.getPublic()).getW();
        return joined(
                new byte[] {(byte) 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, COORDINATE},
                coordinate(point.getAffineX()),
                new byte[] {0x22, 0x58, COORDINATE},
                coordinate(point.getAffineY()));
    }

    private static byte[] coordinate(BigInteger number) {
        var bytes = number.toByteArray();
        var all = new byte[COORDINATE];
        var length = Math.min(bytes.length, COORDINATE);
        System.arraycopy(bytes, bytes.length - length, all, COORDINATE - length, length);
        return all;
    }

    private byte[] signed(byte[] message) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] text(String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        return joined(new byte[] {(byte) (0x60 + bytes.length)}, bytes);
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
