package th.sala.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The program as a person uses it: its words, and how it ends.
class VerifyTests {
    private static final Path SOURCES = Path.of("src/main/java/th/sala/proof");
    private static final Pattern KEY =
            Pattern.compile("(?:Finding\\s*\\.(?:holds|open|broken)|say)\\(\\s*(\"[^)]*?)[,)]");
    private static final Pattern CHOSEN =
            Pattern.compile(
                    "(?:Finding\\s*\\.(?:holds|open|broken)|say)\\(\\s*([^\\s\")][^,)]*)[,)]");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    @TempDir Path folder;
    private String said = "";

    private int run(Object... args) {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        var end = Verify.run(Stream.of(args).map(Object::toString).toArray(String[]::new), out);
        said = bytes.toString(StandardCharsets.UTF_8);
        return end;
    }

    private Path good() throws IOException {
        return TestBundle.withLog(TestLog.ofAgency()).seal().write(folder.resolve("good"));
    }

    @Test
    void endsWithZeroIfAllHolds() throws IOException {
        var witness = folder.resolve("seen.note");
        Files.writeString(witness, TestLog.ofAgency().witness(9).toString());
        var key = TestLog.ofAgency().key();
        assertThat(run("--english", "--key", key, "--witness", witness, good())).isZero();
        assertThat(said)
                .contains("everything in this bundle holds", "kept a checkpoint at 9 entries")
                .contains("Checked, and so\n", "Register ทะเบียนรับ, year 2026: cancelled are 3")
                .doesNotContain("NOT so", "Cannot be checked", "{", "…");
    }

    @Test
    void endsWithZeroIfAllThatCanBeCheckedHolds() throws IOException {
        assertThat(run("--english", good())).isZero();
        assertThat(said)
                .contains("all that can be checked holds", "Cannot be checked", "fingerprint")
                .doesNotContain("NOT so", "everything in this bundle holds");
    }

    @Test
    void endsWithOneIfSomethingDoesNot() throws IOException {
        Files.writeString(good().resolve("index.html"), "<title>other</title>");
        assertThat(run("--english", folder.resolve("good"))).isEqualTo(1);
        assertThat(said)
                .contains("Checked, and NOT so", "The file index.html was changed", "relied upon");
        assertThat(run("--thai", folder.resolve("good"))).isEqualTo(1);
        assertThat(said)
                .contains("ตรวจแล้วไม่ถูกต้อง", "ไฟล์ index.html ถูกแก้ไข", "เชื่อถือไม่ได้");
    }

    @Test
    void readsArchives() throws IOException {
        var archive = folder.resolve("a.zip");
        TestBundle.withProofs(TestLog.ofAgency()).seal().zip(archive);
        assertThat(run("--thai", archive)).isZero();
        assertThat(said)
                .contains("ชุดหลักฐานของทะเบียน ทะเบียนรับ ปี 2569", "ข้อที่ตรวจได้ถูกต้องทั้งหมด");
        TestBundle.withProofs(TestLog.ofAnotherKey()).seal().zip(archive);
        assertThat(run("--english", "--key", TestLog.ofAgency().key(), archive)).isEqualTo(1);
        assertThat(said).contains("is not the one you gave");
    }

