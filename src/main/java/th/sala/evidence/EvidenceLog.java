package th.sala.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import th.sala.law.Refusal;
import th.sala.proof.Checkpoint;
import th.sala.proof.Exhibit;
import th.sala.proof.Hash;
import th.sala.proof.LogFiles;
import th.sala.proof.MerkleTree;
import th.sala.proof.NoteKey;
import th.sala.proof.SignedNote;

/// The log as it stands: what was signed last, and proofs up to there.
@Service
public class EvidenceLog {
    static final String CHECKPOINT = "checkpoint";

    private final Path folder;
    private final Signer signer;
    private volatile @Nullable Head newest;

    EvidenceLog(@Value("${sala.data}") Path data, Signer signer) {
        this.folder = data.resolve("evidence");
        this.signer = signer;
    }

    /// @param number of the log; 1 for the installation's first
    /// @param note signed; its text is the checkpoint
    public record Head(int number, SignedNote note) {
        public Checkpoint checkpoint() {
            return Checkpoint.of(note);
        }
    }

    /// Nothing while no entry has its place.
    public Optional<Head> head() {
        return Optional.ofNullable(newest);
    }

    /// By which what this log signs is checked.
    public NoteKey key() {
        return key(head().map(head -> head.checkpoint().origin()).orElseGet(() -> origin(1)));
    }

    NoteKey key(String origin) {
        return NoteKey.ofX509(origin, signer.publicKey());
    }

    String origin(int number) {
        return originOf(signer.installation()) + number;
    }

    /// What all logs of an installation have their names begin with.
    static String originOf(UUID installation) {
        return "sala-" + installation + "/evidence/";
    }

    SignedNote sign(String text, String origin) {
        return SignedNote.sign(text, key(origin), signer::sign);
    }

    void publish(Head head) {
        newest = head;
    }

    Path folder(int number) {
        return folder.resolve(Integer.toString(number));
    }

    /// What is in the folder of a log as its newest checkpoint.
    ///
    /// @throws UncheckedIOException if it is there and cannot be read
    /// @throws IllegalArgumentException if it is no signed note
    Optional<Head> kept(int number) {
        var file = folder(number).resolve(CHECKPOINT);
        try {
            return Files.exists(file)
                    ? Optional.of(new Head(number, SignedNote.parse(Files.readString(file))))
                    : Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read " + file, failed);
        }
    }

    /// An entry with the proof that it stands in the log.
    ///
    /// @throws NotYet if the checkpoint does not include it
    static Exhibit exhibit(LoggedActs.Placed placed, LogFiles files) {
        if (placed.index() >= files.size()) {
            throw new NotYet();
        }
        var path = MerkleTree.inclusion(files, placed.index(), files.size());
        return new Exhibit(placed.leaf(), placed.statement(), placed.index(), path);
    }

    /// The log as it was signed.
    LogFiles files(Head head) {
        return new LogFiles(folder(head.number()), head.checkpoint().size());
    }

    /// Proves that the newest log continues what it was at an earlier size.
    public List<Hash> consistency(Head head, long old) {
        return MerkleTree.consistency(files(head), old, head.checkpoint().size());
    }

    /// The entry is made, its place in the log comes within a second or so.
    public static final class NotYet extends Refusal {
        NotYet() {
            super("evidence.refusal.not-yet");
        }
    }
}
