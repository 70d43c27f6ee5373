package th.sala.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import th.sala.installation.Installation;
import th.sala.reader.Answer;
import th.sala.reader.Answer.Broken;
import th.sala.reader.Answer.Readable;
import th.sala.reader.Request;
import th.sala.reader.Trouble;
import th.sala.reader.Wire;

class PdfReadersTests {
    private static final ReaderLimits LIMITS = ReaderLimits.of(Duration.ofSeconds(20));

    @TempDir static Path folder;
    private static PdfReaders readers;

    @BeforeAll
    static void open() throws IOException {
        HostilePdfs.openTo(folder);
        readers = new PdfReaders(Files.createDirectory(folder.resolve("data")), LIMITS);
    }

    @AfterAll
    static void close() {
        readers.close();
    }

    @Test
    void looksAtPagesAndTheFirstOnesText() {
        assertThat(readers.look(file(Pdfs.of("A letter", "page two", "page three"))))
                .isEqualTo(new Readable(3, List.of("A letter\n"), true, Set.of()));
    }

    @Test
    void readsAllPages() {
        assertThat(readers.read(file(Pdfs.of("A letter", "page two", "page three"))))
                .isEqualTo(
                        new Readable(
                                3,
                                List.of("A letter\n", "page two\n", "page three\n"),
                                false,
                                Set.of()));
    }

    @Test
    void readsThai() {
        assertThat(readers.read(file(Pdfs.thai("เรื่อง ขอเชิญประชุม"))))
                .isEqualTo(new Readable(1, List.of("เรื่อง ขอเชิญประชุม\n"), false, Set.of()));
    }

    @Test
    void drawsAPage() throws IOException {
        var drawn = readers.draw(file(Pdfs.of("A letter", "page two")), 2);
        assertThat(drawn)
                .isInstanceOfSatisfying(
                        Answer.Picture.class,
                        picture -> {
                            assertThat(picture.isWhole()).isTrue();
                            assertThat(picture.width()).isEqualTo(1240);
                            assertThat(darkPoints(picture)).isPositive();
                        });
        assertThat(readers.draw(file(Pdfs.of("A letter")), 2))
                .isEqualTo(new Broken(Trouble.NO_SUCH_PAGE));
    }

