package th.sala.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A bundle of the whole of a small log, in memory.
final class TestBundle {
    static final String EXHIBITS = "entries/all";
    static final String LINES = "records/register";
    static final String LETTERS = "records/letters";
    static final String MAIL = "files/" + Hash.sha256(TestLog.MAIL) + ".eml";
    static final String PDF = "files/" + Hash.sha256(TestLog.PDF) + ".pdf";
    static final String INDEX = "index.html";

    /// How many entries a witness saw.
    static final int SEEN = 7;

    final TestLog log;
    final String kind;
    final SortedMap<String, byte[]> files = new TreeMap<>();
    final List<Exhibit> exhibits = new ArrayList<>();

    private TestBundle(TestLog log, String kind) {
        this.log = log;
        this.kind = kind;
    }

    /// With the proof of each entry.
    static TestBundle withProofs(TestLog log) {
        return of(log, "register", true);
    }

    /// With the log itself.
    static TestBundle withLog(TestLog log) {
        var bundle = of(log, "audit", false);
        tiles(log.leaves()).forEach((path, bytes) -> bundle.files.put("log/" + path, bytes));
        bundle.put("log/whole", "");
        return bundle;
    }

    /// Nothing but a meeting's entries, with their proofs.
    static TestBundle ofMeeting(TestLog log) {
        var bundle = new TestBundle(log, "meeting");
        var nodes = log.nodes();
        for (int i = 0; i < log.size(); i++) {
            bundle.exhibits.add(log.exhibit(i, nodes));
        }
        bundle.put("key", log.key().text() + "\n");
        bundle.put("checkpoint", log.sign(log.checkpoint().text()).toString());
        return bundle;
    }

    private static TestBundle of(TestLog log, String kind, boolean proofs) {
        var bundle = new TestBundle(log, kind);
        var nodes = log.nodes();
        for (int i = 0; i < log.size(); i++) {
            bundle.exhibits.add(log.exhibit(i, proofs ? nodes : null));
        }
        bundle.put("key", log.key().text() + "\n");
        bundle.put("checkpoint", log.sign(log.checkpoint().text()).toString());
        bundle.put(LINES, records(log, true));
        bundle.put(LETTERS, records(log, false));
        bundle.files.put(MAIL, TestLog.MAIL);
        bundle.files.put(PDF, TestLog.PDF);
        bundle.put(INDEX, "<!doctype html><title>ทะเบียนรับ</title>\n");
        bundle.witness(log.witness(SEEN));
        return bundle;
    }

    private static String records(TestLog log, boolean lines) {
        return log.records().values().stream()
                .filter(record -> record.find("book").isPresent() == lines)
                .map(Fields::toString)
                .collect(Collectors.joining("\n"));
    }

    /// The files of a log of these entries.
    static Map<String, byte[]> tiles(List<byte[]> entries) {
        var files = new TreeMap<String, byte[]>();
        var nodes = MerkleTree.over(entries.stream().map(Hash::leaf).toList());
        for (int from = 0; from < entries.size(); from += Tile.WIDTH) {
            var some = entries.subList(from, Math.min(entries.size(), from + Tile.WIDTH));
            var tile = new Tile(Tile.ENTRIES, from / Tile.WIDTH, some.size());
            files.put(tile.path(), Tile.ofEntries(some));
        }
        for (int level = 0; entries.size() >> (8 * level) > 0; level++) {
            var hashes = entries.size() >> (8 * level);
            for (int from = 0; from < hashes; from += Tile.WIDTH) {
                var some = new ArrayList<Hash>();
                for (int i = from; i < Math.min(hashes, from + Tile.WIDTH); i++) {
                    some.add(nodes.at(8 * level, i));
                }
                var tile = new Tile(level, from / Tile.WIDTH, some.size());
                files.put(tile.path(), Tile.ofHashes(some));
            }
        }
        return files;
    }

    /// Takes along what a witness kept, and the proof that the log continues it.
    void witness(SignedNote kept) {
        var size = Checkpoint.of(kept).size();
        put("witnesses/" + size + ".note", kept.toString());
        put("witnesses/" + size + ".proof", proof(size));
    }

    String proof(long size) {
        return MerkleTree.consistency(log.nodes(), size, log.size()).stream()
                .map(hash -> hash.base64() + '\n')
                .collect(Collectors.joining());
    }

    void put(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes(String path) {
        return Objects.requireNonNull(files.get(path));
    }

    String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    void edit(String path, UnaryOperator<String> change) {
        var changed = change.apply(text(path));
        if (changed.equals(text(path))) {
            throw new IllegalArgumentException("nothing changed in " + path);
        }
        put(path, changed);
    }

    void edit(String path, String part, String other) {
        edit(path, text -> text.replace(part, other));
    }

    /// As the program that makes bundles does: files what it has, and signs the list.
    TestBundle seal() {
        return seal(kind);
    }

    TestBundle seal(String kind) {
        if (!files.containsKey(EXHIBITS)) {
            put(EXHIBITS, Exhibit.file(exhibits));
        }
        files.remove(Manifest.PATH);
        var hashes = new TreeMap<String, Hash>();
        files.forEach((path, bytes) -> hashes.put(path, Hash.sha256(bytes)));
        var made = TestLog.START.plusSeconds(3600);
        var manifest = new Manifest(kind, "ทะเบียนรับ ปี 2569", made, TestLog.ORIGIN, hashes);
        put(Manifest.PATH, log.sign(manifest.text()).toString());
        return this;
    }

    Path write(Path folder) throws IOException {
        for (var file : files.entrySet()) {
            var path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return folder;
    }

    Path zip(Path archive) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return archive;
    }
}
