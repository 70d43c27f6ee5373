package th.sala.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import th.sala.accounts.Role;

/// `demo-accounts.tsv` in the data folder: who can sign in to the demo and how. Only its owner can
/// read it.
final class AccountsFile {
    private static final String HEADER = "username\tpassword\troles\tagency\tname\tposition";

    private final Path path;
    private final Map<String, String> lines = new LinkedHashMap<>();

    AccountsFile(Path data) {
        this.path = data.resolve("demo-accounts.tsv");
        try {
            if (Files.exists(path)) {
                Files.readAllLines(path).stream().skip(1).forEach(this::put);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Path path() {
        return path;
    }

    /// Adds the person, or their new password, durably.
    void add(DemoAgency.Person person, String password, String agency) {
        var roles = person.roles().stream().map(Role::name).collect(Collectors.joining(","));
        put(
                String.join(
                        "\t",
                        person.username(),
                        password,
                        roles,
                        agency,
                        person.name(),
                        person.position()));
        write();
    }

    private void put(String line) {
        lines.put(line.substring(0, line.indexOf('\t')), line);
    }

    private void write() {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try {
            var fresh = Files.createTempFile(path.getParent(), "demo-accounts", "", ownerOnly);
            Files.writeString(fresh, HEADER + "\n" + String.join("\n", lines.values()) + "\n");
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
