package th.sala.reader;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/// One page drawn, with bounds on its points, on those of the pictures in it, and on its steps.
final class PagePicture extends PDFRenderer {
    /// A page of A4 at 150 points an inch.
    static final int WIDTH = 1240;

    static final int MOST_HEIGHT = 4_000;
    static final long MOST_POINTS_OF_A_PICTURE = 60_000_000;

    private static final int MOST_OPERATORS = 300_000;
    private static final int MOST_ANNOTATIONS = 2_000;
    private static final int PERCENT = 50;

    private boolean isWhole = true;

    private PagePicture(PDDocument one) {
        super(one);
        setSubsamplingAllowed(true);
    }

    static Answer of(PDDocument document, PDPage page, Request.Draw.Size size) throws IOException {
        var wide = size == Request.Draw.Size.READ ? 2 * WIDTH : WIDTH;
        try (var one = alone(document, page)) {
            var renderer = new PagePicture(one);
            var image = renderer.renderImage(0, scale(page, wide), ImageType.RGB);
            var png = png(image);
            return png.length > Wire.LARGEST_PICTURE
                    ? new Answer.Broken(Trouble.PICTURE_TOO_LARGE)
                    : new Answer.Picture(
                            image.getWidth(), image.getHeight(), png, renderer.isWhole);
        }
    }

    /// Without colours.
    static BufferedImage grey(PDDocument document, PDPage page, int wide) throws IOException {
        try (var one = alone(document, page)) {
            return new PagePicture(one).renderImage(0, scale(page, wide), ImageType.GRAY);
        }
    }

    private static float scale(PDPage page, int wide) {
        var box = page.getCropBox();
        var isOnSide = page.getRotation() % 180 != 0;
        var width = isOnSide ? box.getHeight() : box.getWidth();
        var height = isOnSide ? box.getWidth() : box.getHeight();
        if (!(width >= 1 && height >= 1 && Float.isFinite(width) && Float.isFinite(height))) {
            throw new TooMuch(Trouble.NO_SIZE);
        }
        return Math.min(wide / width, MOST_HEIGHT / height);
    }

    /// The first page, to see where something stands; empty if not all of it could be drawn.
    static Optional<BufferedImage> seen(PDDocument one, View view) throws IOException {
        var scale = Math.min(WIDTH / view.width(), MOST_HEIGHT / view.height());
        var renderer = new PagePicture(one);
        try {
            var image = renderer.renderImage(0, (float) scale, ImageType.RGB);
            return renderer.isWhole ? Optional.of(image) : Optional.empty();
        } catch (TooMuch tooMuch) {
            return Optional.empty();
        }
    }

    /// A document of this page only: found by walking the tree, it does not depend on what the tree
    /// says of its counts.
    private static PDDocument alone(PDDocument document, PDPage page) throws IOException {
        var one = new PDDocument();
        var layers = document.getDocumentCatalog().getOCProperties();
        if (layers != null) {
            one.getDocumentCatalog().setOCProperties(layers);
        }
        // what it inherits is lost with its parent
        page.setResources(page.getResources());
        page.setMediaBox(page.getMediaBox());
        page.setCropBox(page.getCropBox());
        page.setRotation(page.getRotation());
        one.addPage(page);
        return one;
    }

    /// Without colours if it has none: a scan is a third.
    private static byte[] png(BufferedImage image) throws IOException {
        var shown = image;
        if (isGrey(image)) {
            shown =
                    new BufferedImage(
                            image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
            var grey = shown.getRaster();
            var points = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
            for (int y = 0, at = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++, at++) {
                    grey.setSample(x, y, 0, points[at] & 0xff);
                }
            }
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(shown, "png", bytes);
        return bytes.toByteArray();
    }

    private static boolean isGrey(BufferedImage image) {
        for (var point : ((DataBufferInt) image.getRaster().getDataBuffer()).getData()) {
            var blue = point & 0xff;
            if ((point >> 8 & 0xff) != blue || (point >> 16 & 0xff) != blue) {
                return false;
            }
        }
        return true;
    }

    @Override
    protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
        return new Drawer(parameters);
    }

    private final class Drawer extends PageDrawer {
        private final Budget budget = new Budget(MOST_OPERATORS, PERCENT);
        private int annotations;

        private Drawer(PageDrawerParameters parameters) throws IOException {
            super(parameters);
        }

        @Override
        protected void processOperator(Operator operator, List<COSBase> operands)
                throws IOException {
            budget.step();
            super.processOperator(operator, operands);
        }

        @Override
        protected void operatorException(
                Operator operator, List<COSBase> operands, IOException failed) throws IOException {
            isWhole = false;
            super.operatorException(operator, operands, failed);
        }

        /// Before anything of it is unpacked.
        @Override
        public void drawImage(PDImage image) throws IOException {
            if ((long) image.getWidth() * image.getHeight() > MOST_POINTS_OF_A_PICTURE) {
                throw new TooMuch(Trouble.PICTURE_TOO_LARGE);
            }
            super.drawImage(image);
        }

        @Override
        public void showAnnotation(PDAnnotation annotation) throws IOException {
            if (++annotations > MOST_ANNOTATIONS) {
                isWhole = false;
                return;
            }
            super.showAnnotation(annotation);
        }
    }
}
