package th.sala.installation;

import java.nio.charset.StandardCharsets;

/// The one way to keep a secret in the database that must come back as it was: closed with a key
/// that lies in the [Vault]. Each use has a key of its own.
public final class SecretBox {
    private final Vault vault;
    private final String use;

    /// @param use names the key; secrets closed for one use cannot be opened for another
    public SecretBox(Vault vault, String use) {
        this.vault = vault;
        this.use = use;
    }

    /// The secret as the database may hold it.
    public byte[] close(String secret) {
        return seal().close("", secret.getBytes(StandardCharsets.UTF_8));
    }

    /// The secret as it was.
    ///
    /// @throws IllegalStateException if it was closed with another key
    public String open(byte[] boxed) {
        return seal().open("", boxed)
                .map(secret -> new String(secret, StandardCharsets.UTF_8))
                .orElseThrow(
                        () -> new IllegalStateException("does not open with the key of " + use));
    }

    private Seal seal() {
        return new Seal(vault.kept(use + ".key", Seal::freshKey));
    }
}
