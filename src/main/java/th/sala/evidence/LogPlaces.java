package th.sala.evidence;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.proof.Entry;
import th.sala.proof.Fields;
import th.sala.proof.Hash;
import th.sala.proof.Statement;

/// Where an act stands in the log, for whoever holds what it speaks of.
@Service
public class LogPlaces {
    private final LoggedActs acts;
    private final EvidenceLog log;

    LogPlaces(LoggedActs acts, EvidenceLog log) {
        this.acts = acts;
        this.log = log;
    }

    /// @param log its name
    /// @param number of the entry in it, from 0
    /// @param leaf its hash in the log's tree, in hexadecimal: public, as the entry is not
    public record Place(String log, long number, Instant at, String leaf) {}

    /// The first act about a record that says such things, if the signed log includes it.
    @Transactional(readOnly = true)
    public Optional<Place> find(UUID agency, UUID record, Predicate<Fields> said) {
        return log.head().flatMap(head -> place(head, agency, record, said));
    }

    private Optional<Place> place(
            EvidenceLog.Head head, UUID agency, UUID record, Predicate<Fields> said) {
        return acts.ofRecords(agency, List.of(record)).stream()
                .filter(placed -> placed.index() < head.checkpoint().size())
                .filter(placed ->
                        placed.statement().map(Statement::fields).filter(said).isPresent())
                .findFirst()
                .flatMap(placed -> placed.entry().map(entry -> place(head, placed, entry)));
    }

    private static Place place(EvidenceLog.Head head, LoggedActs.Placed placed, Entry entry) {
        var bytes = placed.leaf().getBytes(StandardCharsets.UTF_8);
        return new Place(
                head.checkpoint().origin(), placed.index(), entry.at(), Hash.leaf(bytes).hex());
    }
}
