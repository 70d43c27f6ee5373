package th.sala.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Checks a bundle of evidence with nothing but its files.
public final class Verifier {
    /// Names a stored file in a statement: its SHA-256, and a name.
    private static final Pattern FILE_FIELD = Pattern.compile("(?:mail|file)(?:-\\d+)?");

    private static final String NOTE = ".note";
    private static final String PROOF = ".proof";

    private final Bundle bundle;
    private final Optional<NoteKey> trusted;
    private final List<SignedNote> witnesses;
    private final List<Finding> findings = new ArrayList<>();

    private Verifier(Bundle bundle, Optional<NoteKey> trusted, List<SignedNote> witnesses) {
        this.bundle = bundle;
        this.trusted = trusted;
        this.witnesses = witnesses;
    }

    /// @param root the folder of an unpacked bundle, or the root of an open archive
    /// @param trusted the log's key as the reader knows it from elsewhere
    /// @param witnesses checkpoints that the reader has from elsewhere
    /// @throws IOException if the files cannot be read
    /// @throws IllegalArgumentException if a witness's note is no checkpoint
    public static List<Finding> verify(
            Path root, Optional<NoteKey> trusted, List<SignedNote> witnesses) throws IOException {
        return verify(Bundle.of(root, Bundle.NO_LIMIT), trusted, witnesses);
    }

    static List<Finding> verify(
            Bundle bundle, Optional<NoteKey> trusted, List<SignedNote> witnesses)
            throws IOException {
        witnesses.forEach(Checkpoint::of);
        var verifier = new Verifier(bundle, trusted, witnesses);
        try {
            verifier.verify();
        } catch (IllegalArgumentException nonsense) {
            verifier.findings.add(
                    Finding.broken("bundle.nonsense", String.valueOf(nonsense.getMessage())));
        }
        return verifier.findings;
    }

    private void verify() throws IOException {
        if (!bundle.ambiguous().isEmpty()) {
            bundle.ambiguous()
                    .forEach(path -> findings.add(Finding.broken("file.ambiguous", path)));
            return;
        }
        for (var path : List.of(Manifest.PATH, Bundle.KEY, Bundle.CHECKPOINT)) {
            if (!bundle.has(path)) {
                findings.add(Finding.broken("bundle.lacks", path));
                return;
            }
        }
        var key = NoteKey.parse(oneLine(bundle.text(Bundle.KEY)));
        trust(key);
        var note = SignedNote.parse(bundle.text(Manifest.PATH));
        if (!signed(note, key, Manifest.PATH)) {
            return;
        }
        var manifest = Manifest.parse(note.text());
        findings.add(Finding.holds("bundle." + manifest.kind(), manifest.about(), manifest.made()));
        files(manifest);
        log(manifest, key);
    }

    private static String oneLine(String text) {
        if (!text.endsWith("\n") || text.indexOf('\n') != text.length() - 1) {
            throw new IllegalArgumentException("the key is not one line");
        }
        return text.substring(0, text.length() - 1);
    }

    private void trust(NoteKey key) {
        if (trusted.isEmpty()) {
            findings.add(Finding.open("key.compare", key.name(), key.fingerprint()));
        } else if (trusted.get().equals(key)) {
            findings.add(Finding.holds("key.trusted", key.name()));
        } else {
            findings.add(Finding.broken("key.other", key.fingerprint()));
        }
    }

    private boolean signed(SignedNote note, NoteKey key, String path) {
        var isSigned = note.isSignedBy(key);
        findings.add(
                isSigned
                        ? Finding.holds("signature.good", path)
                        : Finding.broken("signature.bad", path));
        return isSigned;
    }

    private void files(Manifest manifest) throws IOException {
        var present = new HashSet<>(bundle.paths());
        present.remove(Manifest.PATH);
        var good = 0;
        for (var file : manifest.files().entrySet()) {
            if (!present.remove(file.getKey())) {
                findings.add(Finding.broken("file.missing", file.getKey()));
            } else if (!bundle.sha256(file.getKey()).equals(file.getValue())) {
                findings.add(Finding.broken("file.changed", file.getKey()));
            } else {
                good++;
            }
        }
        present.stream()
                .sorted()
                .forEach(path -> findings.add(Finding.broken("file.foreign", path)));
        findings.add(Finding.holds("file.same", good));
    }