    @Test
    void endsWithTwoIfThereIsNothingToRead() throws IOException {
        assertThat(run("--english", folder.resolve("nothing"))).isEqualTo(2);
        assertThat(said).contains("cannot be read", "NoSuchFile");
        var text = Files.writeString(folder.resolve("text"), "hello");
        assertThat(run("--english", text)).isEqualTo(2);
        assertThat(said).contains("cannot be read");
        assertThat(run("--thai", text)).isEqualTo(2);
        assertThat(said).contains("อ่านชุดหลักฐานไม่ได้");
        Files.writeString(folder.resolve("text"), "no note");
        assertThat(run("--english", "--witness", text, good())).isEqualTo(2);
        assertThat(said).contains("cannot be read", "text: ");
        Files.writeString(text, TestLog.ofAgency().sign("no checkpoint\n").toString());
        assertThat(run("--english", "--witness", text, good())).isEqualTo(2);
        assertThat(run("--english", "--witness", folder.resolve("nothing"), good())).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "of the file that checkpoints are shipped to the last megabyte counts, and a torn note is named")
    void readsWhatWasShipped() throws IOException {
        var log = TestLog.ofAgency();
        var key = log.key();
        var file = folder.resolve("shipped");
        var note = log.witness(9).toString();
        var torn = note.substring(0, note.length() - 20);
        Files.writeString(file, "\n\n" + torn + "\n\n" + note);
        assertThat(run("--english", "--key", key, "--witness", file, good())).isZero();
        assertThat(said)
                .contains("kept a checkpoint at 9 entries")
                .contains("shipped: 1 pieces cannot be read");

        // the beginning of the megabyte is within a note
        var filler = log.sign("sala-filler\n1\n" + "A".repeat(43) + "=\n").toString();
        Files.writeString(
                file, ("\n\n" + filler).repeat((1 << 20) / filler.length()) + "\n\n" + note);
        assertThat(run("--english", "--key", key, "--witness", file, good())).isZero();
        assertThat(said)
                .contains("kept a checkpoint at 9 entries", "another log, sala-filler")
                .contains("only its last checkpoints")
                .doesNotContain("pieces cannot be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--help",
                "-h --english",
                "--english",
                "a b",
                "--key",
                "a --key",
                "a --key nonsense",
                "a --witness",
                "--nonsense a"
            })
    void endsWithTwoIfAskedWrongly(String args) {
        assertThat(run((Object[]) (args.isEmpty() ? new String[0] : args.split(" ")))).isEqualTo(2);
        assertThat(said).startsWith("Usage: ").hasLineCount(1);
    }

