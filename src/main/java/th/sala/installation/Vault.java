package th.sala.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The secrets of an installation, `DATA/secrets`: each a file closed with the master key, which
/// lies elsewhere. Whoever has the data, or a backup of it, has ciphertext only.
///
/// A file is one line: `sala-sealed-1`, the master key's id, and nonce, ciphertext and tag in
/// Base64, bound to the file's name. Folders from before the master key are closed at the first
/// start that finds the key where it was made before; after that, what is not closed is refused.
public final class Vault {
    private static final Logger LOG = LoggerFactory.getLogger(Vault.class);
    private static final String MARK = "sala-sealed-1";

    /// Written when everything is closed.
    private static final String ALL_CLOSED = ".closed";

    private static final String LOCK = ".lock";

    /// @param key id of the master key that it is closed with
    /// @param isOpen whether that key is at hand, and fits
    record Closed(String name, String key, boolean isOpen) {}

    private record Line(String key, byte[] boxed) {
        static Optional<Line> of(byte[] content) {
            var words = new String(content, StandardCharsets.ISO_8859_1).strip().split(" ");
            if (words.length != 3 || !words[0].equals(MARK)) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Line(words[1], Base64.getDecoder().decode(words[2])));
            } catch (IllegalArgumentException damaged) {
                return Optional.of(new Line(words[1], new byte[0]));
            }
        }

        static byte[] write(MasterKey key, String name, byte[] content) {
            var boxed = Base64.getEncoder().encodeToString(key.seal().close(name, content));
            return String.join(" ", MARK, key.id(), boxed + "\n")
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }

    private final Installation installation;
    private final Path folder;
    private volatile MasterKeys keys;

    private Vault(Installation installation, MasterKeys keys) {
        this.installation = installation;
        this.folder = installation.secrets();
        this.keys = keys;
    }

    /// Opens an installation's secrets. The first time its master key is made; what an older one
    /// closed is closed with the newest.
    ///
    /// @throws Installation.Unusable if the master key is not there or not this installation's
    public static Vault open(Installation installation) {
        return Turn.alone(
                installation.secrets().resolve(LOCK),
                () -> {
                    var vault = look(installation);
                    if (vault.keys.isEmpty()) {
                        vault.begin();
                    } else {
                        vault.settle();
                    }
                    return vault;
                });
    }

    private void begin() {
        lines().values().stream()
                .findAny()
                .ifPresent(line -> {
                    throw missing(line.key());
                });
        keys = MasterKeys.made(installation);
        LOG.warn(
                "a master key was made: {}. Without it nobody opens the secrets of {} again; ./sala key show writes it down for a safe place",
                installation.keyFile(),
                installation.data());
        if (names().isEmpty()) {
            markClosed();
        } else {
            // a place that is gone at the next start must not cost what is there
            LOG.warn("the secrets of {} are closed at the next start", installation.data());
        }
    }

    /// For a look: nothing is made or changed.
    static Vault look(Installation installation) {
        return new Vault(installation, MasterKeys.of(installation));
    }

    private Installation.Unusable missing(String key) {
        return new Installation.Unusable(
                "the secrets of %s are closed with master key %s, which is not at hand: ./sala key put brings it back from paper into %s"
                        .formatted(installation.data(), key, installation.keyFile()));
    }

    private void settle() {
        for (var name : names()) {
            var content = content(name);
            var line = Line.of(content);
            if (line.isEmpty() && isClosed()) {
                throw new Installation.Unusable(
                        folder.resolve(name) + " is not closed with a master key: not by Sala");
            }
            if (line.isEmpty()) {
                LOG.warn("{} is closed with the master key now", folder.resolve(name));
                put(name, content);
            } else if (keys.of(line.get().key()).isEmpty()) {
                throw missing(line.get().key());
            } else if (!line.get().key().equals(keys.first().id())) {
                put(name, open(name, line.get()).orElseThrow(() -> damaged(name)));
            }
        }
        markClosed();
    }

    private Installation.Unusable damaged(String name) {
        return new Installation.Unusable(
                folder.resolve(name) + " does not open: it was changed; take it from a backup");
    }

    /// Whether nothing but what is closed may be here.
    private boolean isClosed() {
        return Files.exists(folder.resolve(ALL_CLOSED));
    }

    private void markClosed() {
        try {
            SecretFile.writeFirst(folder.resolve(ALL_CLOSED), new byte[0]);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot keep the secrets in " + folder, failed);
        }
    }

    /// The secret of this name, made the first time.
    ///
    /// @throws IllegalStateException if it does not open
    public byte[] kept(String name, Supplier<byte[]> first) {
        var file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                keys = MasterKeys.of(installation);
                SecretFile.writeFirst(file, asKept(name, first.get()));
            }
            return opened(name);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot keep " + file, failed);
        }
    }

    /// Until the folder is closed all lies in it as before: a key that is gone at the next start
    /// costs nothing then.
    private byte[] asKept(String name, byte[] content) {
        return isClosed() ? Line.write(keys.first(), name, content) : content;
    }

    /// What there is, in the order of names.
    List<Closed> list() {
        var list = new ArrayList<Closed>();
        for (var name : names()) {
            var line = Line.of(content(name));
            var key = line.map(Line::key).orElse("");
            list.add(new Closed(name, key, line.flatMap(there -> open(name, there)).isPresent()));
        }
        return list;
    }

    private byte[] opened(String name) {
        var content = content(name);
        var line = Line.of(content);
        if (line.isEmpty() && !isClosed()) {
            return content;
        }
        return line.flatMap(there -> open(name, there))
                .orElseThrow(() ->
                        new IllegalStateException(
                                folder.resolve(name) + " does not open: it was changed"));
    }

    /// Another process may have closed it with a newer master key than we read at our start.
    private Optional<byte[]> open(String name, Line line) {
        if (keys.of(line.key()).isEmpty()) {
            keys = MasterKeys.of(installation);
        }
        return keys.of(line.key()).flatMap(key -> key.seal().open(name, line.boxed()));
    }

    /// Ids of the master keys that secrets are closed with.
    static Set<String> keysUsed(Installation installation) {
        return new Vault(installation, new MasterKeys(List.of()))
                .lines().values().stream().map(Line::key).collect(Collectors.toSet());
    }

    private Map<String, Line> lines() {
        var lines = new TreeMap<String, Line>();
        names().forEach(name -> Line.of(content(name)).ifPresent(line -> lines.put(name, line)));
        return lines;
    }

    private void put(String name, byte[] content) {
        try {
            SecretFile.write(folder.resolve(name), Line.write(keys.first(), name, content));
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot keep " + folder.resolve(name), failed);
        }
    }

    private byte[] content(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read a secret", failed);
        }
    }

    private List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot look into " + folder, failed);
        }
    }
}