    private void log(Manifest manifest, NoteKey key) throws IOException {
        var note = SignedNote.parse(bundle.text(Bundle.CHECKPOINT));
        if (!signed(note, key, Bundle.CHECKPOINT)) {
            return;
        }
        var checkpoint = Checkpoint.of(note);
        if (!checkpoint.origin().equals(manifest.origin())
                || !checkpoint.origin().equals(key.name())) {
            findings.add(Finding.broken("checkpoint.other-log", checkpoint.origin()));
        }
        var exhibits = new ArrayList<>(bundle.exhibits());
        exhibits.sort(Comparator.comparingLong(Exhibit::index));
        var check = LogCheck.of(bundle, checkpoint);
        var proven = check.prove(exhibits);
        check.order();
        if (manifest.isWhole()) {
            check.unshown(proven);
        }
        witnesses(check, key);
        findings.addAll(check.findings());
        findings.addAll(RegisterCheck.check(proven, bundle.records(), manifest.isWhole()));
        storedFiles(proven);
        findings.addAll(RecordingCheck.check(bundle, proven));
    }

    private void witnesses(LogCheck check, NoteKey key) throws IOException {
        var anybody = !witnesses.isEmpty();
        for (var path : bundle.below(Bundle.WITNESSES)) {
            if (path.endsWith(NOTE)) {
                anybody = true;
                witness(check, SignedNote.parse(bundle.text(path)), key, proof(path));
            }
        }
        for (var note : witnesses) {
            var size = Checkpoint.of(note).size();
            witness(check, note, key, proof(Bundle.WITNESSES + size + NOTE));
        }
        if (!anybody) {
            findings.add(Finding.open("witness.none"));
        }
    }

    private void witness(LogCheck check, SignedNote note, NoteKey key, Optional<List<Hash>> proof) {
        if (note.isSignedBy(key)) {
            check.witness(Checkpoint.of(note), proof);
        } else {
            findings.add(Finding.open("witness.unsigned", Checkpoint.of(note).origin()));
        }
    }

    /// What proves that this log continues the one of the witness.
    private Optional<List<Hash>> proof(String note) throws IOException {
        var path = note.substring(0, note.length() - NOTE.length()) + PROOF;
        return bundle.has(path)
                ? Optional.of(bundle.text(path).lines().map(Hash::ofBase64).toList())
                : Optional.empty();
    }

    /// Files are named by their SHA-256, and only those that an entry names belong here.
    private void storedFiles(List<LogCheck.Proven> proven) throws IOException {
        var named = namedIn(proven);
        var absent = new HashSet<>(named);
        for (var path : bundle.below(Bundle.FILES)) {
            var name = path.substring(Bundle.FILES.length()).split("\\.", 2)[0];
            if (!named.contains(name)) {
                findings.add(Finding.broken("stored.unknown", path));
            } else if (!bundle.sha256(path).hex().equals(name)) {
                findings.add(Finding.broken("stored.changed", path));
            } else {
                absent.remove(name);
            }
        }
        if (!named.isEmpty()) {
            findings.add(Finding.holds("stored.same", named.size() - absent.size()));
        }
        if (!absent.isEmpty()) {
            findings.add(Finding.open("stored.absent", absent.size()));
        }
    }

    private static Set<String> namedIn(List<LogCheck.Proven> proven) {
        var named = new HashSet<String>();
        for (var one : proven) {
            one.exhibit()
                    .statement()
                    .map(Statement::fields)
                    .orElse(Fields.none())
                    .values()
                    .forEach((name, value) -> {
                        if (FILE_FIELD.matcher(name).matches() && !value.isEmpty()) {
                            named.add(value.split(" ", 2)[0]);
                        }
                    });
        }
        return named;
    }
}
