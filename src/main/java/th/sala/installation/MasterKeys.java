package th.sala.installation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The master keys that are at hand: what is closed anew is closed with the first, the others open
/// what was closed before a rotation and what comes back from a backup.
///
/// They lie in a file of their own, `sala-key-1-…` a line, or come from the environment; never in
/// the folder of the data, so that a copy of that is worth nothing alone.
record MasterKeys(List<MasterKey> all) {
    MasterKeys {
        all = List.copyOf(all);
    }

    /// @throws Installation.Unusable if what is there cannot be used; the message says why
    static MasterKeys of(Installation installation) {
        var given = installation.givenKeys();
        if (given.isPresent()) {
            return parse("SALA_MASTER_KEY", given.get());
        }
        var file = installation.keyFile();
        if (!Files.exists(file)) {
            return new MasterKeys(List.of());
        }
        try {
            var others =
                    Files.getPosixFilePermissions(file).stream()
                            .filter(MasterKeys::isOthers)
                            .findAny();
            if (others.isPresent()) {
                throw new Installation.Unusable(
                        "the master key can be read by others: chmod 600 " + file);
            }
            return parse(file.toString(), Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IOException failed) {
            throw new Installation.Unusable("cannot read the master key: " + failed);
        }
    }

    private static boolean isOthers(PosixFilePermission permission) {
        return !permission.name().startsWith("OWNER");
    }

    private static MasterKeys parse(String source, String text) {
        var keys = new ArrayList<MasterKey>();
        for (var word : text.strip().split("\\s+")) {
            keys.add(
                    MasterKey.read(word)
                            .orElseThrow(() ->
                                    new Installation.Unusable(
                                            "key %d of %s is none, or was copied wrongly"
                                                    .formatted(keys.size() + 1, source))));
        }
        return new MasterKeys(keys);
    }

    /// Makes the first key of an installation that has none; another that shares the file may be
    /// faster.
    ///
    /// @throws Installation.Unusable if it cannot be kept
    static MasterKeys made(Installation installation) {
        try {
            SecretFile.writeFirst(installation.keyFile(), lines(List.of(MasterKey.fresh())));
        } catch (IOException failed) {
            throw unkept(failed);
        }
        return of(installation);
    }

    /// Keeps these keys in the installation's file, in place of what it has.
    ///
    /// @throws Installation.Unusable if they come from the environment or cannot be kept
    void keep(Installation installation) {
        if (installation.givenKeys().isPresent()) {
            throw new Installation.Unusable(
                    "the master key comes from SALA_MASTER_KEY: put a new one (./sala key make)"
                            + " before the one that stands there, and start Sala again");
        }
        try {
            SecretFile.write(installation.keyFile(), lines(all));
        } catch (IOException failed) {
            throw unkept(failed);
        }
    }

    private static byte[] lines(List<MasterKey> keys) {
        return keys.stream()
                .map(MasterKey::text)
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static Installation.Unusable unkept(IOException failed) {
        return new Installation.Unusable(
                "cannot keep the master key (another place: SALA_MASTER_KEY_FILE): " + failed);
    }

    MasterKeys withFirst(MasterKey key) {
        var more = new ArrayList<>(all);
        more.addFirst(key);
        return new MasterKeys(more);
    }

    MasterKeys withLast(MasterKey key) {
        var more = new ArrayList<>(all);
        more.addLast(key);
        return new MasterKeys(more);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    MasterKey first() {
        return all.getFirst();
    }

    Optional<MasterKey> of(String id) {
        return all.stream().filter(key -> key.id().equals(id)).findFirst();
    }
}
