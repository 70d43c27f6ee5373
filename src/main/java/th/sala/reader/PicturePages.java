package th.sala.reader;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataFormatImpl;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/// Pictures as scanners and telephones make them (TIFF, JPEG, PNG) as a PDF, a page for each. Who
/// looks at the pages must not miss the original: what is black and white stays exact, a JPEG stays
/// as it is, other colours become a good JPEG.
final class PicturePages {
    private static final Set<String> FORMATS = Set.of("tiff", "tif", "jpeg", "jpg", "png");
    private static final int MOST_PICTURES = 500;
    private static final long MOST_POINTS = 40_000_000;

    /// A sheet of A4 at 400 points an inch, or of A3 at 300.
    private static final long MOST_COLOURED_POINTS = 18_000_000;

    private static final float QUALITY = 0.85f;
    private static final double MM_AN_INCH = 25.4;
    private static final double POINTS_AN_INCH = 72;

    /// Between these a page has a size of its own; others are made as high as A4.
    private static final double SMALLEST = 72;

    private static final double LARGEST = 2400;

    private final byte[] file;
    private final PDDocument document;

    private PicturePages(byte[] file, PDDocument document) {
        this.file = file;
        this.document = document;
    }

    static Answer of(byte[] file) throws IOException {
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file));
                var document = new PDDocument()) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return new Answer.Broken(Trouble.DAMAGED);
            }
            var reader = readers.next();
            try {
                if (!FORMATS.contains(reader.getFormatName().toLowerCase(java.util.Locale.ROOT))) {
                    return new Answer.NotPdf(Kind.PICTURE);
                }
                reader.setInput(in, false, false);
                var made = new PicturePages(file, document);
                // behind a telephone's JPEG there often is a second one of the same
                var pictures = isJpeg(reader) ? 1 : reader.getNumImages(true);
                for (int i = 0; i < pictures; i++) {
                    if (i >= MOST_PICTURES) {
                        return new Answer.Broken(Trouble.TOO_MANY_PAGES);
                    }
                    made.add(reader, i);
                }
                return Copies.saved(document);
            } finally {
                reader.dispose();
            }
        } catch (TooMuch tooMuch) {
            return new Answer.Broken(tooMuch.trouble);
        } catch (IOException | RuntimeException | LinkageError damaged) {
            return new Answer.Broken(Trouble.DAMAGED);
        }
    }

    /// The size is looked at before a point is unpacked.
    private void add(ImageReader reader, int at) throws IOException {
        var width = reader.getWidth(at);
        var height = reader.getHeight(at);
        if ((long) width * height > most(reader, at)) {
            throw new TooMuch(Trouble.PICTURE_TOO_LARGE);
        }
        var isJpeg = isJpeg(reader);
        var picture = isJpeg ? jpeg() : packed(reader.read(at));
        var size = size(metadata(reader, at), width, height);
        var page = new PDPage(size);
        page.setRotation(isJpeg ? Orientation.of(file).degrees : 0);
        document.addPage(page);
        try (var out = new PDPageContentStream(document, page)) {
            out.drawImage(picture, 0, 0, size.getWidth(), size.getHeight());
        }
    }

    private static boolean isJpeg(ImageReader reader) throws IOException {
        return reader.getFormatName().toLowerCase(java.util.Locale.ROOT).startsWith("jp");
    }

    /// What is unpacked must fit into a reader's memory twice.
    private static long most(ImageReader reader, int at) throws IOException {
        var type = reader.getRawImageType(at);
        var isColoured = type == null || type.getNumComponents() > 1;
        return isColoured && !isJpeg(reader) ? MOST_COLOURED_POINTS : MOST_POINTS;
    }

    /// What cameras write around a picture is often out of order; then it says no size.
    private static @Nullable IIOMetadata metadata(ImageReader reader, int at) {
        try {
            return reader.getImageMetadata(at);
        } catch (IOException | RuntimeException outOfOrder) {
            return null;
        }
    }

    private PDImageXObject jpeg() throws IOException {
        return JPEGFactory.createFromByteArray(document, file);
    }

    private PDImageXObject packed(BufferedImage image) throws IOException {
        if (image.getColorModel().getPixelSize() == 1) {
            return CCITTFactory.createFromImage(document, image);
        }
        var isGrey = image.getColorModel().getNumComponents() == 1 && image.getType() != 13;
        var plain =
                new BufferedImage(
                        image.getWidth(),
                        image.getHeight(),
                        isGrey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
        var drawing = plain.createGraphics();
        drawing.setBackground(java.awt.Color.WHITE);
        drawing.clearRect(0, 0, image.getWidth(), image.getHeight());
        drawing.drawImage(image, 0, 0, null);
        drawing.dispose();
        return JPEGFactory.createFromImage(document, plain, QUALITY);
    }

    private static PDRectangle size(@Nullable IIOMetadata said, int width, int height) {
        var across = width * points(said, "HorizontalPixelSize");
        var down = height * points(said, "VerticalPixelSize");
        if (isSensible(across) && isSensible(down)) {
            return new PDRectangle((float) across, (float) down);
        }
        var scale = PDRectangle.A4.getHeight() / Math.max(width, height);
        return new PDRectangle(
                (float) Math.max(1, width * scale), (float) Math.max(1, height * scale));
    }

    private static boolean isSensible(double points) {
        return points >= SMALLEST && points <= LARGEST;
    }

    /// How large a point of the picture is on paper; 0 if it does not say.
    private static double points(@Nullable IIOMetadata said, String name) {
        if (said == null || !said.isStandardMetadataFormatSupported()) {
            return 0;
        }
        var tree = (Element) said.getAsTree(IIOMetadataFormatImpl.standardMetadataFormatName);
        var found = tree.getElementsByTagName(name);
        if (found.getLength() == 0) {
            return 0;
        }
        var millimetres = ((Element) found.item(0)).getAttribute("value");
        return millimetres.matches("[0-9.Ee-]{1,30}")
                ? Double.parseDouble(millimetres) / MM_AN_INCH * POINTS_AN_INCH
                : 0;
    }
}
