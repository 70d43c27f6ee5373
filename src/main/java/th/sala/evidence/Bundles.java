package th.sala.evidence;

import static th.sala.law.Instrument.NCPO_74;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import th.sala.law.Clause;
import th.sala.proof.Entry;
import th.sala.proof.Exhibit;
import th.sala.proof.Fields;
import th.sala.proof.Hash;
import th.sala.proof.LogFiles;
import th.sala.proof.Manifest;
import th.sala.proof.Statement;
import th.sala.proof.Tile;
import th.sala.thai.Display;

/// Bundles of evidence: everything that an outsider needs to check a record without Sala, as a zip
/// archive. A page in it can be read by anyone, `./sala verify` checks it.
@Service
public class Bundles {
    private static final int EXHIBITS_A_FILE = 256;

    private final LoggedActs acts;
    private final EvidenceLog log;
    private final ITemplateEngine pages;
    private final Clock clock;

    Bundles(LoggedActs acts, EvidenceLog log, ITemplateEngine pages, Clock clock) {
        this.acts = acts;
        this.log = log;
        this.pages = pages;
        this.clock = clock;
    }

    /// A bundle about some records of an agency.
    ///
    /// @throws EvidenceLog.NotYet while no entry has its place
    @Transactional(readOnly = true)
    @Clause(id = "X5", of = NCPO_74, value = "ข้อ 8")
    public void write(UUID agency, Dossier dossier, OutputStream to) throws IOException {
        ready(agency, dossier).write(to);
    }

    /// The same for what is larger than the disk has to spare: what stands in the database is read
    /// now, what lies in files while the bundle is taken.
    ///
    /// @throws EvidenceLog.NotYet while no entry has its place
    @Transactional(readOnly = true)
    public BundleFile.Content ready(UUID agency, Dossier dossier) {
        return ready(dossier, entries(agency, dossier), false);
    }

    /// What a person did from one moment to another.
    @Transactional(readOnly = true)
    public void writeOf(
            UUID agency,
            UUID account,
            Instant from,
            Instant until,
            Dossier dossier,
            OutputStream to)
            throws IOException {
        ready(dossier, acts.ofAccount(agency, account, from, until), false).write(to);
    }

    /// All that the agency did: for an inspector.
    ///
    /// @param wholeLog whether the entries of all agencies come along, without their statements;
    ///   they say who works when, so this is not for one agency's inspector where there are more
    @Transactional(readOnly = true)
    public void writeAll(UUID agency, Dossier dossier, boolean wholeLog, OutputStream to)
            throws IOException {
        ready(dossier, acts.ofAgency(agency), wholeLog).write(to);
    }

    private List<LoggedActs.Placed> entries(UUID agency, Dossier dossier) {
        return acts.ofRecords(agency, dossier.entriesOf).stream()
                .filter(placed ->
                        dossier.wanted.test(
                                placed.statement().map(Statement::fields).orElseGet(Fields::none)))
                .toList();
    }

    private BundleFile.Content ready(
            Dossier dossier, List<LoggedActs.Placed> entries, boolean wholeLog) {
        var head = log.head().orElseThrow(EvidenceLog.NotYet::new);
        var files = log.files(head);
        var proven = entries.stream().filter(placed -> placed.index() < files.size()).toList();
        return to -> write(dossier, proven, head, files, wholeLog, to);
    }

    private void write(
            Dossier dossier,
            List<LoggedActs.Placed> proven,
            EvidenceLog.Head head,
            LogFiles files,
            boolean wholeLog,
            OutputStream to)
            throws IOException {
        var made = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var bundle = new Writer(to);
        bundle.add("key", log.key() + "\n");
        bundle.add("checkpoint", head.note().toString());
        exhibits(bundle, proven, files, wholeLog);
        for (var records : dossier.records.entrySet()) {
            var text =
                    records.getValue().stream()
                            .map(Fields::toString)
                            .collect(Collectors.joining("\n"));
            if (!text.isEmpty()) {
                bundle.add("records/" + records.getKey(), text);
            }
        }
        for (var file : dossier.files.entrySet()) {
            try (var out = bundle.begin("files/" + file.getKey())) {
                file.getValue().copyTo(out);
            }
        }
        if (wholeLog) {
            wholeLog(bundle, files);
        }
        handedOut(bundle, proven, head);
        bundle.add("index.html", page(dossier, proven, made));
        bundle.add("style.css", style());
        var manifest =
                new Manifest(
                        dossier.kind.word(),
                        dossier.about,
                        made,
                        head.checkpoint().origin(),
                        bundle.hashes());
        bundle.add(Manifest.PATH, log.sign(manifest.text(), manifest.origin()).toString());
        bundle.end();
    }

