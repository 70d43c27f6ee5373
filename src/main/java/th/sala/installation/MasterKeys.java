package th.sala.installation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
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
            // systemd shows its own guard of a credential as a right of the group
            if (others.isPresent() && !installation.keyIsCredential()) {
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
                                            "key %d of %s is none, or was copied wrongly; nothing was changed"
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

    /// Changes the keys in the installation's file, which others may share.
    ///
    /// @throws Installation.Unusable if they come from the environment or cannot be kept
    static void change(Installation installation, UnaryOperator<MasterKeys> change) {
        if (installation.givenKeys().isPresent()) {
            throw new Installation.Unusable(
                    "the master key comes from SALA_MASTER_KEY: put a new one (./sala key make)"
                            + " before the one that stands there, and start Sala again");
        }
        var file = installation.keyFile();
        Turn.alone(
                file.resolveSibling(file.getFileName() + ".lock"),
                () -> {
                    var changed = change.apply(of(installation));
                    try {
                        SecretFile.write(file, lines(changed.all()));
                    } catch (IOException failed) {
                        throw unkept(failed);
                    }
                    return changed;
                });
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

    /// These and more, which open what they closed. Where there were none, those come first that
    /// something is closed with.
    ///
    /// @param used ids of the keys that something is closed with
    /// @throws Installation.Unusable if there were none, and none of these is used
    MasterKeys with(List<MasterKey> more, Set<String> used) {
        if (isEmpty()
                && !used.isEmpty()
                && more.stream().noneMatch(key -> used.contains(key.id()))) {
            throw new Installation.Unusable(
                    "nothing here is closed with that key, but with %s: type that one"
                            .formatted(String.join(", ", used)));
        }
        var together = new LinkedHashMap<String, MasterKey>();
        all.forEach(key -> together.put(key.id(), key));
        more.stream()
                .sorted(Comparator.comparing(key -> !used.contains(key.id())))
                .forEach(key -> together.putIfAbsent(key.id(), key));
        return new MasterKeys(List.copyOf(together.values()));
    }

    /// Keys as somebody types them, one or several, broken into lines wherever they like.
    ///
    /// @throws Installation.Unusable if one is none
    static List<MasterKey> typed(String text) {
        var plain = text.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
        var each = plain.replace(MasterKey.PREFIX, " " + MasterKey.PREFIX);
        return parse("what was typed", each).all();
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
