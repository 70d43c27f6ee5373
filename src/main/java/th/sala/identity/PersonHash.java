package th.sala.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import th.sala.installation.Vault;

/// Who somebody is elsewhere, as this installation remembers it: by a key that is not in the
/// database, so that whoever has the database finds no identity number and can try none.
@Component
class PersonHash {
    private static final String KEY = "identity-persons.key";
    private static final String MAC = "HmacSHA256";
    private static final String MAIL = "email";
    private static final int BYTES = 32;

    private final Vault vault;

    PersonHash(Vault vault) {
        this.vault = vault;
    }

    /// Issuer and claim are part of it: what another provider says, or another claim, names nobody.
    byte[] of(Provider provider, String value) {
        var person = provider.claim().equals(MAIL) ? value.toLowerCase(Locale.ROOT) : value;
        return of("oidc", provider.issuer(), provider.claim(), person);
    }

    /// An entry of a directory, by what names it for ever. Which attribute that is is part of it.
    byte[] of(Directory directory, byte[] id) {
        return of(
                "ldap",
                directory.id().toString(),
                directory.identifier(),
                HexFormat.of().formatHex(id));
    }

    private byte[] of(String... parts) {
        var text = new StringBuilder();
        for (var part : parts) {
            text.append(part.length()).append(':').append(part);
        }
        return mac(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private byte[] mac(byte[] message) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(vault.kept(KEY, PersonHash::freshKey), MAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] freshKey() {
        var key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
