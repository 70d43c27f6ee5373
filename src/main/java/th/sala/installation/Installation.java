package th.sala.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One installation of Sala on this machine: where its data live, which database it uses, and where
/// its master key is.
///
/// @param data folder of everything that must survive: database, files, closed secrets
/// @param databaseUrl a PostgreSQL 15 or newer of the agency's own, as a JDBC address with a user
///   that may create roles; empty for the one that Sala brings
/// @param keyFile where the master keys lie, outside of `data`
/// @param keyIsCredential whether systemd guards that file
/// @param givenKeys the master keys themselves, where the environment gives them instead of a file
public record Installation(
        Path data,
        Optional<String> databaseUrl,
        Path keyFile,
        boolean keyIsCredential,
        Optional<String> givenKeys) {

    /// The installation cannot start; the message says what to do, in one line.
    public static class Unusable extends RuntimeException {
        public Unusable(String message) {
            super(message);
        }
    }

    public static final String DATA = "sala.data";
    private static final String KEY_NAME = "sala-master-key";

    public Installation {
        if (keyFile.startsWith(data)) {
            throw new Unusable(
                    "the master key must lie outside the data folder: %s is in %s"
                            .formatted(keyFile, data));
        }
    }

    /// Reads `--sala.data=DIR`, `--sala.database.url=URL` and `--sala.master-key-file=FILE`, or
    /// `SALA_DATA`, `SALA_DATABASE_URL`, `SALA_MASTER_KEY_FILE` and `SALA_MASTER_KEY`.
    ///
    /// @throws Unusable if the data folder cannot be made, or would hold the master key
    public static Installation from(String[] args, Map<String, String> environment) {
        return of(name -> {
            var prefix = "--" + name + "=";
            for (var arg : args) {
                if (arg.startsWith(prefix)) {
                    return arg.substring(prefix.length());
                }
            }
            return environment.get(name);
        });
    }

    /// The same from settings that are found by their names.
    static Installation of(Function<String, @Nullable String> settings) {
        var data = setting(settings, DATA, "SALA_DATA").map(Path::of);
        var folder = data.orElseGet(Installation::usualFolder).toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
        } catch (IOException | SecurityException refused) {
            throw new Unusable("cannot make the data folder " + folder + ": " + refused);
        }
        var chosen =
                setting(settings, "sala.master-key-file", "SALA_MASTER_KEY_FILE").map(Path::of);
        var credential = chosen.isPresent() ? Optional.<Path>empty() : credential(settings);
        var key = chosen.or(() -> credential).orElseGet(Installation::usualKeyFile);
        return new Installation(
                folder,
                setting(settings, "sala.database.url", "SALA_DATABASE_URL"),
                key.toAbsolutePath().normalize(),
                credential.isPresent(),
                setting(settings, "SALA_MASTER_KEY", "SALA_MASTER_KEY"));
    }

    public Path secrets() {
        return data.resolve("secrets");
    }

    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /// A child process learns nothing that the environment tells Sala alone: its keys and
    /// passwords.
    public static void keepApart(ProcessBuilder child) {
        child.environment().keySet().removeIf(name -> name.startsWith("SALA_"));
    }

    private static Path usualFolder() {
        return isRoot() ? Path.of("/var/lib/sala") : Path.of("data");
    }

    private static Path usualKeyFile() {
        return isRoot()
                ? Path.of("/etc/sala/master-key")
                : Path.of(System.getProperty("user.home"), ".config/sala/master-key");
    }

    /// systemd's `LoadCredential=sala-master-key:…`
    private static Optional<Path> credential(Function<String, @Nullable String> settings) {
        return setting(settings, "CREDENTIALS_DIRECTORY", "CREDENTIALS_DIRECTORY")
                .map(folder -> Path.of(folder, KEY_NAME))
                .filter(Files::exists);
    }

    private static Optional<String> setting(
            Function<String, @Nullable String> settings, String option, String variable) {
        return Optional.ofNullable(settings.apply(option))
                .or(() -> Optional.ofNullable(settings.apply(variable)))
                .filter(value -> !value.isBlank());
    }
}
