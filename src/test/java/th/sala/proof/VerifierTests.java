package th.sala.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds, and each way of tampering with the name that the verifier gives it.
class VerifierTests {
    @TempDir Path folder;

    private static Set<String> keys(List<Finding> findings, Finding.Level level) {
        var keys = new TreeSet<String>();
        findings.stream()
                .filter(found -> found.level() == level)
                .forEach(found -> keys.add(found.key()));
        return keys;
    }

    private List<Finding> verify(TestBundle bundle, SignedNote... witnesses) throws IOException {
        var key = Optional.of(TestLog.ofAgency().key());
        var root = bundle.write(Files.createTempDirectory(folder, "bundle"));
        return Verifier.verify(root, key, List.of(witnesses));
    }

    private static void says(List<Finding> findings, String key, Object... values) {
        assertThat(findings)
                .filteredOn(found -> found.key().equals(key))
                .extracting(Finding::values)
                .as(key + " among " + findings)
                .contains(Stream.of(values).map(Object::toString).toList());
    }

    @Test
    void saysThatTheProofsOfAnUntouchedBundleHold() throws IOException {
        var findings = verify(TestBundle.withProofs(TestLog.ofAgency()).seal());
        assertThat(keys(findings, Finding.Level.BROKEN)).isEmpty();
        assertThat(keys(findings, Finding.Level.OPEN)).isEmpty();
        assertThat(keys(findings, Finding.Level.HOLDS))
                .containsExactlyInAnyOrder(
                        "bundle.register",
                        "entry.proven",
                        "file.same",
                        "key.trusted",
                        "log.time",
                        "number.cancelled",
                        "number.row",
                        "record.compared",
                        "signature.good",
                        "stored.same",
                        "witness.agrees");
        says(findings, "bundle.register", "ทะเบียนรับ ปี 2569", "2026-03-02T02:00:00Z");
        says(findings, "signature.good", "manifest");
        says(findings, "signature.good", "checkpoint");
        says(findings, "key.trusted", TestLog.ORIGIN);
        says(findings, "file.same", 10);
        says(findings, "entry.proven", 12);
        says(findings, "log.time", 12);
        says(findings, "number.row", "ทะเบียนรับ", 2026, 1, 6);
        says(findings, "number.cancelled", "ทะเบียนรับ", 2026, 3);
        says(findings, "record.compared", 7);
        says(findings, "stored.same", 2);
        says(findings, "witness.agrees", TestBundle.SEEN);
    }

    @Test
    void saysThatAWholeUntouchedLogHolds() throws IOException {
        var findings = verify(TestBundle.withLog(TestLog.ofAgency()).seal());
        assertThat(keys(findings, Finding.Level.BROKEN)).isEmpty();
        assertThat(keys(findings, Finding.Level.OPEN)).isEmpty();
        assertThat(keys(findings, Finding.Level.HOLDS)).contains("bundle.audit", "log.root");
        says(findings, "log.root", 12);
        says(findings, "log.time", 12);
        says(findings, "entry.proven", 12);
    }

    @Test
    void readsALogOfManyTiles() throws IOException {
        var log = TestLog.ofAgency();
        for (int i = 7; i <= 600; i++) {
            log.line("register.entered", i, "USED", "เรื่องที่ " + i);
        }
        var findings = verify(TestBundle.withLog(log).seal(), log.witness(300), log.witness(606));
        assertThat(keys(findings, Finding.Level.BROKEN)).isEmpty();
        assertThat(keys(findings, Finding.Level.OPEN)).isEmpty();
        says(findings, "log.root", 606);
        says(findings, "record.compared", 601);
        says(findings, "witness.agrees", 300);
        says(findings, "witness.agrees", 606);
    }

    // ---- what cannot be checked ----

    @Test
    void saysWhatCannotBeChecked() throws IOException {
        var bundle = TestBundle.withProofs(TestLog.ofAgency());
        bundle.files.keySet().removeIf(path -> path.startsWith("witnesses/"));
        bundle.files.remove(TestBundle.PDF);
        var one = bundle.exhibits.get(9);
        bundle.exhibits.set(9, new Exhibit(one.leaf(), Optional.empty(), 9, one.path()));
        var findings = Verifier.verify(bundle.seal().write(folder), Optional.empty(), List.of());
        assertThat(keys(findings, Finding.Level.BROKEN)).isEmpty();
        assertThat(keys(findings, Finding.Level.OPEN))
                .containsExactlyInAnyOrder(
                        "key.compare", "witness.none", "entry.withheld", "stored.absent");
        says(findings, "key.compare", TestLog.ORIGIN, bundle.log.key().fingerprint());
        says(findings, "entry.withheld", 1);
        says(findings, "stored.absent", 1);
        says(findings, "stored.same", 1);
    }

