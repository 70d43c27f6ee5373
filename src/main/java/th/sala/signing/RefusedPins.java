package th.sala.signing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import th.sala.cryptoki.TokenWire;
import th.sala.installation.Vault;

/// Which PINs a token refused: after a few a token locks itself, so none is tried twice, also after
/// a restart. Nobody learns a PIN from what is kept: it is a mark made with a key of the vault.
/// Kept whatever becomes of the work around it.
@Repository
@Transactional(propagation = Propagation.REQUIRES_NEW)
class RefusedPins {
    private static final String KEY = "token-pins.key";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final JdbcClient db;
    private final Vault vault;

    RefusedPins(JdbcClient db, Vault vault) {
        this.db = db;
        this.vault = vault;
    }

    /// @param written when the PIN was written down
    byte[] mark(TokenWire.Opening opening, String written) {
        var where =
                String.join(
                                "\n",
                                opening.library(),
                                opening.label(),
                                Long.toString(opening.slot()),
                                written,
                                "")
                        .getBytes(StandardCharsets.UTF_8);
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(vault.kept(KEY, RefusedPins::freshKey), ALGORITHM));
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(where.length).array());
            mac.update(where);
            return mac.doFinal(opening.pin());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] freshKey() {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    private static final String KNOWS =
            "SELECT EXISTS (SELECT FROM signing.refused_pin WHERE mark = :mark)";

    boolean knows(byte[] mark) {
        return db.sql(KNOWS).param("mark", mark).query(Boolean.class).single();
    }

    private static final String ADD =
            """
            INSERT INTO signing.refused_pin (mark, refused_at) VALUES (:mark, :at)
            ON CONFLICT DO NOTHING
            """;

    void add(byte[] mark, Instant at) {
        db.sql(ADD).param("mark", mark).param("at", at.atOffset(ZoneOffset.UTC)).update();
    }

    private static final String FORGET = "DELETE FROM signing.refused_pin";

    /// In the transaction of whoever says so.
    @Transactional(propagation = Propagation.REQUIRED)
    void forget() {
        db.sql(FORGET).update();
    }
}
