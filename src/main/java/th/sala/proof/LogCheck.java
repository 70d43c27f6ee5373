package th.sala.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// Holds entries against the log: the whole log where the bundle has it, else the proofs of each.
final class LogCheck {
    /// An exhibit that is in the log and says what the log committed to.
    record Proven(Exhibit exhibit, Entry entry) {}

    /// The whole log, which has the signed root.
    private record Whole(List<byte[]> leaves, MerkleTree.Nodes nodes) {}

    /// Longer than an act takes from its time to its place in the log.
    private static final Duration LATE = Duration.ofMinutes(5);

    /// Such an entry is the first of a log that follows another.
    private static final String REOPENED = "log.reopened";

    private final Checkpoint checkpoint;
    private final Optional<Whole> whole;

    /// Those that were read, by index.
    private final SortedMap<Long, Entry> entries = new TreeMap<>();

    private final List<Finding> findings = new ArrayList<>();

    /// Places of the entries that the bundle shows.
    private final Set<Long> shown = new HashSet<>();

    private LogCheck(Bundle bundle, Checkpoint checkpoint) throws IOException {
        this.checkpoint = checkpoint;
        this.whole = bundle.has(Bundle.WHOLE) ? whole(bundle) : Optional.empty();
        if (whole.isPresent()) {
            tiles(bundle, whole.get().nodes());
            read(whole.get().leaves());
        }
    }

    /// @param bundle whose whole log is read, if it has one
    static LogCheck of(Bundle bundle, Checkpoint checkpoint) throws IOException {
        return new LogCheck(bundle, checkpoint);
    }

    List<Finding> findings() {
        return findings;
    }

    private Optional<Whole> whole(Bundle bundle) {
        var files = new LogFiles(bundle.root().resolve(Bundle.LOG), checkpoint.size());
        var leaves = new ArrayList<byte[]>();
        try {
            for (long tile = 0; leaves.size() < checkpoint.size(); tile++) {
                leaves.addAll(files.entries(tile));
            }
        } catch (UncheckedIOException | IllegalArgumentException damaged) {
            findings.add(Finding.broken("log.damaged", String.valueOf(damaged.getMessage())));
            return Optional.empty();
        }
        var nodes = MerkleTree.over(leaves.stream().map(Hash::leaf).toList());
        if (!MerkleTree.root(nodes, leaves.size()).equals(checkpoint.root())) {
            findings.add(Finding.broken("log.root.other", leaves.size()));
            return Optional.empty();
        }
        findings.add(Finding.holds("log.root", leaves.size()));
        return Optional.of(new Whole(leaves, nodes));
    }

    /// The hashes that lie beside the entries, for readers with other programs.
    private void tiles(Bundle bundle, MerkleTree.Nodes nodes) throws IOException {
        for (int level = 0; checkpoint.size() >> (level * Tile.HEIGHT) > 0; level++) {
            var hashes = checkpoint.size() >> (level * Tile.HEIGHT);
            for (long index = 0; index * Tile.WIDTH < hashes; index++) {
                var tile = LogFiles.tile(level, index, checkpoint.size());
                var path = Bundle.LOG + tile.path();
                if (bundle.has(path) && !Arrays.equals(bundle.bytes(path), bytes(tile, nodes))) {
                    findings.add(Finding.broken("log.tile", path));
                }
            }
        }
    }

    private static byte[] bytes(Tile tile, MerkleTree.Nodes nodes) {
        var hashes = new ArrayList<Hash>();
        for (int i = 0; i < tile.width(); i++) {
            hashes.add(nodes.at(tile.level() * Tile.HEIGHT, tile.index() * Tile.WIDTH + i));
        }
        return Tile.ofHashes(hashes);
    }

    private void read(List<byte[]> leaves) {
        for (int i = 0; i < leaves.size(); i++) {
            read(i, leaves.get(i));
        }
    }

    private void read(long index, byte[] leaf) {
        try {
            entries.put(index, Entry.parse(leaf));
        } catch (IllegalArgumentException nonsense) {
            findings.add(Finding.broken("log.entry.nonsense", index));
        }
    }

