package th.sala.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.database.AgencyScope;
import th.sala.database.TestOwner;
import th.sala.proof.Fields;
import th.sala.proof.Finding;
import th.sala.proof.Hash;
import th.sala.proof.SignedNote;
import th.sala.proof.Verifier;

/// What is in a bundle, and what an outsider's verifier says to it.
@EvidenceTest
class BundlesStoreTests {
    @Autowired Environment environment;
    @Autowired Evidence evidence;
    @Autowired EvidenceLog log;
    @Autowired Bundles bundles;
    @Autowired Sequencer sequencer;
    @Autowired TransactionTemplate transaction;
    @Autowired Clock clock;

    @TempDir Path folder;

    private final UUID agency = UUID.randomUUID();
    private final UUID account = UUID.randomUUID();
    private final UUID letter = UUID.randomUUID();

    @BeforeEach
    void onlyThisTestNumbers() {
        sequencer.stop();
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private void done(String act, Instant at, Fields said) {
        var who =
                new Actor(
                        agency, account, "สมหญิง <ใจดี>", "password", "role HEAD from 2026-01-01");
        within(() -> evidence.record(who, Act.done(act, "letter", letter, at, said)));
    }

    private void done(String act, Fields said) {
        done(act, clock.instant(), said);
    }

    private void within(Runnable work) {
        AgencyScope.within(agency, () -> transaction.executeWithoutResult(_ -> work.run()));
    }

    private Dossier dossier(Dossier.Kind kind) {
        return new Dossier(kind, "เรื่องทดสอบ");
    }

    private Path bundle(Writing writing) throws IOException {
        var file = Files.createTempFile(folder, "bundle", ".zip");
        try (var out = Files.newOutputStream(file)) {
            AgencyScope.within(
                    agency,
                    () -> {
                        try {
                            writing.to(out);
                        } catch (IOException failed) {
                            throw new UncheckedIOException(failed);
                        }
                    });
        }
        return file;
    }

    private Path ofLetter() throws IOException {
        return bundle(out ->
                bundles.write(
                        agency, dossier(Dossier.Kind.LETTER).entriesOf(List.of(letter)), out));
    }

    private static FileSystem open(Path zip) throws IOException {
        return FileSystems.newFileSystem(zip, Map.of());
    }

    private static TreeSet<String> names(Path zip) throws IOException {
        try (var files = open(zip);
                var found = Files.walk(files.getPath("/"))) {
            var names = new TreeSet<String>();
            found.filter(Files::isRegularFile)
                    .forEach(file -> names.add(file.toString().substring(1)));
            return names;
        }
    }

    private static String text(Path zip, String name) throws IOException {
        try (var files = open(zip)) {
            return Files.readString(files.getPath("/" + name));
        }
    }

    private List<String> found(Path zip, Finding.Level level, SignedNote... witnesses)
            throws IOException {
        try (var files = open(zip)) {
            return Verifier.verify(files.getPath("/"), Optional.of(log.key()), List.of(witnesses))
                    .stream()
                    .filter(finding -> finding.level() == level)
                    .map(Finding::key)
                    .toList();
        }
    }

    private static long entries(Path zip) throws IOException {
        var count = 0L;
        for (var name : names(zip)) {
            if (name.startsWith("entries/")) {
                count += text(zip, name).lines().filter(line -> line.startsWith("act ")).count();
            }
        }
        return count;
    }

    @Test
    @DisplayName(
            "X5 ข้อ 8: everything that was put in is in, is what the verifier wants, and people can read it")
    void holdsWhatWasPutIn() throws IOException {
        var content = "แฟ้ม".getBytes(StandardCharsets.UTF_8);
        var stored = Files.write(folder.resolve("stored"), content);
        var hash = Hash.sha256(content).hex();
        var other = UUID.randomUUID();
        var first =
                Fields.none()
                        .with("record", "letter " + letter)
                        .with("blank", "")
                        .with("subject", "ขอเชิญ <b>ประชุม</b>");
        var second = Fields.none().with("record", "letter " + other).with("subject", "อื่น");
        done("letter.sent", first.with("file-1", hash + " ก.pdf"));
        within(() -> {
            var somebody = Somebody.named(agency, "อื่น");
            var now = clock.instant();
            evidence.record(somebody, Act.done("letter.sent", "letter", other, now, second));
            evidence.record(somebody, Act.refused("letter.sent", letter, now, "C4"));
        });
        sequencer.run();

        var zip =
                bundle(out ->
                        bundles.write(
                                agency,
                                dossier(Dossier.Kind.LETTER)
                                        .entriesOf(List.of(letter))
                                        .entriesOf(List.of(other))
                                        .records("letter.txt", List.of(first))
                                        .records("letter.txt", List.of(second))
                                        .records("empty.txt", List.of())
                                        .file(hash, "pdf", stored),
                                out));

        assertThat(names(zip))
                .contains(
                        "checkpoint", "entries/000000.txt", "files/" + hash + ".pdf", "index.html")
                .contains("key", "manifest", "records/letter.txt", "style.css")
                .doesNotContain("records/empty.txt", "log/whole");
        assertThat(found(zip, Finding.Level.BROKEN)).isEmpty();
        assertThat(text(zip, "records/letter.txt")).isEqualTo(first + "\n" + second);
        assertThat(text(zip, "checkpoint")).isEqualTo(log.head().orElseThrow().note().toString());
        assertThat(text(zip, "key")).isEqualTo(log.key() + "\n");
        assertThat(text(zip, "files/" + hash + ".pdf")).isEqualTo("แฟ้ม");
        assertThat(text(zip, "style.css")).isNotBlank();
        var page = text(zip, "index.html");
        assertThat(page)
                .contains("เรื่องทดสอบ", "ขอเชิญ &lt;b&gt;ประชุม&lt;/b&gt;", "สมหญิง &lt;ใจดี&gt;")
                .contains("refused C4", log.key().fingerprint(), hash + ".pdf", "ส่งหนังสือ");
        assertThat(page.split("refused C4", -1)).as("of what was done no outcome").hasSize(2);
        assertThat(page)
                .contains("<strong>สมหญิง &lt;ใจดี&gt;</strong>")
                .containsPattern("จัดทำเมื่อ [๐-๙]")
                .doesNotContain("<dt>blank</dt>");
    }

    @Test
    @DisplayName("of a letter only what is wanted, of a person only their acts of the period")
    void holdsNothingElse() throws IOException {
        var start = clock.instant().truncatedTo(ChronoUnit.MICROS);
        done("letter.drafted", start, Fields.none().with("subject", "ก่อน"));
        done("letter.sent", start.plusNanos(10_000), Fields.none().with("subject", "ใน"));
        done("letter.closed", start.plusNanos(20_000), Fields.none().with("subject", "หลัง"));
        within(() ->
                evidence.record(
                        new Actor(agency, UUID.randomUUID(), "ผู้อื่น", "password", "-"),
                        Act.done("other.done", start.plusNanos(11_000), Fields.none())));
        sequencer.run();

        var person =
                bundle(out ->
                        bundles.writeOf(
                                agency,
                                account,
                                start.plusNanos(10_000),
                                start.plusNanos(20_000),
                                dossier(Dossier.Kind.PERSON),
                                out));
        assertThat(text(person, "entries/000000.txt"))
                .contains("act letter.sent")
                .doesNotContain("letter.drafted", "letter.closed", "other.done");
        assertThat(found(person, Finding.Level.BROKEN)).isEmpty();

        var wanted =
                bundle(out ->
                        bundles.write(
                                agency,
                                dossier(Dossier.Kind.LETTER)
                                        .entriesOf(List.of(letter))
                                        .only(said ->
                                                said.find("subject")
                                                        .filter("หลัง"::equals)
                                                        .isPresent()),
                                out));
        assertThat(text(wanted, "entries/000000.txt"))
                .contains("act letter.closed")
                .doesNotContain("act letter.sent");
        assertThat(entries(ofLetter())).isEqualTo(3);
        assertThat(
                        entries(
                                bundle(out ->
                                        bundles.writeAll(
                                                agency, dossier(Dossier.Kind.AUDIT), false, out))))
                .isEqualTo(4);
    }

    @Test
    @DisplayName(
            "entries come 256 to a file, and what the checkpoint does not include does not come")
    void fillsFiles() throws IOException {
        for (int i = 0; i < 257; i++) {
            done("letter.touched", Fields.none().with("n", i));
        }
        sequencer.run();
        var early = log.head().orElseThrow();
        done("letter.touched", Fields.none().with("n", "later"));
        sequencer.run();
        log.publish(early);

        var zip = ofLetter();

        assertThat(text(zip, "entries/000000.txt").lines().filter(line -> line.startsWith("act ")))
                .hasSize(256);
        assertThat(text(zip, "entries/000001.txt").lines().filter(line -> line.startsWith("act ")))
                .hasSize(1);
        assertThat(names(zip)).doesNotContain("entries/000002.txt");
        assertThat(found(zip, Finding.Level.BROKEN)).isEmpty();
    }

    @Test
    @DisplayName("where the last file is just full there is no empty one behind it")
    void endsWithTheLastEntry() throws IOException {
        for (int i = 0; i < 256; i++) {
            done("letter.touched", Fields.none().with("n", i));
        }
        sequencer.run();
        while (log.head().orElseThrow().checkpoint().size() % 256 != 0) {
            within(() ->
                    evidence.record(
                            Somebody.named(agency, "อื่น"),
                            Act.done("other.done", clock.instant(), Fields.none())));
            sequencer.run();
        }

        assertThat(names(ofLetter()))
                .contains("entries/000000.txt")
                .doesNotContain("entries/000001.txt");
        var all = bundle(out -> bundles.writeAll(agency, dossier(Dossier.Kind.AUDIT), true, out));
        assertThat(names(all).stream().filter(name -> name.startsWith("log/tile/entries/")))
                .hasSize((int) (log.head().orElseThrow().checkpoint().size() / 256));
    }

    @Test
    @DisplayName(
            "with the whole log each of its tiles comes along, and the verifier counts all of it")
    void bringsTheWholeLog() throws IOException {
        for (int i = 0; i < 300; i++) {
            done("letter.touched", Fields.none().with("n", i));
        }
        sequencer.run();
        var zip = bundle(out -> bundles.writeAll(agency, dossier(Dossier.Kind.AUDIT), true, out));
        var size = log.head().orElseThrow().checkpoint().size();
        assertThat(names(zip).stream().filter(name -> name.startsWith("log/tile/entries/")))
                .hasSize((int) ((size + 255) / 256));
        assertThat(names(zip)).contains("log/whole");
        assertThat(found(zip, Finding.Level.BROKEN)).isEmpty();
    }

    @Test
    @DisplayName(
            "of each checkpoint that an acknowledgement carried there is the proof that this log continues it")
    void provesWhatWasHandedOut() throws IOException {
        done("letter.registered", Fields.none());
        sequencer.run();
        var carried = log.head().orElseThrow();
        var size = carried.checkpoint().size();
        done("letter.replied", Fields.none().with(Receipts.CHECKPOINT_SIZE, size));
        done("letter.replied", Fields.none().with(Receipts.CHECKPOINT_SIZE, "0"));
        done("letter.replied", Fields.none().with(Receipts.CHECKPOINT_SIZE, size + 1_000));
        done("letter.replied", Fields.none().with(Receipts.CHECKPOINT_SIZE, "nonsense"));
        done("letter.replied", Fields.none().with(Receipts.CHECKPOINT_SIZE, "9".repeat(19)));
        sequencer.run();

        var zip = ofLetter();

        assertThat(names(zip).stream().filter(name -> name.startsWith("witnesses/")))
                .containsExactly("witnesses/" + size + ".proof");
        assertThat(found(zip, Finding.Level.HOLDS, carried.note())).contains("witness.agrees");
        assertThat(found(zip, Finding.Level.BROKEN, carried.note())).isEmpty();
    }

    @Test
    void aStatementThatSomebodySpoiledDoesNotHideTheEntry() throws IOException {
        done("letter.sent", Fields.none().with("subject", "เรื่อง"));
        sequencer.run();
        TestOwner.execute(
                environment,
                "UPDATE evidence.entry SET statement = 'no fields' WHERE record_id = '%s'"
                        .formatted(letter));
        var zip = ofLetter();
        assertThat(text(zip, "index.html")).contains("ส่งหนังสือ", "no fields");
        assertThat(found(zip, Finding.Level.BROKEN)).isNotEmpty();
    }
}