    private static long darkPoints(Answer.Picture picture) {
        try {
            var image = ImageIO.read(new ByteArrayInputStream(picture.png()));
            assertThat(image.getHeight()).isEqualTo(picture.height());
            return Arrays.stream(
                            image.getRGB(
                                    0,
                                    0,
                                    image.getWidth(),
                                    image.getHeight(),
                                    null,
                                    0,
                                    image.getWidth()))
                    .filter(point -> (point & 0xff) < 128)
                    .count();
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    @Test
    void keepsOnlyATextsBeginning() {
        assertThat(readers.look(file(Pdfs.of("x".repeat(50_000)))))
                .isInstanceOfSatisfying(
                        Readable.class,
                        readable ->
                                assertThat(readable.texts().getFirst()).hasSize(Wire.LONGEST_TEXT));
    }

    @Test
    void takesAScannersPadding() {
        var whole = Pdfs.of("A letter");
        assertThat(readers.look(file(Arrays.copyOf(whole, whole.length + 10_000))))
                .isInstanceOf(Readable.class);
    }

    @Test
    void readsALargeOneAndNoLarger() throws IOException {
        assertThat(readers.read(file(Pdfs.large(60 * 1024 * 1024)))).isInstanceOf(Readable.class);
        var larger = folder.resolve("larger.pdf");
        try (var sparse = new RandomAccessFile(larger.toFile(), "rw")) {
            sparse.setLength(Wire.LARGEST_FILE + 1);
        }
        assertThat(readers.read(larger)).isEqualTo(new Broken(Trouble.FILE_TOO_LARGE));
    }

    @Test
    void killsAReaderThatTakesTooLongByTheClock() throws IOException {
        var hasty = new ReaderLimits(Duration.ofHours(1), Duration.ofMillis(900), 320, 200, 1);
        try (var own = new PdfReaders(Files.createDirectory(folder.resolve("hasty")), hasty)) {
            assertThat(own.draw(file(HostilePdfs.of("shading-function", 1)), 1))
                    .isEqualTo(new Broken(Trouble.TOO_SLOW));
        }
    }

    @Test
    void aFileThatIsNotThereIsNoAnswer() {
        assertThatThrownBy(() -> readers.look(folder.resolve("nothing.pdf")))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void servesManyAtOnce() throws Exception {
        var file = file(Pdfs.of("A letter"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var looks =
                    java.util.Collections.nCopies(20, (Callable<Answer>) () -> readers.look(file));
            for (var look : threads.invokeAll(looks)) {
                assertThat(look.get())
                        .isEqualTo(new Readable(1, List.of("A letter\n"), false, Set.of()));
            }
        }
    }

    private static ReaderProgram installed(String name, ReaderLimits limits) throws Exception {
        var data = Files.createDirectory(folder.resolve(name));
        return ReaderProgram.install(data, PdfReaders.PARTS, limits);
    }

    @Test
    void hasNoRights() throws Exception {
        var program = installed("bare", LIMITS);
        try (var reader = ReaderProcess.start(program, LIMITS)) {
            var own = Path.of("/proc", Long.toString(reader.pid()));
            assertThat(Files.readString(own.resolve("limits")))
                    .containsPattern("Max open files +0 +0 ")
                    .containsPattern("Max processes +0 +0 ")
                    .containsPattern("Max file size +0 +0 ")
                    .containsPattern("Max core file size +0 +0 ");
            assertThat(Files.readString(own.resolve("status")))
                    .containsPattern("NoNewPrivs:\\s+1")
                    .containsPattern("CapEff:\\s+0000000000000000");
            assertThat(environment(own)).containsExactly("LC_ALL=C.UTF-8");
            var network = Path.of("ns/net");
            assertThat(Files.readSymbolicLink(own.resolve(network)))
                    .isNotEqualTo(Files.readSymbolicLink(Path.of("/proc/self").resolve(network)));
            if (Installation.isRoot()) {
                assertThat(Files.getOwner(own).getName()).isEqualTo("sala-pdf");
            }
            assertThat(Files.readString(own.resolve("cmdline")).split("\0"))
                    .filteredOn(word -> word.contains(".jar"))
                    .singleElement()
                    .asString()
                    .doesNotContain("spring", "postgres", "target/classes");
            assertThat(reader.ask(new Request.Look(), file(Pdfs.of("A letter"))))
                    .as("and reads all the same")
                    .isInstanceOf(Readable.class);
        }
    }

    private static List<String> environment(Path process) throws IOException {
        var all = Files.readString(process.resolve("environ"), StandardCharsets.UTF_8);
        return Arrays.stream(all.split("\0")).filter(line -> !line.isEmpty()).toList();
    }

    @Test
    void isReplacedAfterItsFiles() throws Exception {
        var two = new ReaderLimits(Duration.ofSeconds(20), Duration.ofMinutes(2), 320, 2, 1);
        var program = installed("two", two);
        try (var reader = ReaderProcess.start(program, two)) {
            var file = file(Pdfs.of("A letter"));
            reader.ask(new Request.Look(), file);
            assertThat(reader.isSpent()).isFalse();
            reader.ask(new Request.Look(), file);
            assertThat(reader.isSpent()).isTrue();
        }
    }

    @Test
    void endsItsReadersAndWhoeverWaits() throws Exception {
        var own = new PdfReaders(Files.createDirectory(folder.resolve("ended")), LIMITS);
        own.look(file(Pdfs.of("A letter")));
        own.close();
        assertThatThrownBy(() -> own.look(file(Pdfs.of("A letter"))))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aReaderThatIsStoppedSaysNothingOfTheFile() throws Exception {
        var program = installed("stop", LIMITS);
        var slow = file(HostilePdfs.of("shading-function", 1));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var reader = ReaderProcess.start(program, LIMITS)) {
            var answer =
                    threads.submit(
                            () -> reader.ask(new Request.Draw(1, Request.Draw.Size.SHOWN), slow));
            reader.close();
            assertThatThrownBy(answer::get).hasCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void aDiskThatFailsSaysNothingOfTheFile() throws Exception {
        var program = installed("disk", LIMITS);
        try (var reader = ReaderProcess.start(program, LIMITS)) {
            // opened like a file, and cannot be read
            assertThatThrownBy(() -> reader.ask(new Request.Look(), folder))
                    .isInstanceOf(IOException.class);
            assertThat(reader.isSpent()).isTrue();
        }
    }

    @Test
    void whoeverWaitsWhenTheReadersEndIsToldSo() throws Exception {
        var own = new PdfReaders(Files.createDirectory(folder.resolve("ending")), LIMITS);
        own.look(file(Pdfs.of("A letter")));
        var slow = file(HostilePdfs.of("shading-function", 1));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = threads.submit(() -> own.draw(slow, 1));
            own.close();
            assertThatThrownBy(answer::get).hasCauseInstanceOf(UncheckedIOException.class);
        }
    }

    private static Path file(byte[] bytes) {
        try {
            return Files.write(Files.createTempFile(folder, "a", ".pdf"), bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
