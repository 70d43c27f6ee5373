package th.sala.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import th.sala.reader.Answer;
import th.sala.reader.Answer.Sheet;
import th.sala.reader.Trouble;
import th.sala.reader.Wire;

/// Scans and photographs of letters, read by the sealed reader.
class ScanReadingTests {
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

    private static Path file(byte[] bytes) {
        try {
            return Files.write(Files.createTempFile(folder, "scan", ""), bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// White, with a black bar across its upper half.
    private static BufferedImage sheet(int type) {
        var image = new BufferedImage(827, 1169, type);
        var out = image.createGraphics();
        out.setColor(Color.WHITE);
        out.fillRect(0, 0, 827, 1169);
        out.setColor(Color.BLACK);
        out.fillRect(100, 100, 600, 300);
        out.dispose();
        return image;
    }

    private static byte[] as(String format, BufferedImage... images) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName(format).next();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            if (images.length == 1) {
                writer.write(new IIOImage(images[0], null, null));
            } else {
                writer.prepareWriteSequence(null);
                for (var image : images) {
                    writer.writeToSequence(new IIOImage(image, null, null), null);
                }
                writer.endWriteSequence();
            }
        }
        writer.dispose();
        return bytes.toByteArray();
    }

    private static PDDocument pages(byte[] picture) throws IOException {
        var answer = readers.pages(file(picture));
        assertThat(answer).isInstanceOf(Answer.Copied.class);
        return Loader.loadPDF(((Answer.Copied) answer).pdf());
    }

    private static boolean isBlack(BufferedImage seen, double x, double y) {
        var point = seen.getRGB((int) (x * seen.getWidth()), (int) (y * seen.getHeight()));
        return (point & 0xff) < 80;
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "tiff, 12",
        "tiff, 10",
        "tiff, 1",
        "png, 12",
        "png, 10",
        "png, 1",
        "png, 2",
        "jpeg, 10",
        "jpeg, 1"
    })
    void aPictureIsAPage(String format, int type) throws IOException {
        try (var pdf = pages(as(format, sheet(type)))) {
            assertThat(pdf.getNumberOfPages()).isOne();
            assertThat(pdf.getPage(0).getMediaBox().getHeight()).isBetween(400f, 1200f);
            var seen = new PDFRenderer(pdf).renderImage(0);
            assertThat(isBlack(seen, 0.3, 0.2)).isTrue();
            assertThat(isBlack(seen, 0.3, 0.7)).isFalse();
            assertThat(isBlack(seen, 0.02, 0.2)).isFalse();
        }
    }

