package th.sala.installation;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// `./sala key`: the master key written down, looked at, changed, and brought back.
public final class KeyCommand {
    private static final String USAGE =
            """
            ./sala key check    which secrets there are, with which master key they are closed, whether they open
            ./sala key show     writes the master keys out, for a safe place: whoever reads them opens everything
            ./sala key put      reads a master key from the keyboard and keeps it: after a loss, from the safe place
            ./sala key rotate   makes a new one and closes every secret with it; the former stay, for old backups
            ./sala key make     writes out a new one and keeps nothing, for SALA_MASTER_KEY

            with --data DIR, --sala.master-key-file=FILE or their environment, as ./sala run has them\
            """;
    private static final int USAGE_ERROR = 2;

    private final Installation installation;
    private final PrintStream out;

    KeyCommand(Installation installation, PrintStream out) {
        this.installation = installation;
        this.out = out;
    }

    /// Exit status: 0 done or all opens, 1 something does not, 2 nothing could be done.
    public static void main(String[] args) {
        System.exit(run(args, System.getenv(), System.in, System.out));
    }

    static int run(
            String[] args, Map<String, String> environment, InputStream in, PrintStream out) {
        if (args.length == 0) {
            out.println(USAGE);
            return USAGE_ERROR;
        }
        try {
            var options = Arrays.copyOfRange(args, 1, args.length);
            var command = new KeyCommand(Installation.from(options, environment), out);
            return command.run(args[0], in);
        } catch (Installation.Unusable unusable) {
            out.println("sala: " + unusable.getMessage());
            return USAGE_ERROR;
        } catch (IOException | UncheckedIOException | IllegalStateException failed) {
            out.println("sala: " + failed.getMessage());
            return USAGE_ERROR;
        }
    }

    private int run(String word, InputStream in) throws IOException {
        switch (word) {
            case "check" -> {
                return check();
            }
            case "show" -> show();
            case "put" -> put(in);
            case "rotate" -> rotate();
            case "make" -> out.println(MasterKey.fresh().text());
            default -> {
                out.println(USAGE);
                return USAGE_ERROR;
            }
        }
        return 0;
    }

    private int check() {
        var secrets = Vault.look(installation).list();
        if (secrets.isEmpty()) {
            throw new Installation.Unusable(
                    "there are no secrets in %s: is it the right --data?"
                            .formatted(installation.secrets()));
        }
        for (var secret : secrets) {
            out.printf(
                    "%-24s %-8s %s%n",
                    secret.name(),
                    secret.key(),
                    secret.isOpen()
                            ? "opens"
                            : secret.key().isEmpty() ? "NOT CLOSED" : "DOES NOT OPEN");
        }
        var needed = secrets.stream().map(Vault.Closed::key).collect(Collectors.toSet());
        for (var key : MasterKeys.of(installation).all()) {
            out.printf(
                    "%-24s %-8s %s%n",
                    "master key",
                    key.id(),
                    needed.contains(key.id()) ? "in use" : "not used in this folder");
        }
        return secrets.stream().allMatch(Vault.Closed::isOpen) ? 0 : 1;
    }

    private void show() {
        var keys = MasterKeys.of(installation).all();
        if (keys.isEmpty()) {
            throw new Installation.Unusable("there is no master key yet: the first start makes it");
        }
        keys.forEach(key -> out.println(key.text()));
    }

    private void put(InputStream in) throws IOException {
        var typed = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        var more = MasterKeys.typed(typed);
        ownerOnly();
        MasterKeys.change(installation, keys -> keys.with(more, Vault.keysUsed(installation)));
        more.forEach(key -> out.println(key + " is in " + installation.keyFile()));
    }

    private void rotate() {
        ownerOnly();
        Vault.open(installation);
        if (!Vault.look(installation).list().stream().allMatch(Vault.Closed::isOpen)) {
            throw new Installation.Unusable(
                    "not everything opens (./sala key check): nothing was changed");
        }
        var key = MasterKey.fresh();
        MasterKeys.change(installation, keys -> keys.withFirst(key));
        Vault.open(installation);
        out.println("everything is closed with " + key + " now; write it down: ./sala key show");
    }

    /// What another user writes here the running Sala could not read.
    private void ownerOnly() {
        var user = System.getProperty("user.name");
        for (var path : List.of(installation.secrets(), installation.keyFile())) {
            try {
                if (Files.exists(path) && !Files.getOwner(path).getName().equals(user)) {
                    throw new Installation.Unusable(
                            "%s belongs to %s: run this as that user"
                                    .formatted(path, Files.getOwner(path).getName()));
                }
            } catch (IOException unknown) {
                throw new UncheckedIOException("whose is " + path + "?", unknown);
            }
        }
    }
}