    /// @param exhibits in order of their index
    /// @return those that can be relied upon
    List<Proven> prove(List<Exhibit> exhibits) {
        var proven = new ArrayList<Proven>();
        var included = 0;
        var before = -1L;
        for (var exhibit : exhibits) {
            if (exhibit.index() == before) {
                findings.add(Finding.broken("entry.twice", before));
                continue;
            }
            before = exhibit.index();
            if (isInLog(exhibit)) {
                included++;
                shown.add(exhibit.index());
                stated(exhibit).ifPresent(entry -> proven.add(new Proven(exhibit, entry)));
            } else {
                findings.add(Finding.broken("entry.not-in-log", exhibit.index()));
            }
        }
        findings.add(Finding.holds("entry.proven", included));
        withheld(proven);
        return proven;
    }

    private boolean isInLog(Exhibit exhibit) {
        if (whole.isEmpty()) {
            return exhibit.isIn(checkpoint);
        }
        var leaves = whole.get().leaves();
        return exhibit.index() < leaves.size()
                && Arrays.equals(leaves.get((int) exhibit.index()), exhibit.leafBytes())
                && (exhibit.path().isEmpty() || exhibit.isIn(checkpoint));
    }

    /// The entry, if it is one and the statement is its own.
    private Optional<Entry> stated(Exhibit exhibit) {
        if (whole.isEmpty()) {
            read(exhibit.index(), exhibit.leafBytes());
        }
        var entry = Optional.ofNullable(entries.get(exhibit.index()));
        if (entry.isPresent() && !exhibit.fits(entry.get())) {
            findings.add(Finding.broken("entry.statement", exhibit.index()));
            return Optional.empty();
        }
        return entry;
    }

    private void withheld(Collection<Proven> proven) {
        var withheld = proven.stream().filter(one -> one.exhibit().statement().isEmpty()).count();
        if (withheld > 0) {
            findings.add(Finding.open("entry.withheld", withheld));
        }
    }

    /// Whether the entries that were read stand in the order of their times, each once.
    void order() {
        var latest = Instant.MIN;
        Map<UUID, Long> seen = new HashMap<>();
        for (var place : entries.entrySet()) {
            if (place.getKey() == 0 && place.getValue().act().equals(REOPENED)) {
                // what the database had of the former log comes after it, with times of its own
                seen.put(place.getValue().id(), 0L);
                continue;
            }
            var at = place.getValue().at();
            if (Duration.between(at, latest).compareTo(LATE) > 0) {
                findings.add(Finding.broken("log.backdated", place.getKey(), at, latest));
            } else if (at.isAfter(latest)) {
                latest = at;
            }
            var before = seen.put(place.getValue().id(), place.getKey());
            if (before != null) {
                findings.add(Finding.broken("log.entry.twice", before, place.getKey()));
            }
        }
        findings.add(Finding.holds("log.time", entries.size()));
        var first = Optional.ofNullable(entries.get(0L));
        first.filter(entry -> entry.act().equals(REOPENED))
                .ifPresent(entry -> findings.add(Finding.open("log.reopened", entry.record())));
    }

    /// Entries of the whole log that gave a number and are not shown.
    void unshown(List<Proven> proven) {
        if (whole.isEmpty()) {
            return;
        }
        var agencies = new HashSet<String>();
        proven.forEach(one -> agencies.add(one.entry().agency()));
        var others = 0;
        for (var place : entries.entrySet()) {
            var entry = place.getValue();
            if (!RegisterCheck.takesNumber(entry) || shown.contains(place.getKey())) {
                continue;
            }
            if (agencies.contains(entry.agency())) {
                findings.add(Finding.broken("entry.missing", place.getKey(), entry.record()));
            } else {
                others++;
            }
        }
        if (others > 0) {
            findings.add(Finding.open("log.unshown", others));
        }
    }

    /// Holds a checkpoint that somebody else kept against this log.
    void witness(Checkpoint kept, Optional<List<Hash>> consistency) {
        if (!kept.origin().equals(checkpoint.origin())) {
            findings.add(Finding.open("witness.other-log", kept.origin()));
        } else if (kept.size() > checkpoint.size()) {
            findings.add(Finding.broken("witness.more", kept.size(), checkpoint.size()));
        } else if (kept.size() == checkpoint.size()) {
            agrees(kept, kept.root().equals(checkpoint.root()));
        } else if (whole.isPresent()) {
            var then = MerkleTree.root(whole.get().nodes(), kept.size());
            agrees(kept, then.equals(kept.root()));
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
