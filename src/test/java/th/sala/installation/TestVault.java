package th.sala.installation;

import java.nio.file.Path;
import java.util.Map;

/// Installations of the tests: their master key lies beside the data folder.
public final class TestVault {
    private TestVault() {}

    public static Path keyFile(Path data) {
        return data.resolveSibling(data.getFileName() + ".key");
    }

    public static Vault of(Path data) {
        return Vault.open(installation(data));
    }

    static Installation installation(Path data) {
        return Installation.from(
                new String[] {"--sala.data=" + data},
                Map.of("SALA_MASTER_KEY_FILE", keyFile(data).toString()));
    }
}
