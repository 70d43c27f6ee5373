package th.sala.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Who a child process runs as where Sala itself runs as root: a user of this machine without
/// rights, home or password, made when missing and never shared. Where Sala runs as somebody else,
/// its children do, too.
public record SystemUser(String name) {
    /// Makes the user, and lets it enter `folder`, if this is root.
    ///
    /// @throws Installation.Unusable if it cannot be made, or cannot come to the folder from the
    ///   top
    public void prepare(Path folder) throws IOException, InterruptedException {
        if (!Installation.isRoot()) {
            return;
        }
        if (run(List.of("id", "-u", name)).status() != 0) {
            must(
                    run(
                            List.of(
                                    "useradd",
                                    "--system",
                                    "--user-group",
                                    "--no-create-home",
                                    "--home-dir",
                                    "/nonexistent",
                                    "--shell",
                                    "/usr/sbin/nologin",
                                    name)),
                    "make the system user " + name);
        }
        for (var above = folder; above != null; above = above.getParent()) {
            var rights = Files.getPosixFilePermissions(above);
            if (above.equals(folder)) {
                var open = new HashSet<>(rights);
                open.add(PosixFilePermission.OTHERS_EXECUTE);
                Files.setPosixFilePermissions(above, open);
            } else if (!rights.contains(PosixFilePermission.OTHERS_EXECUTE)) {
                throw new Installation.Unusable(
                        ("the user %s cannot enter %s: choose another --data folder,"
                                        + " such as /var/lib/sala")
                                .formatted(name, above));
            }
        }
    }

    /// The beginning of a command that runs as this user, cannot become anybody else, and ends with
    /// the thread that started it.
    ///
    /// @param signal what it gets when that thread ends, such as `INT`; empty for nothing
    public List<String> command(String signal) {
        var words = new ArrayList<>(List.of("setpriv", "--no-new-privs"));
        if (Installation.isRoot()) {
            words.addAll(List.of("--reuid=" + name, "--regid=" + name, "--clear-groups"));
        }
        if (!signal.isEmpty()) {
            words.add("--pdeathsig=" + signal);
        }
        return words;
    }

    /// How a short command ended, and what it said.
    public record Finished(int status, String output) {}

    /// Runs a command to its end, apart from what only Sala may know.
    public static Finished run(List<String> command) throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(command)
                        .directory(Path.of("/").toFile())
                        .redirectErrorStream(true);
        Installation.keepApart(builder);
        builder.environment().put("LC_ALL", "C.UTF-8");
        var process = builder.start();
        try (var output = process.inputReader()) {
            var said = output.readAllAsString();
            return new Finished(process.waitFor(), said);
        }
    }

    /// @throws Installation.Unusable with what the command said, if it failed
    public static void must(Finished finished, String what) {
        if (finished.status() != 0) {
            throw new Installation.Unusable("cannot " + what + ": " + finished.output().strip());
        }
    }
}
