package th.sala.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationRubberStamp;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import th.sala.reader.Answer;
import th.sala.reader.Request;

/// Copies with stamps, made by the sealed reader, looked at as they are drawn.
class MarkedCopyTests {
    private static final int A4_WIDTH = 595;

    @TempDir static Path folder;
    private static PdfReaders readers;

    @BeforeAll
    static void open() throws IOException {
        HostilePdfs.openTo(folder);
        var data = Files.createDirectory(folder.resolve("data"));
        readers = new PdfReaders(data, ReaderLimits.of(Duration.ofSeconds(20)));
    }

    @AfterAll
    static void close() {
        readers.close();
    }

    private interface Drawing {
        void on(PDPageContentStream out) throws IOException;
    }

    private interface Change {
        void of(PDDocument document) throws IOException;
    }

    /// A page of A4 with this on it.
    private static byte[] page(Drawing drawing) {
        return page(drawing, _ -> {});
    }

    private static byte[] page(Drawing drawing, Change change) {
        try (var document = new PDDocument()) {
            var page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (var out = new PDPageContentStream(document, page)) {
                drawing.on(out);
            }
            change.of(document);
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] stamps() {
        return page(out -> {
            var bottom = PDRectangle.A4.getHeight() - 120;
            out.setNonStrokingColor(Color.RED);
            out.addRect(100, bottom, 70, 70);
            out.fill();
            out.setNonStrokingColor(Color.BLUE);
            out.addRect(170, bottom, 70, 70);
            out.fill();
            // what stands beside the box is no part of the stamp
            out.setNonStrokingColor(Color.GREEN);
            out.addRect(0, 0, 99, 800);
            out.fill();
        });
    }

    /// Red on its left, blue on its right.
    private static Request.Stamp stamp() {
        return new Request.Stamp(stamps(), 100, 50, 140, 70);
    }

    private static void black(PDPageContentStream out, double... boxes) throws IOException {
        out.setNonStrokingColor(Color.BLACK);
        for (int i = 0; i < boxes.length; i += 4) {
            out.addRect(
                    (float) boxes[i],
                    (float) boxes[i + 1],
                    (float) boxes[i + 2],
                    (float) boxes[i + 3]);
            out.fill();
        }
    }

    private static Answer answer(byte[] pdf, int stamps, byte[]... sheets) {
        try {
            var file = Files.write(Files.createTempFile(folder, "some", ".pdf"), pdf);
            var all = Collections.nCopies(stamps, stamp());
            return readers.copy(file, new Request.Copy(all, List.of(sheets)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static byte[] copy(byte[] pdf, int stamps, byte[]... sheets) {
        var answer = answer(pdf, stamps, sheets);
        assertThat(answer).isInstanceOf(Answer.Copied.class);
        return ((Answer.Copied) answer).pdf();
    }

    /// How the first page is seen, a point for each point.
    private static BufferedImage look(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFRenderer(document).renderImage(0);
        }
    }

    private static List<int[]> points(BufferedImage image, Color color) {
        var found = new ArrayList<int[]>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if ((image.getRGB(x, y) & 0xffffff) == (color.getRGB() & 0xffffff)) {
                    found.add(new int[] {x, y});
                }
            }
        }
        return found;
    }

    private static int left(List<int[]> points) {
        return points.stream().mapToInt(point -> point[0]).min().orElseThrow();
    }

    private static int top(List<int[]> points) {
        return points.stream().mapToInt(point -> point[1]).min().orElseThrow();
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    void putsTheStampIntoTheUpperRightCorner() throws IOException {
        var before = page(out -> black(out, 70, 70, 450, 500));
        var seen = look(copy(before, 1));
        var red = points(seen, Color.RED);
        assertThat(red).hasSizeBetween(69 * 69, 71 * 71);
        assertThat(top(red)).isBetween(10, 25);
        assertThat(left(points(seen, Color.BLUE))).isBetween(A4_WIDTH - 100, A4_WIDTH - 80);
        assertThat(left(red)).isLessThan(left(points(seen, Color.BLUE)));
        assertThat(points(seen, Color.GREEN)).isEmpty();
        assertThat(points(seen, Color.BLACK)).hasSameSizeAs(points(look(before), Color.BLACK));
    }

    @Test
    void putsTheStampWhereNothingStands() throws IOException {
        var before = page(out -> black(out, 400, 700, 180, 130, 70, 70, 450, 500));
        var seen = look(copy(before, 3));
        assertThat(points(seen, Color.BLACK))
                .as("nothing is covered")
                .hasSameSizeAs(points(look(before), Color.BLACK));
        assertThat(points(seen, Color.RED)).hasSizeBetween(3 * 69 * 69, 3 * 71 * 71);
        assertThat(points(seen, Color.BLUE))
                .as("stamps do not cover each other")
                .hasSizeBetween(3 * 69 * 69, 3 * 71 * 71);
    }

    @Test
    void makesAPageWithoutRoomSmaller() throws IOException {
        var before =
                page(out -> {
                    for (int y = 0; y < 842; y += 20) {
                        black(out, 0, y, 595, 10);
                    }
                });
        var seen = look(copy(before, 2));
        var black = points(seen, Color.BLACK);
        assertThat(top(points(seen, Color.RED)) + 70).isLessThan(top(black));
        assertThat(points(seen, Color.RED)).hasSizeBetween(2 * 69 * 69, 2 * 71 * 71);
        assertThat(black.size()).isGreaterThan(points(look(before), Color.BLACK).size() / 2);
        assertThat(seen.getHeight())
                .as("the paper stays as large")
                .isEqualTo(look(before).getHeight());
    }

    @ParameterizedTest
    @CsvSource({"0,0", "90,0", "180,0", "270,0", "0,37", "90,37", "180,37", "270,37", "-90,0"})
    void standsUprightOnPagesThatAreTurnedOrCropped(int turned, int cropped) throws IOException {
        var before =
                page(
                        out -> black(out, 200, 200, 50, 50),
                        document -> {
                            var page = document.getPage(0);
                            page.setRotation(turned);
                            var box = PDRectangle.A4;
                            page.setCropBox(
                                    new PDRectangle(
                                            cropped,
                                            cropped,
                                            box.getWidth() - 2 * cropped,
                                            box.getHeight() - 2 * cropped));
                        });
        var seen = look(copy(before, 1));
        var red = points(seen, Color.RED);
        var blue = points(seen, Color.BLUE);
        assertThat(red).hasSizeBetween(69 * 69, 71 * 71);
        assertThat(top(red)).isBetween(10, 25).isEqualTo(top(blue));
        assertThat(left(blue) - left(red)).isBetween(69, 71);
        assertThat(left(blue)).isBetween(seen.getWidth() - 100, seen.getWidth() - 80);
        assertThat(points(seen, Color.BLACK)).hasSameSizeAs(points(look(before), Color.BLACK));
    }

    @ParameterizedTest
    @ValueSource(strings = {"q 0.1 0 0 0.1 0 0 cm q q", "Q Q Q", "0 0 9 9 re W n", "q BT"})
    void isStampedWhateverThePageLeavesOpen(String open) throws IOException {
        var before =
                page(
                        out -> {},
                        document -> {
                            var content = open.getBytes(StandardCharsets.US_ASCII);
                            var stream = new PDStream(document, new ByteArrayInputStream(content));
                            document.getPage(0).setContents(stream);
                        });
        assertThat(points(look(copy(before, 1)), Color.RED)).hasSizeBetween(69 * 69, 71 * 71);
    }

    static Stream<String> acting() {
        return Stream.of("javascript", "launch", "embedded-file", "form", "xfa", "signed");
    }

    @ParameterizedTest
    @MethodSource("acting")
    void holdsNothingThatActs(String cause) throws IOException {
        try (var copy = Loader.loadPDF(copy(HostilePdfs.of(cause, 0), 1))) {
            var catalog = copy.getDocumentCatalog();
            assertThat(catalog.getAcroForm(null)).isNull();
            assertThat(catalog.getOpenAction()).isNull();
            assertThat(catalog.getNames()).isNull();
            assertThat(copy.getSignatureDictionaries()).isEmpty();
            for (var page : copy.getPages()) {
                assertThat(page.getCOSObject().getItem(COSName.ANNOTS)).isNull();
                assertThat(page.getCOSObject().getItem(COSName.AA)).isNull();
            }
        }
    }

    @Test
    void showsNotesAndFieldsAsTheyLooked() throws IOException {
        var before =
                page(
                        out -> {},
                        document -> {
                            var look = new PDAppearanceStream(document);
                            look.setBBox(new PDRectangle(0, 0, 10, 10));
                            try (var out = look.getCOSObject().createOutputStream()) {
                                out.write(
                                        "1 0 1 rg 0 0 10 10 re f"
                                                .getBytes(StandardCharsets.US_ASCII));
                            }
                            var note = new PDAnnotationRubberStamp();
                            note.setRectangle(new PDRectangle(100, 300, 60, 20));
                            var looks = new PDAppearanceDictionary();
                            looks.setNormalAppearance(look);
                            note.setAppearance(looks);
                            document.getPage(0).setAnnotations(List.of(note));
                        });
        var seen = points(look(copy(before, 1)), Color.MAGENTA);
        assertThat(seen).hasSizeBetween(59 * 19, 61 * 21);
        assertThat(left(seen)).isBetween(99, 101);
        assertThat(top(seen)).isBetween(842 - 321, 842 - 319);
    }

    @Test
    void hasTheSheetsBehindAllPages() throws IOException {
        var made = copy(Pdfs.of("first", "second"), 1, Pdfs.of("directions", "more"));
        assertThat(text(made)).containsSubsequence("first", "second", "directions", "more");
        try (var document = Loader.loadPDF(made)) {
            assertThat(document.getNumberOfPages()).isEqualTo(4);
        }
    }

    @Test
    void isOpenThoughTheLetterForbidsCopying() throws IOException {
        assertThat(text(copy(Pdfs.encrypted("owner", "", "A letter"), 1))).contains("A letter");
        assertThat(answer(Pdfs.encrypted("owner", "user", "A letter"), 1))
                .isEqualTo(new Answer.Encrypted());
    }

    @Test
    void findsRoomForNineStampsOnAnyPage() throws IOException {
        var full = page(out -> black(out, 0, 0, 595, 842));
        var seen = look(copy(full, 9));
        assertThat(points(seen, Color.RED)).hasSizeBetween(9 * 69 * 69, 9 * 71 * 71);
        assertThat(points(seen, Color.BLUE)).hasSizeBetween(9 * 69 * 69, 9 * 71 * 71);
        assertThat(points(seen, Color.BLACK).size()).isGreaterThan(595 * 842 / 5);
    }

    @Test
    void seesHairlinesOfAScan() throws IOException {
        var before =
                page(
                        _ -> {},
                        document -> {
                            var scan = new BufferedImage(2480, 3508, BufferedImage.TYPE_BYTE_GRAY);
                            var pen = scan.createGraphics();
                            pen.setColor(Color.WHITE);
                            pen.fillRect(0, 0, 2480, 3508);
                            pen.setColor(Color.BLACK);
                            // 3 points wide at 300 to the inch, where a stamp would come
                            pen.fillRect(2000, 0, 3, 900);
                            pen.fillRect(0, 301, 2480, 3);
                            pen.dispose();
                            var page = document.getPage(0);
                            try (var out = new PDPageContentStream(document, page)) {
                                var picture = LosslessFactory.createFromImage(document, scan);
                                out.drawImage(picture, 0, 0, 595, 842);
                            }
                        });
        var red = points(look(copy(before, 1)), Color.RED);
        var blue = points(look(copy(before, 1)), Color.BLUE);
        // the lines are at 480 from the left and 72 from the top
        assertThat(top(red)).isGreaterThan(72);
        assertThat(left(blue) + 70).as("left of the line, or right").isLessThan(480);
    }

    @Test
    void doesNotTrustAPageThatCannotBeDrawnWhole() throws IOException {
        var seen = look(copy(HostilePdfs.of("unknown-codec", 0), 1));
        var red = points(seen, Color.RED);
        assertThat(red).isNotEmpty();
        try (var document = Loader.loadPDF(copy(HostilePdfs.of("unknown-codec", 0), 1))) {
            var drawn =
                    new String(
                            document.getPage(0).getContents().readAllBytes(),
                            StandardCharsets.ISO_8859_1);
            assertThat(drawn).as("made smaller").containsPattern("(?m)^0\\.[0-9]+ 0 0 0\\.[0-9]+ ");
        }
    }

    @Test
    void isStampedLegiblyOnAPageOfPixels() throws IOException {
        var before =
                page(
                        _ -> {},
                        document -> document.getPage(0).setMediaBox(new PDRectangle(2480, 3508)));
        var seen = points(look(copy(before, 1)), Color.RED);
        assertThat(seen.size()).isGreaterThan(4 * 70 * 70);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 30, 150})
    void isMadeOfTheSmallestPages(int side) throws IOException {
        var before =
                page(
                        _ -> {},
                        document -> document.getPage(0).setMediaBox(new PDRectangle(side, side)));
        try (var document = Loader.loadPDF(copy(before, 2))) {
            assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(side);
        }
    }
}
