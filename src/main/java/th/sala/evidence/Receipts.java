package th.sala.evidence;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import th.sala.proof.Checkpoint;
import th.sala.proof.NoteKey;
import th.sala.proof.Receipt;

/// Receipts of ours that acknowledgements carry to others, and theirs that come to us: each side is
/// the other's witness.
@Service
public class Receipts {
    /// The name of the file in a mail.
    public static final String FILE = "sala-evidence.txt";

    /// The most bytes that a receipt may have.
    public static final int LARGEST = 200_000;

    /// The field of a statement that says which checkpoint somebody else has now.
    public static final String CHECKPOINT_SIZE = "checkpoint-size";

    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);

    private final LoggedActs acts;
    private final EvidenceLog log;
    private final JdbcClient db;
    private final Clock clock;

    Receipts(LoggedActs acts, EvidenceLog log, JdbcClient db, Clock clock) {
        this.acts = acts;
        this.log = log;
        this.db = db;
        this.clock = clock;
    }

    /// The receipt of the first act of this name on the record; nothing while no checkpoint
    /// includes it.
    @Transactional(readOnly = true, propagation = Propagation.SUPPORTS)
    public Optional<Receipt> of(UUID agency, UUID record, String act) {
        var head = log.head();
        if (head.isEmpty()) {
            return Optional.empty();
        }
        var size = head.get().checkpoint().size();
        return acts.ofRecords(agency, List.of(record)).stream()
                .filter(placed -> placed.index() < size)
                .filter(placed -> placed.entry().filter(one -> one.act().equals(act)).isPresent())
                .findFirst()
                .map(placed ->
                        new Receipt(
                                EvidenceLog.exhibit(placed, log.files(head.get())),
                                head.get().note()));
    }

    /// Whether a receipt can be had, now or in a moment: not of what was done before there was
    /// evidence.
    @Transactional(readOnly = true, propagation = Propagation.SUPPORTS)
    public boolean canBeHad(UUID agency, UUID record, String act) {
        return acts.has(agency, record, act);
    }

    private static final String KEEP =
            """
            INSERT INTO evidence.witnessed (origin, size, root, note, kept_at, source)
            VALUES (:origin, :size, :root, :note, :now, :source)
            ON CONFLICT DO NOTHING
            """;

    private static final String CONTRADICTS =
            """
            SELECT EXISTS (SELECT FROM evidence.witnessed
                            WHERE origin = :origin AND size = :size AND root <> :root)
            """;

    /// Reads a receipt that came with a mail and keeps its checkpoint as a witness of the other
    /// log.
    ///
    /// @param installation whose log it must be
    /// @param x509 its key, as its registry was confirmed
    /// @param source how it came, such as the mail's id
    /// @return the receipt if all of it holds; nothing if it is none, or not theirs
    @Transactional
    public Optional<Receipt> keep(byte[] file, UUID installation, byte[] x509, String source) {
        if (file.length > LARGEST) {
            return Optional.empty();
        }
        try {
            var receipt = Receipt.parse(new String(file, StandardCharsets.UTF_8));
            var checkpoint = Checkpoint.of(receipt.note());
            if (!checkpoint.origin().startsWith(EvidenceLog.originOf(installation))
                    || !receipt.holds(NoteKey.ofX509(checkpoint.origin(), x509))) {
                LOG.warn("the evidence that came with {} does not hold", source);
                return Optional.empty();
            }
            keep(receipt, checkpoint, source);
            return Optional.of(receipt);
        } catch (IllegalArgumentException nonsense) {
            LOG.warn("the evidence that came with {} cannot be read", source);
            return Optional.empty();
        }
    }

    private void keep(Receipt receipt, Checkpoint checkpoint, String source) {
        db.sql(KEEP)
                .param("origin", checkpoint.origin())
                .param("size", checkpoint.size())
                .param("root", checkpoint.root().bytes())
                .param("note", receipt.note().toString())
                .param("now", Timestamp.from(clock.instant()))
                .param("source", source)
                .update();
        var contradicts =
                db.sql(CONTRADICTS)
                        .param("origin", checkpoint.origin())
                        .param("size", checkpoint.size())
                        .param("root", checkpoint.root().bytes())
                        .query(Boolean.class)
                        .single();
        if (contradicts) {
            LOG.error("{} shows two logs of {} entries", checkpoint.origin(), checkpoint.size());
        }
    }

    /// A checkpoint that we keep for another installation.
    public record Witnessed(String origin, long size, String note, java.time.Instant keptAt) {}

    private static final String NEWEST =
            """
            SELECT DISTINCT ON (origin) origin, size, note, kept_at FROM evidence.witnessed
             ORDER BY origin, size DESC
            """;

    /// The newest of each log that we are a witness of.
    @Transactional(readOnly = true)
    public List<Witnessed> witnessed() {
        return db.sql(NEWEST).query(Witnessed.class).list();
    }
}