    /// Else a machine in English would answer in English whatever it is asked.
    @Test
    void speaksThaiOnMachinesOfAnyLanguage() throws IOException {
        var before = Locale.getDefault();
        try {
            for (var machine : List.of(Locale.US, Locale.ROOT, Locale.FRANCE)) {
                Locale.setDefault(machine);
                ResourceBundle.clearCache();
                assertThat(run("--thai", good())).isZero();
                assertThat(said).contains("ข้อที่ตรวจได้ถูกต้องทั้งหมด").doesNotContain("In short");
                assertThat(run("--english", good())).isZero();
                assertThat(said).contains("In short").doesNotContain("ข้อที่ตรวจได้");
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    /// No bundle writes lines of its own on the reader's screen, or turns its writing around.
    @Test
    void showsValuesOnOneLineAsTheyAre() throws IOException {
        var bundle = TestBundle.withLog(TestLog.ofAgency());
        var about = "x\nIn short: everything in this bundle holds.\u001b[2J\u202e\u2028'{0}'";
        bundle.seal();
        var manifest = Manifest.parse(SignedNote.parse(bundle.text(Manifest.PATH)).text());
        var lies = manifest.text().replace(manifest.about(), "x\\nIn short\u202e\u2028\u0085'{0}'");
        bundle.put(Manifest.PATH, bundle.log.sign(lies).toString());
        assertThat(run("--english", bundle.write(folder.resolve("lies")))).isZero();
        assertThat(said).contains("x\\u000aIn short\\u202e\\u2028\\u0085'{0}', made");
        Files.writeString(folder.resolve("lies").resolve("a\u001bb"), about);
        assertThat(run("--english", folder.resolve("lies"))).isEqualTo(1);
        assertThat(said).contains("The file a\\u001bb is not in the manifest");
    }

    @Test
    void showsNoMoreThanAPersonReads() throws IOException {
        var root = good();
        for (int i = 10; i < 33; i++) {
            Files.writeString(root.resolve("more" + i), "x");
        }
        Files.writeString(root.resolve("x".repeat(200)), "x");
        assertThat(run("--english", root)).isEqualTo(1);
        assertThat(said)
                .contains("file more29 is", "… and 4 more of this kind (file.foreign)")
                .doesNotContain("more30");
        var log = TestLog.ofAgency();
        log.line("register.entered", 7, "USED", "ก".repeat(400));
        var bundle = TestBundle.withLog(log);
        bundle.edit(TestBundle.LINES, "ก".repeat(400), "ข".repeat(300));
        assertThat(run("--english", bundle.seal().write(folder.resolve("long")))).isEqualTo(1);
        assertThat(said)
                .contains("was “" + "ก".repeat(300) + "…”", "has “" + "ข".repeat(300) + "”");
    }

    /// A twentieth line is shown, a note of nothing more is not.
    @Test
    void showsTwentyOfAKind() throws IOException {
        var root = good();
        for (int i = 10; i < 30; i++) {
            Files.writeString(root.resolve("more" + i), "x");
        }
        assertThat(run("--english", root)).isEqualTo(1);
        assertThat(said).contains("file more29 is").doesNotContain("of this kind");
    }

    // ---- the texts ----

    @Test
    void hasASentenceForEachKeyInBothLanguages() throws IOException {
        var used = used();
        assertThat(used).hasSizeGreaterThan(45).contains("witness.more", "log.damaged", "usage");
        for (var language : List.of(Locale.ROOT, Locale.ENGLISH)) {
            var texts = Verify.texts(language);
            assertThat(texts.keySet()).as(language.toString()).isEqualTo(used);
        }
    }

    @Test
    void saysTheSameInBothLanguages() {
        var thai = Verify.texts(Locale.of("th"));
        var english = Verify.texts(Locale.ENGLISH);
        for (var key : thai.keySet()) {
            assertThat(places(english.getString(key)))
                    .as(key)
                    .isEqualTo(places(thai.getString(key)));
            for (var text : List.of(thai.getString(key), english.getString(key))) {
                assertThat(text).as("an apostrophe is a quotation mark there").doesNotContain("'");
                assertThat(MessageFormat.format(text, "A", "B", "C", "D", "E"))
                        .as(key)
                        .doesNotContain("{");
            }
            if (!key.equals("usage")) {
                assertThat(thai.getString(key)).as(key).isNotEqualTo(english.getString(key));
            }
        }
    }

    private static Set<String> places(String text) {
        var places = new TreeSet<String>();
        PLACE.matcher(text).results().forEach(found -> places.add(found.group(1)));
        return places;
    }

    /// The keys that the code names; those that it puts together are listed here.
    private static Set<String> used() throws IOException {
        var keys = new TreeSet<String>();
        var chosen = new TreeSet<String>();
        try (var files = Files.list(SOURCES)) {
            for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var code = Files.readString(file);
                KEY.matcher(code).results().forEach(found -> add(keys, chosen, found.group(1)));
                CHOSEN.matcher(code)
                        .results()
                        .forEach(found -> chosen.add(found.group(1).replaceAll("\\s+", " ")));
            }
        }
        assertThat(chosen)
                .containsExactlyInAnyOrder(
                        "\"bundle.\" + manifest.kind(",
                        "\"level.\" + level",
                        "String key",
                        "broken ? \"end.broken\" : open ? \"end.open\" : \"end.holds\"");
        keys.addAll(List.of("bundle.letter", "bundle.register", "bundle.person", "bundle.audit"));
        keys.add("bundle.meeting");
        keys.addAll(List.of("level.HOLDS", "level.OPEN", "level.BROKEN"));
        keys.addAll(List.of("end.holds", "end.open", "end.broken"));
        return keys;
    }

    private static void add(Set<String> keys, Set<String> chosen, String argument) {
        if (argument.matches("\"[a-z.-]+\"")) {
            keys.add(argument.substring(1, argument.length() - 1));
        } else {
            chosen.add(argument);
        }
    }
}