    private static void exhibits(
            Writer bundle, List<LoggedActs.Placed> entries, LogFiles files, boolean wholeLog)
            throws IOException {
        for (int from = 0; from < entries.size(); from += EXHIBITS_A_FILE) {
            var some = new ArrayList<Exhibit>();
            var until = Math.min(entries.size(), from + EXHIBITS_A_FILE);
            for (var placed : entries.subList(from, until)) {
                some.add(
                        wholeLog
                                ? new Exhibit(
                                        placed.leaf(),
                                        placed.statement(),
                                        placed.index(),
                                        List.of())
                                : EvidenceLog.exhibit(placed, files));
            }
            var name = "entries/%06d.txt".formatted(from / EXHIBITS_A_FILE);
            bundle.add(name, Exhibit.file(some));
        }
    }

    private static void wholeLog(Writer bundle, LogFiles files) throws IOException {
        for (long index = 0; index * Tile.WIDTH < files.size(); index++) {
            var tile = LogFiles.tile(Tile.ENTRIES, index, files.size());
            bundle.add("log/" + tile.path(), Tile.ofEntries(files.entries(index)));
        }
        bundle.add("log/whole", "yes\n");
    }

    /// Others hold checkpoints that acknowledgements of these records carried: the proofs that this
    /// log continues them.
    private void handedOut(Writer bundle, List<LoggedActs.Placed> entries, EvidenceLog.Head head)
            throws IOException {
        var sizes =
                entries.stream()
                        .flatMap(placed -> placed.statement().stream())
                        .flatMap(said -> said.fields().find(Receipts.CHECKPOINT_SIZE).stream())
                        .filter(size -> size.matches("[0-9]{1,18}"))
                        .map(Long::valueOf)
                        .filter(size -> size > 0 && size <= head.checkpoint().size())
                        .collect(Collectors.toCollection(java.util.TreeSet::new));
        for (long size : sizes) {
            var proof =
                    log.consistency(head, size).stream()
                            .map(hash -> hash.base64() + "\n")
                            .collect(Collectors.joining());
            bundle.add("witnesses/" + size + ".proof", proof);
        }
    }

    /// A line of the page that people read.
    ///
    /// @param said names and values, in order
    public record Line(
            long index, Instant at, String act, String outcome, List<String[]> said, String who) {}

    private String page(Dossier dossier, List<LoggedActs.Placed> entries, Instant made) {
        var lines = entries.stream().map(Bundles::line).flatMap(Optional::stream).toList();
        var context = new Context(Locale.of("th"));
        context.setVariable("about", dossier.about);
        context.setVariable("made", made);
        context.setVariable("show", Display.OFFICIAL);
        context.setVariable("key", log.key());
        context.setVariable("lines", lines);
        context.setVariable("files", dossier.files.keySet());
        return pages.process("evidence/bundle", context);
    }

    private static byte[] style() throws IOException {
        try (var style = Bundles.class.getResourceAsStream("bundle.css")) {
            return java.util.Objects.requireNonNull(style).readAllBytes();
        }
    }

    private static Optional<Line> line(LoggedActs.Placed placed) {
        return placed.entry().map(entry -> line(placed, entry));
    }

    private static Line line(LoggedActs.Placed placed, Entry entry) {
        var said =
                placed.statement().stream()
                        .flatMap(statement -> statement.fields().values().entrySet().stream())
                        .filter(field -> !field.getValue().isEmpty())
                        .map(field -> new String[] {field.getKey(), field.getValue()})
                        .toList();
        var who =
                said.stream()
                        .filter(field -> field[0].equals("who"))
                        .map(field -> field[1])
                        .findFirst()
                        .orElse("");
        return new Line(
                placed.index(),
                entry.at(),
                entry.act(),
                entry.isDone() ? "" : entry.outcome(),
                said,
                who);
    }

    /// Writes files into an archive and remembers their hashes.
    private static final class Writer {
        private final ZipOutputStream zip;
        private final SortedMap<String, Hash> hashes = new TreeMap<>();

        private Writer(OutputStream to) {
            this.zip = new ZipOutputStream(to, StandardCharsets.UTF_8);
        }

        private void add(String path, String text) throws IOException {
            add(path, text.getBytes(StandardCharsets.UTF_8));
        }

        private void add(String path, byte[] content) throws IOException {
            try (var out = begin(path)) {
                out.write(content);
            }
        }

        /// A stream whose closing ends the file.
        private OutputStream begin(String path) throws IOException {
            var digest = DigestUtils.getSha256Digest();
            zip.putNextEntry(new ZipEntry(path));
            return new DigestOutputStream(zip, digest) {
                @Override
                public void close() throws IOException {
                    zip.closeEntry();
                    hashes.put(path, Hash.of(digest.digest()));
                }
            };
        }

        private SortedMap<String, Hash> hashes() {
            return new TreeMap<>(hashes);
        }

        private void end() throws IOException {
            zip.finish();
        }
    }
}