    @Test
    void saysThatNumbersWereGivenThatAreNotShown() throws IOException {
        var bundle = TestBundle.withLog(TestLog.ofAgency());
        bundle.exhibits.subList(10, 12).clear();
        bundle.put(TestBundle.LINES, text(bundle.text(TestBundle.LINES), 0, 4));
        var findings = verify(bundle.seal());
        assertThat(keys(findings, Finding.Level.BROKEN)).containsExactly("entry.missing");
        assertThat(keys(verify(bundle.seal("letter")), Finding.Level.OPEN)).isEmpty();
    }

    @Test
    void saysHowManyNumbersOfOthersTheWholeLogHas() throws IOException {
        var log = TestLog.ofAgency();
        for (int i = 0; i < 2; i++) {
            log.elsewhere("register.entered");
        }
        log.elsewhere("letter.read");
        var bundle = TestBundle.withLog(log);
        bundle.exhibits.subList(12, 15).clear();
        var findings = verify(bundle.seal());
        assertThat(keys(findings, Finding.Level.BROKEN)).isEmpty();
        says(findings, "log.unshown", 2);
    }

    /// Some of the blocks of a text.
    private static String text(String text, int from, int to) {
        return String.join("\n\n", List.of(text.split("\n\n")).subList(from, to)) + '\n';
    }

    @Test
    void saysWhichLogWentBeforeThisOne() throws IOException {
        var log = TestLog.empty();
        log.log("log.reopened", "log old.example 700", Entry.DONE, Fields.none());
        for (int i = 1; i < 8; i++) {
            log.line("register.entered", i, "USED", "");
        }
        for (var bundle : List.of(TestBundle.withLog(log), TestBundle.withProofs(log))) {
            says(verify(bundle.seal()), "log.reopened", "log old.example 700");
        }
    }

    @Test
    void whatALogHasOfTheOneBeforeItIsOfOlderTimes() throws IOException {
        var log = TestLog.empty();
        var later = TestLog.START.plusSeconds(100_000);
        log.log(later, "log.reopened", "log old.example 700", Entry.DONE, Fields.none());
        for (int i = 1; i < 8; i++) {
            log.line("register.entered", i, "USED", "");
        }
        assertThat(keys(verify(TestBundle.withLog(log).seal()), Finding.Level.BROKEN))
                .doesNotContain("log.backdated");

        log.log(later, "log.reopened", "log old.example 700", Entry.DONE, Fields.none());
        log.line("register.entered", 8, "USED", "");
        assertThat(keys(verify(TestBundle.withLog(log).seal()), Finding.Level.BROKEN))
                .as("only its first entry opens a log again")
                .contains("log.backdated");
    }

    @Test
    void believesNoWitnessOfAnotherKeyOrLog() throws IOException {
        var bundle = TestBundle.withProofs(TestLog.ofAgency());
        var other = new Checkpoint("other.example/log", 5, Hash.sha256("other"));
        bundle.put("witnesses/a.note", TestLog.ofAnotherKey().witness(5).toString());
        bundle.put("witnesses/b.note", bundle.log.sign(other.text()).toString());
        bundle.put("witnesses/c.note", bundle.log.witness(3).toString());
        bundle.put("witnesses/readme", "no note");
        var findings = verify(bundle.seal());
        assertThat(keys(findings, Finding.Level.BROKEN)).isEmpty();
        says(findings, "witness.unsigned", TestLog.ORIGIN);
        says(findings, "witness.other-log", "other.example/log");
        says(findings, "witness.unproven", 3);
        assertThat(findings)
                .filteredOn(found -> found.key().equals("witness.agrees"))
                .extracting(Finding::values)
                .containsExactly(List.of(Integer.toString(TestBundle.SEEN)));
    }

    @Test
    void usesTheBundlesProofForTheReadersWitness() throws IOException {
        var bundle = TestBundle.withProofs(TestLog.ofAgency());
        var seen = bundle.log.witness(TestBundle.SEEN);
        bundle.files.remove("witnesses/" + TestBundle.SEEN + ".note");
        var findings = verify(bundle.seal(), seen, bundle.log.witness(3), bundle.log.witness(12));
        assertThat(keys(findings, Finding.Level.OPEN)).containsExactly("witness.unproven");
        says(findings, "witness.agrees", TestBundle.SEEN);
        says(findings, "witness.agrees", 12);
    }