    @Test
    void aTiffHasManyPages() throws IOException {
        var one = sheet(BufferedImage.TYPE_BYTE_BINARY);
        try (var pdf = pages(as("tiff", one, one, one))) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(3);
        }
    }

    @ParameterizedTest(name = "held so that Exif says {0}: turned by {1}")
    @CsvSource({"1, 0", "3, 180", "6, 90", "8, 270", "99, 0"})
    void aPhotographStandsUpright(int orientation, int turned) throws IOException {
        var jpeg = as("jpeg", sheet(BufferedImage.TYPE_INT_RGB));
        var exif = ByteBuffer.allocate(36);
        exif.putShort((short) 0xFFE1).putShort((short) 34);
        exif.put("Exif\0\0MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        exif.putShort((short) 1).putShort((short) 274).putShort((short) 3).putInt(1);
        exif.putShort((short) orientation).putShort((short) 0).putInt(0);
        var held = ByteBuffer.allocate(jpeg.length + exif.capacity());
        held.put(jpeg, 0, 2).put(exif.array()).put(jpeg, 2, jpeg.length - 2);
        try (var pdf = pages(held.array())) {
            assertThat(pdf.getPage(0).getRotation()).isEqualTo(turned);
        }
    }

    @Test
    void aPictureOfTooManyPointsIsRefusedBeforeItIsUnpacked() throws IOException {
        var small = as("png", new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY));
        // its head says 100,000 x 100,000
        var large = ByteBuffer.wrap(small.clone());
        large.putInt(16, 100_000).putInt(20, 100_000);
        var crc = new java.util.zip.CRC32();
        crc.update(large.array(), 12, 17);
        large.putInt(29, (int) crc.getValue());
        assertThat(readers.pages(file(large.array())))
                .isEqualTo(new Answer.Broken(Trouble.PICTURE_TOO_LARGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiff", "png", "jpeg"})
    void damagedPicturesAreRefusedAndTheNextIsRead(String format) throws IOException {
        var whole = as(format, sheet(BufferedImage.TYPE_INT_RGB));
        var random = new Random(7);
        for (int i = 0; i < 20; i++) {
            var damaged = java.util.Arrays.copyOf(whole, whole.length / 2 + random.nextInt(9));
            for (int hit = 0; hit < 20; hit++) {
                damaged[8 + random.nextInt(damaged.length - 8)] = (byte) random.nextInt(256);
            }
            assertThat(readers.pages(file(damaged)))
                    .isInstanceOfAny(Answer.Broken.class, Answer.Copied.class, Answer.NotPdf.class);
        }
        try (var pdf = pages(whole)) {
            assertThat(pdf.getNumberOfPages()).isOne();
        }
    }

    @Test
    void whatIsNoPictureIsNamed() {
        assertThat(readers.pages(file("GIF89a........".getBytes(StandardCharsets.US_ASCII))))
                .isInstanceOf(Answer.Unreadable.class);
        assertThat(readers.pages(file("hello".getBytes(StandardCharsets.US_ASCII))))
                .isInstanceOf(Answer.NotPdf.class);
    }

    private interface Drawing {
        void on(PDDocument document, PDPageContentStream out) throws IOException;
    }

    private static byte[] pdf(Drawing... pages) throws IOException {
        try (var document = new PDDocument()) {
            for (var drawing : pages) {
                var page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (var out = new PDPageContentStream(document, page)) {
                    drawing.on(document, out);
                }
            }
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static Drawing code(String text, int size) {
        return (document, out) -> {
            try {
                var code = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 300, 300);
                var image = new BufferedImage(300, 300, BufferedImage.TYPE_BYTE_GRAY);
                for (int i = 0; i < 300 * 300; i++) {
                    var ink = code.get(i % 300, i / 300);
                    image.getRaster().setSample(i % 300, i / 300, 0, ink ? 0 : 255);
                }
                out.drawImage(
                        LosslessFactory.createFromImage(document, image), 100, 300, size, size);
            } catch (com.google.zxing.WriterException impossible) {
                throw new IOException(impossible);
            }
        };
    }

    @Test
    void sheetsAreWhiteDividersOrWritten() throws IOException {
        Drawing nothing = (_, _) -> {};
        Drawing dust =
                (_, out) -> {
                    out.addRect(200, 500, 2, 2);
                    out.addRect(300, 200, 3, 1);
                    out.fill();
                };
        Drawing edge =
                (_, out) -> {
                    out.addRect(0, 0, 15, 842);
                    out.fill();
                };
        Drawing line =
                (_, out) -> {
                    out.addRect(90, 700, 300, 6);
                    out.fill();
                };
        Drawing pale =
                (_, out) -> {
                    out.setNonStrokingColor(new Color(150, 150, 150));
                    out.addRect(90, 700, 60, 2);
                    out.fill();
                };
        var file =
                file(
                        pdf(
                                line,
                                nothing,
                                dust,
                                edge,
                                code(Wire.DIVIDER, 250),
                                code("https://example", 250),
                                pale));
        assertThat(readers.sheets(file, 1, 100))
                .isEqualTo(
                        new Answer.Sheets(
                                List.of(
                                        Sheet.WRITTEN,
                                        Sheet.WHITE,
                                        Sheet.WHITE,
                                        Sheet.WHITE,
                                        Sheet.DIVIDER,
                                        Sheet.WRITTEN,
                                        Sheet.WRITTEN)));
        assertThat(readers.sheets(file, 5, 6))
                .isEqualTo(new Answer.Sheets(List.of(Sheet.DIVIDER, Sheet.WRITTEN)));
        assertThat(readers.sheets(file, 8, 9)).isEqualTo(new Answer.Broken(Trouble.NO_SUCH_PAGE));
    }

    @Test
    void pagesAreCutOut() throws IOException {
        Drawing high =
                (_, out) -> {
                    out.addRect(100, 600, 300, 100);
                    out.fill();
                };
        Drawing low =
                (_, out) -> {
                    out.addRect(100, 100, 300, 100);
                    out.fill();
                };
        var answer = readers.cut(file(pdf(high, low, high)), 2, 3);
        assertThat(answer).isInstanceOf(Answer.Copied.class);
        try (var cut = Loader.loadPDF(((Answer.Copied) answer).pdf())) {
            assertThat(cut.getNumberOfPages()).isEqualTo(2);
            var first = new PDFRenderer(cut).renderImage(0);
            assertThat(isBlack(first, 0.4, 0.83)).isTrue();
            assertThat(isBlack(first, 0.4, 0.22)).isFalse();
        }
        assertThat(readers.cut(file(pdf(high)), 2, 3))
                .isEqualTo(new Answer.Broken(Trouble.NO_PAGES));
    }

    @Test
    void aPageToReadIsTwiceAsLarge() throws IOException {
        Drawing nothing = (_, _) -> {};
        var file = file(pdf(nothing));
        assertThat(readers.drawToRead(file, 1))
                .isInstanceOfSatisfying(
                        Answer.Picture.class,
                        picture -> assertThat(picture.width()).isBetween(2478, 2482));
    }
}
