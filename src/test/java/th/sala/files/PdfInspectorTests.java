package th.sala.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import th.sala.files.PdfVerdict.Broken;
import th.sala.files.PdfVerdict.Empty;
import th.sala.files.PdfVerdict.Encrypted;
import th.sala.files.PdfVerdict.NotPdf;
import th.sala.files.PdfVerdict.Readable;

class PdfInspectorTests {
    private static final Broken TOO_COMPLEX = new Broken(PdfInspection.TOO_COMPLEX);

    @TempDir Path folder;
    private final PdfInspector inspector = new PdfInspector();

    @Test
    void readsPagesAndTheFirstOnesText() {
        assertThat(look(Pdfs.of("A letter", "page two", "page three")))
                .isEqualTo(new Readable(3, "A letter"));
    }

    @Test
    void readsThai() {
        assertThat(look(Pdfs.thai("เรื่อง ขอเชิญประชุม")))
                .isEqualTo(new Readable(1, "เรื่อง ขอเชิญประชุม"));
    }

    @Test
    void normalisesWhatOldFontsMean() {
        assertThat(look(Pdfs.thai("ท\uF70Aด\u0E4D\u0E32เเก")))
                .isEqualTo(new Readable(1, "ท\u0E48ด\u0E33แก"));
    }

    @Test
    void keepsOnlyTheTextsBeginning() {
        var verdict = look(Pdfs.of("x".repeat(50_000)));
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Readable.class,
                        readable ->
                                assertThat(readable.firstPageText())
                                        .hasSize(Readable.LONGEST_TEXT));
    }

    @Test
    void tellsWhatIsNoPdf() {
        assertThat(look(new byte[0])).isEqualTo(new Empty());
        assertThat(look("สวัสดี".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo(new NotPdf());
        assertThat(look(new byte[] {'P', 'K', 3, 4})).isEqualTo(new NotPdf());
        assertThat(look(new byte[60 * 1024 * 1024])).isEqualTo(new NotPdf());
    }

    @Test
    void tellsWhatNeedsAPassword() {
        assertThat(look(Pdfs.encrypted("owner", "user", "secret"))).isEqualTo(new Encrypted());
        assertThat(look(Pdfs.encrypted("owner", "", "may not be printed")))
                .as("only the owner's password is set")
                .isEqualTo(new Readable(1, "may not be printed"));
    }

    @Test
    void tellsWhatWasCutOff() {
        var whole = Pdfs.of("A letter", "page two");
        for (int length : List.of(10, 100, whole.length / 2, whole.length - 20)) {
            assertThat(look(Arrays.copyOf(whole, length)))
                    .as("%d of %d bytes", length, whole.length)
                    .isEqualTo(new Broken(PdfInspector.TRUNCATED));
        }
        assertThat(look(Arrays.copyOf(whole, whole.length + 10_000)))
                .as("a scanner's padding")
                .isInstanceOf(Readable.class);
    }

    @Test
    void tellsWhatIsDamaged() {
        var garbage = "%PDF-1.7\n" + "รก ".repeat(50) + "\nstartxref\n5\n%%EOF";
        assertThat(look(garbage.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo(new Broken(PdfInspection.DAMAGED));
        assertThat(look(Pdfs.withoutPages())).isEqualTo(new Broken(PdfInspection.NO_PAGES));
    }

    @Test
    void countsPagesItself() {
        assertThat(look(Pdfs.billionPages())).isEqualTo(new Readable(1, ""));
    }

    @Test
    void aCircleOfPagesIsNone() {
        assertThat(look(Pdfs.pagesInACircle())).isInstanceOf(Broken.class);
    }

    @Test
    void survivesAFormThatDrawsItself() {
        var form = Pdfs.selfReferencing();
        assertThat(form).hasSizeLessThan(1000);
        assertThat(look(form)).isEqualTo(TOO_COMPLEX);
    }

    @Test
    void survivesABomb() {
        var bomb = Pdfs.bomb(1000);
        assertThat(bomb).hasSizeLessThan(5_000_000);
        assertThat(look(bomb)).isEqualTo(TOO_COMPLEX);
    }

    @Test
    void survivesWhatIsDeep() {
        // PDFBox gives the object up, and the page may or may not be missed: what counts is an
        // answer
        assertThat(look(Pdfs.deep(1_000_000))).isInstanceOfAny(Broken.class, Readable.class);
    }

    @Test
    void readsALargeOne() {
        assertThat(look(Pdfs.large(60 * 1024 * 1024))).isEqualTo(new Readable(1, ""));
    }

    @Test
    void killsAReaderThatTakesTooLong() {
        var hasty = new PdfInspector(Duration.ofMillis(20));
        assertThat(hasty.inspect(file(Pdfs.of("A letter"))))
                .isEqualTo(new Broken(PdfInspector.TOO_SLOW));
    }

    /// An installation's jar brings all its libraries along, and one of them logs to the console.
    @Test
    void saysOneThingWhateverIsOnTheClassPath() throws Exception {
        var reader =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                PdfInspection.class.getName(),
                                file(Pdfs.of("A letter")).toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var output = reader.inputReader()) {
            assertThat(output.lines().toList())
                    .singleElement()
                    .asString()
                    .startsWith("READABLE 1 ");
        }
    }

    @Test
    void aFileThatIsNotThereIsNoVerdict() {
        assertThatThrownBy(() -> inspector.inspect(folder.resolve("nothing.pdf")))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void servesManyAtOnce() throws Exception {
        var file = file(Pdfs.of("A letter"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var looks =
                    java.util.Collections.nCopies(
                            6, (Callable<PdfVerdict>) () -> inspector.inspect(file));
            for (var look : threads.invokeAll(looks)) {
                assertThat(look.get()).isEqualTo(new Readable(1, "A letter"));
            }
        }
    }

    private PdfVerdict look(byte[] bytes) {
        return inspector.inspect(file(bytes));
    }

    private Path file(byte[] bytes) {
        try {
            return Files.write(Files.createTempFile(folder, "a", ".pdf"), bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
