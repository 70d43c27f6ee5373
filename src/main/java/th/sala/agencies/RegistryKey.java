package th.sala.agencies;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import th.sala.evidence.Signer;
import th.sala.installation.Vault;

/// Who this installation is to others: a random id and an Ed25519 key, both made the first time.
/// The private key lies in the [Vault] as `registry-key`; whoever loses it has to have its new
/// fingerprint confirmed everywhere.
@Component
class RegistryKey implements Signer {
    private static final String ALGORITHM = "Ed25519";
    private static final int GROUP = 4;
    private static final String NAME = "registry-key";

    /// @param publicKey as X.509 SubjectPublicKeyInfo
    record Identity(UUID id, byte[] publicKey) {
        String fingerprint() {
            return RegistryKey.fingerprint(publicKey);
        }
    }

    private final Vault vault;
    private final JdbcClient db;

    RegistryKey(Vault vault, JdbcClient db) {
        this.vault = vault;
        this.db = db;
    }

    private static final String KEEP =
            "INSERT INTO agencies.installation (id, public_key) VALUES (:id, :key) ON CONFLICT DO NOTHING";

    private static final String CHANGE = "UPDATE agencies.installation SET public_key = :key";

    private static final String FIND = "SELECT id, public_key FROM agencies.installation";

    /// Our identity. A lost key file makes a new key under the same id: others then refuse us until
    /// they have confirmed it.
    synchronized Identity identity() {
        var pair = pair();
        var kept =
                db.sql(FIND)
                        .query((row, _) ->
                                new Identity(
                                        row.getObject("id", UUID.class),
                                        row.getBytes("public_key")))
                        .optional();
        if (kept.isPresent() && MessageDigest.isEqual(kept.get().publicKey(), pair.publicKey())) {
            return kept.get();
        }
        db.sql(KEEP).param("id", UUID.randomUUID()).param("key", pair.publicKey()).update();
        db.sql(CHANGE).param("key", pair.publicKey()).update();
        return identity();
    }

    @Override
    public UUID installation() {
        return identity().id();
    }

    @Override
    public byte[] publicKey() {
        return identity().publicKey();
    }

    @Override
    public byte[] sign(byte[] body) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(pair().privateKey());
            signature.update(body);
            return signature.sign();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("cannot sign", broken);
        }
    }

    /// Whether the body was signed with the private part of the key. Nonsense is no signature.
    static boolean isSigned(byte[] body, byte[] signature, byte[] publicKey) {
        try {
            var key =
                    KeyFactory.getInstance(ALGORITHM)
                            .generatePublic(new X509EncodedKeySpec(publicKey));
            var check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(body);
            return check.verify(signature);
        } catch (GeneralSecurityException | IllegalArgumentException nonsense) {
            return false;
        }
    }

    /// SHA-256 of the key in groups of four, to be read out over the telephone.
    static String fingerprint(byte[] publicKey) {
        var digits = DigestUtils.sha256Hex(publicKey).toUpperCase(Locale.ROOT);
        return digits.replaceAll("(.{" + GROUP + "})(?!$)", "$1 ");
    }

    private record Pair(byte[] publicKey, PrivateKey privateKey) {}

    /// What is kept has two lines: the private key (PKCS #8) and the public one (X.509), in Base64.
    private Pair pair() {
        try {
            var kept = new String(vault.kept(NAME, RegistryKey::fresh), StandardCharsets.US_ASCII);
            var lines = kept.lines().toList();
            var decoder = Base64.getDecoder();
            var secret = new PKCS8EncodedKeySpec(decoder.decode(lines.getFirst()));
            var key = KeyFactory.getInstance(ALGORITHM).generatePrivate(secret);
            return new Pair(decoder.decode(lines.get(1)), key);
        } catch (GeneralSecurityException | RuntimeException broken) {
            throw new IllegalStateException("no usable key in " + NAME, broken);
        }
    }

    private static byte[] fresh() {
        try {
            var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            var encoder = Base64.getEncoder();
            return String.join(
                            "\n",
                            encoder.encodeToString(pair.getPrivate().getEncoded()),
                            encoder.encodeToString(pair.getPublic().getEncoded()),
                            "")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