    @Test
    void takesNoNonsenseForAReadersWitness() throws IOException {
        var nonsense = TestLog.ofAgency().sign("hello\n");
        var root = TestBundle.withProofs(TestLog.ofAgency()).seal().write(folder);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Verifier.verify(root, Optional.empty(), List.of(nonsense)));
    }

    // ---- the history itself ----

    @Test
    void doesNotCallTheWorkOfAMinuteBackDated() throws IOException {
        var log = TestLog.ofAgency();
        var last = TestLog.START.plusSeconds(110);
        log.log(last.minusSeconds(300), "a.b", Entry.NONE, Entry.DONE, Fields.none());
        assertThat(keys(verify(TestBundle.withLog(log).seal()), Finding.Level.BROKEN)).isEmpty();
        log.log(last.minusMillis(300_001), "a.b", Entry.NONE, Entry.DONE, Fields.none());
        says(
                verify(TestBundle.withLog(log).seal()),
                "log.backdated",
                13,
                last.minusMillis(300_001),
                last);
    }

    @Test
    void countsNoRefusedActAndNoReadingAsANumber() throws IOException {
        var log = TestLog.ofAgency();
        var line = log.record("line 2");
        log.log("register.entered", Entry.NONE, "refused P3", line.with("reason", "x"));
        log.log("register.read", Entry.NONE, Entry.DONE, line);
        assertThat(keys(verify(TestBundle.withLog(log).seal()), Finding.Level.BROKEN)).isEmpty();
    }

    /// A letter's bundle has some lines of a register, and no gap between them is missed.
    @Test
    void wantsWholeRegistersOnlyOfRegisters() throws IOException {
        var bundle = TestBundle.withProofs(TestLog.ofAgency());
        bundle.edit(TestBundle.LINES, text -> text(text, 0, 1) + "\n" + text(text, 4, 5));
        var keys = keys(verify(bundle.seal("letter")), Finding.Level.BROKEN);
        assertThat(keys).isEmpty();
    }

    // ---- tampering ----

    private enum Which {
        PROOFS,
        LOG,
        BOTH
    }

    /// @param before what is done to the log before the bundle is made
    /// @param within what is done to the bundle's content before it is sealed
    /// @param after what is done to the sealed bundle
    /// @param named what the verifier says is broken, and nothing else
    private record Tampering(
            String name,
            Which which,
            Consumer<TestLog> before,
            Consumer<TestBundle> within,
            Consumer<TestBundle> after,
            Set<String> named) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Tampering logged(String name, Consumer<TestLog> before, String... named) {
        return new Tampering(name, Which.BOTH, before, _ -> {}, _ -> {}, Set.of(named));
    }

    private static Tampering stored(String name, Consumer<TestBundle> within, String... named) {
        return stored(Which.BOTH, name, within, named);
    }

    private static Tampering stored(
            Which which, String name, Consumer<TestBundle> within, String... named) {
        return new Tampering(name, which, _ -> {}, within, _ -> {}, Set.of(named));
    }

    private static Tampering sealed(String name, Consumer<TestBundle> after, String... named) {
        return new Tampering(name, Which.BOTH, _ -> {}, _ -> {}, after, Set.of(named));
    }

    private static void swap(TestBundle bundle, int one, int other) {
        var first = bundle.exhibits.get(one);
        var second = bundle.exhibits.get(other);
        bundle.exhibits.set(one, new Exhibit(first.leaf(), second.statement(), one, first.path()));
        bundle.exhibits.set(
                other, new Exhibit(second.leaf(), first.statement(), other, second.path()));
    }

    private static void replace(TestBundle bundle, int index, UnaryOperator<String> change) {
        var text = bundle.exhibits.get(index).toString();
        if (change.apply(text).equals(text)) {
            throw new IllegalArgumentException("nothing changed in " + text);
        }
        bundle.exhibits.set(index, Exhibit.parse(change.apply(text)));
    }

    private static void exhibits(TestBundle bundle, UnaryOperator<String> change) {
        bundle.put(TestBundle.EXHIBITS, Exhibit.file(bundle.exhibits));
        bundle.edit(TestBundle.EXHIBITS, change);
    }

    static Stream<Tampering> inTheDatabase() {
        return Stream.of(
                stored(
                        "a subject edited",
                        b -> b.edit(TestBundle.LINES, "เรื่องที่สอง", "เรื่องอื่น"),
                        "record.changed"),
                stored(
                        "the subject of a letter set back",
                        b -> b.edit(TestBundle.LETTERS, "ขอเชิญประชุม", "ขอเชิญ"),
                        "record.changed"),
                stored(
                        "a line deleted",
                        b ->
                                b.edit(
                                        TestBundle.LINES,
                                        text -> text(text, 0, 1) + "\n" + text(text, 2, 6)),
                        "record.missing",
                        "number.gap"),
                stored(
                        "the last line deleted",
                        b -> b.edit(TestBundle.LINES, text -> text(text, 0, 5)),
                        "record.missing"),
                stored(
                        "a line inserted",
                        b ->
                                b.edit(
                                        TestBundle.LINES,
                                        text ->
                                                text
                                                        + "\n"
                                                        + text(text, 5, 6)
                                                                .replace("number 6", "number 7")),
                        "record.unknown"),
                stored(
                        "a line inserted two thousand million numbers on",
                        b ->
                                b.edit(
                                        TestBundle.LINES,
                                        text ->
                                                text
                                                        + "\n"
                                                        + text(text, 5, 6)
                                                                .replace(
                                                                        "number 6",
                                                                        "number 2147483647")),
                        "record.unknown",
                        "number.gap"),
                stored(
                        "a letter inserted",
                        b ->
                                b.edit(
                                        TestBundle.LETTERS,
                                        text -> text + "\n" + text.replace("1e77", "0000")),
                        "record.unknown"),
                stored(
                        "two lines swapped",
                        b ->
                                b.edit(
                                        TestBundle.LINES,
                                        text ->
                                                text.replace("number 1", "number x")
                                                        .replace("number 2", "number 1")
                                                        .replace("number x", "number 2")),
                        "record.changed"),
                stored(
                        "a number given to two lines",
                        b -> b.edit(TestBundle.LINES, text -> text + "\n" + text(text, 5, 6)),
                        "record.twice"),
                stored(
                        "a cancelled number used",
                        b -> b.edit(TestBundle.LINES, "CANCELLED", "USED"),
                        "record.changed"),
                stored(
                        "the log's sequence rolled back: a number given again",
                        b ->
                                b.edit(
                                        TestBundle.LINES,
                                        text ->
                                                text.replace(
                                                        "number 6\nkind USED\nsubject เรื่องที่หก",
                                                        "number 6\nkind USED\nsubject อีกเรื่อง")),
                        "record.changed"),
                stored(
                        "a line with a number that is none",
                        b -> b.edit(TestBundle.LINES, "number 6", "number six"),
                        "bundle.nonsense"),
                stored(
                        "a record that is none",
                        b -> b.put(TestBundle.LETTERS, "subject x\n"),
                        "bundle.nonsense"),
                stored(
                        "records that are no fields",
                        b -> b.put(TestBundle.LETTERS, "\u0000"),
                        "bundle.nonsense"),
                stored(
                        "records of an empty line",
                        b -> b.put(TestBundle.LETTERS, "\n"),
                        "bundle.nonsense"));
    }

    static Stream<Tampering> inTheFiles() {
        return Stream.of(
                stored(
                        "a stored file replaced",
                        b -> b.put(TestBundle.MAIL, "another mail"),
                        "stored.changed"),
                stored(
                        "a stored file added",
                        b -> b.put("files/" + Hash.sha256("x") + ".pdf", "x"),
                        "stored.unknown"),
                stored(
                        "a stored file under another's name",
                        b -> b.files.put(TestBundle.PDF, TestLog.MAIL),
                        "stored.changed"),
                stored("a file without a name", b -> b.put("files/.pdf", "x"), "stored.unknown"));
    }

    static Stream<Tampering> inTheEvidence() {
        return Stream.of(
                stored(
                        "a statement edited",
                        b -> replace(b, 8, text -> text.replace("ขอเชิญประชุม", "ขอเชิญ")),
                        "entry.statement",
                        "record.changed"),
                stored(
                        "statement and record edited alike",
                        b -> {
                            replace(b, 2, text -> text.replace("เรื่องที่สอง", "เรื่องอื่น"));
                            b.edit(TestBundle.LINES, "เรื่องที่สอง", "เรื่องอื่น");
                        },
                        "entry.statement",
                        "record.unknown"),
                stored(
                        "two statements swapped",
                        b -> swap(b, 1, 2),
                        "entry.statement",
                        "record.unknown"),
                stored(
                        "a salt changed",
                        b -> replace(b, 9, text -> text.replaceFirst("salt ..", "salt 00")),
                        "entry.statement"),
                stored(
                        "who did it edited",
                        b -> replace(b, 9, text -> text.replace("account account", "account me")),
                        "entry.not-in-log"),
                stored(
                        "a refusal made an act",
                        b -> replace(b, 4, text -> text.replace("refused C4", "done")),
                        "entry.not-in-log"),
                stored(
                        "an entry back-dated",
                        b -> replace(b, 9, text -> text.replace("01:01:30Z", "00:01:30Z")),
                        "entry.not-in-log"),
                stored(
                        "an index changed",
                        b -> {
                            b.exhibits.remove(4);
                            replace(b, 8, text -> text.replace("index 9", "index 4"));
                        },
                        "entry.not-in-log"),
                stored(
                        "an index beyond the log",
                        b -> replace(b, 9, text -> text.replace("index 9", "index 4294967305")),
                        "entry.not-in-log"),
                stored(
                        "an entry made up",
                        b ->
                                b.exhibits.add(
                                        new Exhibit(
                                                b.exhibits.getFirst().leaf(),
                                                Optional.empty(),
                                                12,
                                                List.of())),
                        "entry.not-in-log"),
                stored("an entry twice", b -> b.exhibits.add(b.exhibits.get(2)), "entry.twice"),
                stored(
                        Which.PROOFS,
                        "an entry left out",
                        b -> b.exhibits.remove(2),
                        "record.unknown"),
                stored(
                        Which.LOG,
                        "an entry left out",
                        b -> b.exhibits.remove(2),
                        "record.unknown",
                        "entry.missing"),
                stored(
                        "a proof too long",
                        b ->
                                b.exhibits.set(
                                        9,
                                        new Exhibit(
                                                b.exhibits.get(9).leaf(),
                                                Optional.empty(),
                                                9,
                                                List.of(Hash.sha256("x"), Hash.sha256("y")))),
                        "entry.not-in-log"),
                stored(
                        "a negative index",
                        b -> exhibits(b, text -> text.replace("index 9", "index -9")),
                        "bundle.nonsense"),
                stored(
                        "lines that end as on another system",
                        b -> exhibits(b, text -> text.replace("\n", "\r\n")),
                        "bundle.nonsense"),
                stored(
                        "entries that are not UTF-8",
                        b -> b.files.put(TestBundle.EXHIBITS, new byte[] {(byte) 0xff, '\n'}),
                        "bundle.nonsense"),
                stored(
                        Which.PROOFS,
                        "a proof of another entry",
                        b ->
                                b.exhibits.set(
                                        9,
                                        new Exhibit(
                                                b.exhibits.get(9).leaf(),
                                                b.exhibits.get(9).statement(),
                                                9,
                                                b.exhibits.get(8).path())),
                        "entry.not-in-log"),
                stored(
                        Which.PROOFS,
                        "a log that is not whole",
                        b -> {
                            b.put("log/tile/entries/000.p/12", "nothing of the kind");
                            b.exhibits.set(9, b.log.exhibit(9, false));
                        },
                        "entry.not-in-log"));
    }

    static Stream<Tampering> inTheLog() {
        return Stream.of(
                stored(
                        Which.LOG,
                        "a tile of hashes changed",
                        b -> b.bytes("log/tile/0/000.p/12")[7]++,
                        "log.tile"),
                stored(
                        Which.LOG,
                        "a tile of entries gone",
                        b -> b.files.remove("log/tile/entries/000.p/12"),
                        "log.damaged",
                        "entry.not-in-log",
                        "record.unknown",
                        "stored.unknown"),
                stored(
                        Which.LOG,
                        "a tile that ends within an entry",
                        b -> b.put("log/tile/entries/000.p/12", "0"),
                        "log.damaged",
                        "entry.not-in-log",
                        "record.unknown",
                        "stored.unknown"),
                stored(
                        Which.LOG,
                        "two entries of the log swapped",
                        b -> {
                            var entries = new java.util.ArrayList<>(b.log.leaves());
                            java.util.Collections.swap(entries, 4, 5);
                            b.files.put("log/tile/entries/000.p/12", Tile.ofEntries(entries));
                        },
                        "log.root.other",
                        "entry.not-in-log",
                        "record.unknown",
                        "stored.unknown"),
                stored(
                        Which.LOG,
                        "the end of the log dropped, the checkpoint left",
                        b -> {
                            var entries = b.log.leaves().subList(0, 11);
                            b.files.put("log/tile/entries/000.p/12", Tile.ofEntries(entries));
                        },
                        "log.damaged",
                        "entry.not-in-log",
                        "record.unknown",
                        "stored.unknown"),
                stored(
                        Which.LOG,
                        "a checkpoint that claims a log of a million million entries",
                        b -> {
                            var root = b.log.checkpoint().root();
                            var huge = new Checkpoint(TestLog.ORIGIN, 1_000_000_000_000L, root);
                            b.put("checkpoint", b.log.sign(huge.text()).toString());
                        },
                        "log.damaged",
                        "entry.not-in-log",
                        "record.unknown",
                        "stored.unknown",
                        "witness.contradicts"),
                stored(
                        "a checkpoint of another log",
                        b -> {
                            var root = b.log.checkpoint().root();
                            var other = new Checkpoint("other.example/log", 12, root);
                            b.put("checkpoint", b.log.sign(other.text()).toString());
                        },
                        "checkpoint.other-log"),
                stored(
                        "a checkpoint by another key",
                        b -> b.put("checkpoint", TestLog.ofAnotherKey().witness(12).toString()),
                        "signature.bad"),
                stored(
                        "a checkpoint that is none",
                        b -> b.put("checkpoint", b.log.sign("hello\n").toString()),
                        "bundle.nonsense"));
    }

    static Stream<Tampering> byTheKeysHolder() {
        return Stream.of(
                logged(
                        "a number given twice",
                        log -> log.line("register.entered", 6, "USED", "เรื่องที่หก"),
                        "number.double"),
                logged(
                        "a number left out",
                        log -> log.line("register.entered", 8, "USED", "เรื่องที่แปด"),
                        "number.gap"),
                logged(
                        "an entry back-dated",
                        log ->
                                log.log(
                                        TestLog.START.minusSeconds(86_400),
                                        "letter.sent",
                                        TestLog.LETTER,
                                        Entry.DONE,
                                        Fields.none()),
                        "log.backdated"),
                logged(
                        "an entry of the first and of the last moment",
                        log -> {
                            for (var at : List.of(java.time.Instant.MAX, java.time.Instant.MIN)) {
                                log.log(at, "a.b", Entry.NONE, Entry.DONE, Fields.none());
                            }
                        },
                        "log.backdated"),
                logged(
                        "an entry in the log twice",
                        log -> {
                            var again = log.exhibit(9, false);
                            log.add(again.leaf(), again.statement().orElseThrow());
                        },
                        "log.entry.twice"),
                logged(
                        "an entry that is none",
                        log ->
                                log.add(
                                        "nothing that can be read\n",
                                        new Statement(new byte[16], Fields.none())),
                        "log.entry.nonsense"),
                logged(
                        "a time that is none",
                        log -> {
                            var leaf = log.exhibit(9, false).leaf();
                            log.add(
                                    leaf.replace("2026-03-02T", "2026-99-99T"),
                                    new Statement(new byte[16], Fields.none()));
                        },
                        "log.entry.nonsense"));
    }

    static Stream<Tampering> inTheBundle() {
        var other = TestBundle.withProofs(TestLog.ofAnotherKey()).seal();
        return Stream.of(
                sealed("a file added", b -> b.put("readme.txt", "hello"), "file.foreign"),
                sealed("a file deleted", b -> b.files.remove(TestBundle.INDEX), "file.missing"),
                sealed(
                        "a page edited",
                        b -> b.edit(TestBundle.INDEX, "<title>", "<title>!"),
                        "file.changed"),
                sealed(
                        "a page put elsewhere",
                        b -> b.files.put("index.htm", b.files.remove(TestBundle.INDEX)),
                        "file.missing",
                        "file.foreign"),
                sealed("no manifest", b -> b.files.remove("manifest"), "bundle.lacks"),
                sealed("no key", b -> b.files.remove("key"), "bundle.lacks"),
                sealed("no checkpoint", b -> b.files.remove("checkpoint"), "bundle.lacks"),
                sealed(
                        "the list of files edited",
                        b -> b.edit("manifest", "index.html", "index.htm"),
                        "signature.bad"),
                sealed(
                        "a line of the list doubled",
                        b -> b.edit("manifest", text -> text.replaceFirst("(file .*\n)", "$1$1")),
                        "signature.bad"),
                sealed(
                        "another's list",
                        b -> b.files.put("manifest", other.files.get("manifest")),
                        "signature.bad"),
                sealed(
                        "another's key",
                        b -> b.files.put("key", other.files.get("key")),
                        "key.other",
                        "signature.bad"),
                sealed(
                        "a forged bundle of another key",
                        b -> {
                            b.files.clear();
                            b.files.putAll(other.files);
                        },
                        "key.other"),
                sealed("a key of two lines", b -> b.put("key", "a\nb\n"), "bundle.nonsense"),
                sealed(
                        "a key without the end of its line",
                        b -> b.edit("key", text -> text.strip()),
                        "bundle.nonsense"),
                sealed("a key that is none", b -> b.put("key", "a+b+c\n"), "bundle.nonsense"),
                sealed("a manifest of nothing", b -> b.put("manifest", ""), "bundle.nonsense"),
                sealed(
                        "a manifest that is none",
                        b -> b.put("manifest", b.log.sign("hello\n").toString()),
                        "bundle.nonsense"),
                sealed(
                        "a manifest with a path out of the bundle",
                        b -> {
                            var note = SignedNote.parse(b.text("manifest")).text();
                            var path = note.replace(" index.html", " ../index.html");
                            b.put("manifest", b.log.sign(path).toString());
                        },
                        "bundle.nonsense"),
                sealed(
                        "a kind that nobody knows",
                        b -> {
                            var note = SignedNote.parse(b.text("manifest")).text();
                            var kind = note.replaceFirst("kind .*", "kind register2");
                            b.put("manifest", b.log.sign(kind).toString());
                        },
                        "bundle.nonsense"));
    }

    @ParameterizedTest
    @MethodSource({
        "inTheDatabase",
        "inTheFiles",
        "inTheEvidence",
        "inTheLog",
        "byTheKeysHolder",
        "inTheBundle"
    })
    void namesTampering(Tampering tampering) throws IOException {
        if (tampering.which() != Which.LOG) {
            check(tampering, TestBundle::withProofs, "proofs");
        }
        if (tampering.which() != Which.PROOFS) {
            check(tampering, TestBundle::withLog, "log");
        }
    }

    private void check(
            Tampering tampering,
            java.util.function.Function<TestLog, TestBundle> make,
            String where)
            throws IOException {
        var log = TestLog.ofAgency();
        tampering.before().accept(log);
        var bundle = make.apply(log);
        tampering.within().accept(bundle);
        bundle.seal();
        tampering.after().accept(bundle);
        var root = bundle.write(Files.createDirectory(folder.resolve(where)));
        var findings = Verifier.verify(root, Optional.of(log.key()), List.of());
        assertThat(keys(findings, Finding.Level.BROKEN))
                .as("%s, %s: %s", tampering, where, findings)
                .isEqualTo(tampering.named());
    }

    @Test
    void namesLinesAsTheRegisterDoes() throws IOException {
        var bundle = TestBundle.withProofs(TestLog.ofAgency());
        bundle.edit(
                TestBundle.LINES,
                text ->
                        (text(text, 0, 1) + "\n" + text(text, 2, 6))
                                .replace("number 6", "number 9")
                                .replace("เรื่องที่หนึ่ง", "อื่น"));
        var findings = verify(bundle.seal());
        says(findings, "number.gap", "ทะเบียนรับ", 2026, 2);
        says(findings, "number.gap", "ทะเบียนรับ", 2026, "6–8");
        says(findings, "record.unknown", "ทะเบียนรับ 9/2026");
        says(findings, "record.changed", "ทะเบียนรับ 1/2026", "subject", "เรื่องที่หนึ่ง", "อื่น");
    }

    @Test
    void readsALogThatEndsWithAFullTile() throws IOException {
        var log = TestLog.ofAgency();
        for (int i = 7; log.size() < 512; i++) {
            log.line("register.entered", i, "USED", "");
        }
        var findings = verify(TestBundle.withLog(log).seal());
        assertThat(keys(findings, Finding.Level.BROKEN)).isEmpty();
    }

    @Test
    void looksAtTheHashesOfEachHeight() throws IOException {
        var log = TestLog.ofAgency();
        for (int i = 7; i <= 600; i++) {
            log.line("register.entered", i, "USED", "");
        }
        for (var path : List.of("log/tile/0/001", "log/tile/1/000.p/2")) {
            var bundle = TestBundle.withLog(log);
            bundle.bytes(path)[3]++;
            says(verify(bundle.seal()), "log.tile", path);
        }
    }

    // ---- witnesses ----

    @Test
    void namesALogWhoseEndWasDropped() throws IOException {
        var seen = TestLog.ofAgency().witness(12);
        var log = TestLog.ofAgency();
        log.cut(2);
        log.records().remove("line 5");
        log.records().remove("line 6");
        for (var bundle : List.of(TestBundle.withLog(log), TestBundle.withProofs(log))) {
            var findings = verify(bundle.seal(), seen);
            assertThat(keys(findings, Finding.Level.BROKEN)).containsExactly("witness.more");
            says(findings, "witness.more", 12, 10);
        }
    }

    /// One log for one witness, another for the other: each is good by itself.
    @Test
    void namesTwoLogsForTwoWitnesses() throws IOException {
        var one = TestLog.ofAgency();
        one.line("register.entered", 7, "USED", "สำหรับคนหนึ่ง");
        var two = TestLog.ofAgency();
        two.line("register.entered", 7, "USED", "สำหรับอีกคน");
        assertThat(
                        keys(
                                verify(TestBundle.withLog(one).seal(), one.witness(13)),
                                Finding.Level.BROKEN))
                .isEmpty();
        var whole = verify(TestBundle.withLog(one).seal(), two.witness(13));
        assertThat(keys(whole, Finding.Level.BROKEN)).containsExactly("witness.contradicts");
        says(whole, "witness.contradicts", 13);
        one.line("register.entered", 8, "USED", "แล้วต่อไป");
        for (var bundle : List.of(TestBundle.withLog(one), TestBundle.withProofs(one))) {
            bundle.put("witnesses/13.proof", bundle.proof(13));
            var findings = verify(bundle.seal(), two.witness(13));
            assertThat(keys(findings, Finding.Level.BROKEN)).containsExactly("witness.contradicts");
        }
    }

    @Test
    void namesAProofOfContinuityThatIsNone() throws IOException {
        var bundle = TestBundle.withProofs(TestLog.ofAgency());
        bundle.put("witnesses/7.proof", bundle.proof(6));
        assertThat(keys(verify(bundle.seal()), Finding.Level.BROKEN))
                .containsExactly("witness.contradicts");
        bundle.put("witnesses/7.proof", "x\n");
        assertThat(keys(verify(bundle.seal()), Finding.Level.BROKEN))
                .containsExactly("bundle.nonsense");
        bundle.put("witnesses/7.proof", bundle.proof(7));
        bundle.put("witnesses/7.note", "x\n");
        assertThat(keys(verify(bundle.seal()), Finding.Level.BROKEN))
                .containsExactly("bundle.nonsense");
    }

    // ---- folders ----

    @Test
    void followsNoLinks() throws IOException {
        var outside = Files.writeString(Files.createTempFile("outside", ""), "x");
        var root = TestBundle.withLog(TestLog.ofAgency()).seal().write(folder);
        Files.delete(root.resolve("index.html"));
        Files.createSymbolicLink(root.resolve("index.html"), outside);
        var findings = Verifier.verify(root, Optional.empty(), List.of());
        assertThat(findings).containsExactly(Finding.broken("file.ambiguous", "index.html"));
        Files.delete(root.resolve("index.html"));
        Files.createSymbolicLink(root.resolve("more"), outside.getParent());
        assertThat(Verifier.verify(root, Optional.empty(), List.of()))
                .containsExactly(Finding.broken("file.ambiguous", "more"));
        Files.delete(outside);
    }

    @Test
    void readsAFolderThroughALink(@TempDir Path elsewhere) throws IOException {
        var root = TestBundle.withLog(TestLog.ofAgency()).seal().write(folder);
        var link = Files.createSymbolicLink(elsewhere.resolve("latest"), root);
        assertThat(keys(Verifier.verify(link, Optional.empty(), List.of()), Finding.Level.BROKEN))
                .isEmpty();
    }

    /// On a system where `\` is a sign like any other it hides no file behind another's name.
    @Test
    void mistakesNoSignForAFolder() throws IOException {
        var root = TestBundle.withLog(TestLog.ofAgency()).seal().write(folder);
        Files.writeString(root.resolve("log\\whole"), "x");
        var findings = Verifier.verify(root, Optional.empty(), List.of());
        says(findings, "file.foreign", "log\\whole");
    }
}
