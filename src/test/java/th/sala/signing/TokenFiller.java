package th.sala.signing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Security;

/// Puts keys with their certificates into a PKCS#11 token, by the JDK's own provider: a program of
/// its own, since the library reads its environment once.
final class TokenFiller {
    private TokenFiller() {}

    /// @param args the provider's configuration, the PIN, then PKCS#12 files that open with `x`
    public static void main(String[] args) throws IOException, GeneralSecurityException {
        var provider = Security.getProvider("SunPKCS11").configure(args[0]);
        var token = KeyStore.getInstance("PKCS11", provider);
        token.load(null, args[1].toCharArray());
        var password = "x".toCharArray();
        for (var i = 2; i < args.length; i++) {
            var file = KeyStore.getInstance("PKCS12");
            try (var in = Files.newInputStream(Path.of(args[i]))) {
                file.load(in, password);
            }
            var alias = file.aliases().nextElement();
            token.setKeyEntry(
                    "key-" + System.nanoTime(),
                    file.getKey(alias, password),
                    null,
                    file.getCertificateChain(alias));
        }
    }
}
