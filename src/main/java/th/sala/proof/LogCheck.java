package th.sala.proof;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/// Holds entries against the log: the whole log where the bundle has it, else the proofs of each.
final class LogCheck {
    /// Longer than an act takes from its time to its place in the log.
    private static final Duration LATE = Duration.ofMinutes(5);

    /// Such an entry is the first of a log that follows another.
    private static final String REOPENED = "log.reopened";

    private final Checkpoint checkpoint;
    private final Optional<List<byte[]>> log;
    private final Optional<MerkleTree.Nodes> nodes;
    private final List<Finding> findings = new ArrayList<>();

    private LogCheck(Checkpoint checkpoint, Optional<List<byte[]>> log) {
        this.checkpoint = checkpoint;
        this.log = log;
        this.nodes = log.map(entries -> MerkleTree.over(entries.stream().map(Hash::leaf).toList()));
    }

    /// @param bundle whose whole log is read, if it has one
    static LogCheck of(Bundle bundle, Checkpoint checkpoint) {
        if (!bundle.has(Bundle.LOG + "whole")) {
            return new LogCheck(checkpoint, Optional.empty());
        }
        var files = new LogFiles(bundle.root().resolve(Bundle.LOG), checkpoint.size());
        var entries = new ArrayList<byte[]>();
        try {
            for (long tile = 0; tile * Tile.WIDTH < checkpoint.size(); tile++) {
                entries.addAll(files.entries(tile));
            }
        } catch (UncheckedIOException | IllegalArgumentException damaged) {
            var check = new LogCheck(checkpoint, Optional.empty());
            check.findings.add(Finding.broken("log.damaged", String.valueOf(damaged.getMessage())));
            return check;
        }
        return new LogCheck(checkpoint, Optional.of(entries));
    }

    List<Finding> findings() {
        return findings;
    }

    void wholeLog() {
        if (log.isEmpty()) {
            return;
        }
        var entries = log.get();
        var root = MerkleTree.root(nodes.orElseThrow(), entries.size());
        findings.add(
                root.equals(checkpoint.root())
                        ? Finding.holds("log.root", entries.size())
                        : Finding.broken("log.root.other", entries.size()));
        var parsed = new ArrayList<Entry>();
        for (int i = 0; i < entries.size(); i++) {
            try {
                parsed.add(Entry.parse(entries.get(i)));
            } catch (RuntimeException nonsense) {
                findings.add(Finding.broken("log.entry.nonsense", i));
                return;
            }
        }
        inTime(parsed);
        once(parsed);
        first(parsed);
    }

    private void inTime(List<Entry> entries) {
        var latest = Instant.MIN;
        for (int i = 0; i < entries.size(); i++) {
            var at = entries.get(i).at();
            if (at.isBefore(latest.minus(i == 0 ? Duration.ZERO : LATE))) {
                findings.add(Finding.broken("log.backdated", i, at, latest));
            } else if (at.isAfter(latest)) {
                latest = at;
            }
        }
        findings.add(Finding.holds("log.time", entries.size()));
    }

    private void once(List<Entry> entries) {
        Map<UUID, Integer> seen = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            var before = seen.put(entries.get(i).id(), i);
            if (before != null) {
                findings.add(Finding.broken("log.entry.twice", before, i));
            }
        }
    }

    private void first(List<Entry> entries) {
        if (!entries.isEmpty() && entries.getFirst().act().equals(REOPENED)) {
            findings.add(Finding.open("log.reopened", entries.getFirst().record()));
        }
    }

    /// @param exhibits in order of their index
    void exhibits(List<Exhibit> exhibits) {
        var places = new TreeSet<Long>();
        var proven = 0;
        var withheld = 0;
        for (var exhibit : exhibits) {
            if (!places.add(exhibit.index())) {
                findings.add(Finding.broken("entry.twice", exhibit.index()));
            }
            if (!isInLog(exhibit)) {
                findings.add(Finding.broken("entry.not-in-log", exhibit.index()));
            } else {
                proven++;
            }
            if (!fits(exhibit)) {
                findings.add(Finding.broken("entry.statement", exhibit.index()));
            }
            withheld += exhibit.statement().isEmpty() ? 1 : 0;
        }
        findings.add(Finding.holds("entry.proven", proven));
        if (withheld > 0) {
            findings.add(Finding.open("entry.withheld", withheld));
        }
        if (log.isEmpty() && proven == exhibits.size()) {
            inTime(exhibits.stream().map(Exhibit::entry).toList());
        }
    }

    private static boolean fits(Exhibit exhibit) {
        try {
            return exhibit.fits();
        } catch (RuntimeException nonsense) {
            return false;
        }
    }

    private boolean isInLog(Exhibit exhibit) {
        if (log.isEmpty()) {
            return exhibit.isIn(checkpoint);
        }
        var index = exhibit.index();
        return index >= 0
                && index < log.get().size()
                && java.util.Arrays.equals(log.get().get((int) index), exhibit.leafBytes());
    }

    /// Holds a checkpoint that somebody else kept against this log.
    void witness(Checkpoint kept, Optional<List<Hash>> consistency) {
        if (!kept.origin().equals(checkpoint.origin())) {
            findings.add(Finding.open("witness.other-log", kept.origin()));
        } else if (kept.size() > checkpoint.size()) {
            findings.add(Finding.broken("witness.more", kept.size(), checkpoint.size()));
        } else if (nodes.isPresent()) {
            agrees(kept, MerkleTree.root(nodes.get(), kept.size()).equals(kept.root()));
        } else if (kept.size() == checkpoint.size()) {
            agrees(kept, kept.root().equals(checkpoint.root()));
        } else if (consistency.isPresent()) {
            var path = consistency.get();
            agrees(
                    kept,
                    MerkleTree.isConsistent(
                            kept.size(), kept.root(), checkpoint.size(), checkpoint.root(), path));
        } else {
            findings.add(Finding.open("witness.unproven", kept.size()));
        }
    }

    private void agrees(Checkpoint kept, boolean agrees) {
        findings.add(
                agrees
                        ? Finding.holds("witness.agrees", kept.size())
                        : Finding.broken("witness.contradicts", kept.size()));
    }
}
