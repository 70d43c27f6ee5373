package th.sala.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import th.sala.installation.Installation;
import th.sala.installation.SystemUser;

/// How programs are started that work on what others made: with as little right as this machine can
/// give. A system user of their own, no network, limits; they die with the thread that started
/// them.
///
/// @param words stand before the program's own command
/// @param limited whether `prlimit` works here
public record Confinement(List<String> words, boolean limited) {
    private static final Logger LOG = LoggerFactory.getLogger(Confinement.class);

    /// A Java machine reserves more addresses than it uses.
    private static final long ADDRESSES = 3L * 1024 * 1024 * 1024;

    /// Seconds of a processor in such a program's life, for one that nobody watches any more.
    private static final int SECONDS = 3600;

    public Confinement {
        words = List.copyOf(words);
    }

    /// @param user that no other program has
    /// @param data the folder that the user may look into
    /// @throws Installation.Unusable if this is root and cannot give programs a user of their own
    public static Confinement ofThisMachine(SystemUser user, Path data)
            throws IOException, InterruptedException {
        user.prepare(data);
        var limited = works(List.of("prlimit", "--nofile=16", "true"));
        var words = new ArrayList<String>();
        if (limited) {
            words.addAll(List.of("prlimit", "--core=0", "--as=" + ADDRESSES, "--cpu=" + SECONDS));
        }
        var apart =
                Installation.isRoot()
                        ? List.of("unshare", "--net")
                        : List.of("unshare", "--user", "--net");
        var isApart = works(apart);
        if (isApart) {
            words.addAll(apart);
        }
        var rights = user.command("KILL");
        var hasRights = works(rights);
        if (hasRights) {
            words.addAll(rights);
        } else if (Installation.isRoot()) {
            throw new Installation.Unusable("setpriv (util-linux) is needed to read PDFs as root");
        }
        if (!(limited && isApart && hasRights)) {
            LOG.warn(
                    "PDFs are read with less protection than could be: prlimit {}, network apart {}, setpriv {}",
                    limited,
                    isApart,
                    hasRights);
        }
        return new Confinement(words, limited);
    }

    private static boolean works(List<String> words) throws InterruptedException {
        var command = new ArrayList<>(words);
        command.add("true");
        try {
            return SystemUser.run(command).status() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /// The program's command with these before it.
    public List<String> around(List<String> program) {
        var command = new ArrayList<>(words);
        command.addAll(program);
        return List.copyOf(command);
    }

    /// In an empty environment.
    public ProcessBuilder builder(List<String> program) {
        var builder = new ProcessBuilder(around(program));
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder;
    }
}
