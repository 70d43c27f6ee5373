package th.sala.evidence;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import th.sala.proof.Fields;

/// What a module puts into a bundle of evidence.
public final class Dossier {
    /// The kinds of bundles, as their manifests name them.
    public enum Kind {
        LETTER,
        REGISTER,
        PERSON,
        AUDIT,
        MEETING;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// Writes a file's bytes; closes nothing.
    @FunctionalInterface
    public interface Content {
        void copyTo(OutputStream out) throws IOException;
    }

    final Kind kind;
    final String about;
    final TreeMap<String, List<Fields>> records = new TreeMap<>();
    final TreeMap<String, Content> files = new TreeMap<>();
    final List<UUID> entriesOf = new ArrayList<>();
    Predicate<Fields> wanted = _ -> true;

    /// @param about what it is about, a line in Thai
    public Dossier(Kind kind, String about) {
        this.kind = kind;
        this.about = about;
    }

    /// All entries about these records.
    public Dossier entriesOf(Collection<UUID> ids) {
        entriesOf.addAll(ids);
        return this;
    }

    /// Of these only those that say such things.
    public Dossier only(Predicate<Fields> said) {
        wanted = said;
        return this;
    }

    /// How records stand now.
    ///
    /// @param name of the file, such as `register.txt`
    public Dossier records(String name, List<Fields> some) {
        records.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(some);
        return this;
    }

    /// A stored file that entries name.
    ///
    /// @param ending such as `pdf`
    public Dossier file(String sha256, String ending, Path content) {
        return file(sha256, ending, out -> Files.copy(content, out));
    }

    /// The same for one that lies nowhere as it is.
    public Dossier file(String sha256, String ending, Content content) {
        files.put(sha256 + "." + ending, content);
        return this;
    }
}
