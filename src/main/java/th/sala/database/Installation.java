package th.sala.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// One installation of Sala on this machine: where its data live and which database it uses.
///
/// @param data folder of everything that must survive: database, files, secrets
/// @param databaseUrl a PostgreSQL 15 or newer of the agency's own, as a JDBC address with a user
///   that may create roles; empty for the one that Sala brings
public record Installation(Path data, Optional<String> databaseUrl) {

    /// The installation cannot start; the message says what to do, in one line.
    public static class Unusable extends RuntimeException {
        public Unusable(String message) {
            super(message);
        }
    }

    public static final String DATA = "sala.data";

    /// Reads `--sala.data=DIR` and `--sala.database.url=URL`, or `SALA_DATA` and
    /// `SALA_DATABASE_URL`.
    ///
    /// @throws Unusable if the data folder cannot be made
    public static Installation from(String[] args, Map<String, String> environment) {
        var data = setting(DATA, "SALA_DATA", args, environment).map(Path::of);
        var folder = data.orElseGet(Installation::usualFolder).toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
        } catch (java.io.IOException | SecurityException refused) {
            throw new Unusable("cannot make the data folder " + folder + ": " + refused);
        }
        return new Installation(
                folder, setting("sala.database.url", "SALA_DATABASE_URL", args, environment));
    }

    public Path secrets() {
        return data.resolve("secrets");
    }

    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static Path usualFolder() {
        return isRoot() ? Path.of("/var/lib/sala") : Path.of("data");
    }

    private static Optional<String> setting(
            String option, String variable, String[] args, Map<String, String> environment) {
        var prefix = "--" + option + "=";
        for (var arg : args) {
            if (arg.startsWith(prefix)) {
                return Optional.of(arg.substring(prefix.length()));
            }
        }
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }
}
