package th.sala.reader;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/// What the sheets of a scan are: white, a divider of ours, or something to read.
final class SheetLook {
    /// Half of what is shown: enough for the divider's large code.
    private static final int WIDTH = PagePicture.WIDTH / 2;

    /// Scanners leave dark edges: so much of each side does not count.
    private static final double EDGE = 0.04;

    /// What is darker than so many parts of the paper is ink, also pale ink on grey paper.
    private static final double INK = 0.85;

    /// A sheet with less ink than this share is white: dust. A word is more.
    private static final double LEAST_INK = 0.0001;

    private static final int SHADES = 256;

    private static final Map<DecodeHintType, Object> HINTS =
            Map.of(
                    DecodeHintType.TRY_HARDER,
                    Boolean.TRUE,
                    DecodeHintType.POSSIBLE_FORMATS,
                    List.of(BarcodeFormat.QR_CODE));

    private SheetLook() {}

    static Answer of(PDDocument document, int from, int to) throws IOException {
        var sheets = new ArrayList<Answer.Sheet>();
        int place = 0;
        for (var page : document.getPages()) {
            place++;
            if (place > to) {
                break;
            }
            if (place >= from) {
                sheets.add(look(document, page));
            }
        }
        return sheets.isEmpty()
                ? new Answer.Broken(Trouble.NO_SUCH_PAGE)
                : new Answer.Sheets(sheets);
    }

    /// A page that cannot be drawn is somebody's page all the same.
    private static Answer.Sheet look(PDDocument document, PDPage page) {
        try {
            return seen(document, page);
        } catch (IOException | RuntimeException | StackOverflowError undrawn) {
            return Answer.Sheet.WRITTEN;
        }
    }

    private static Answer.Sheet seen(PDDocument document, PDPage page) throws IOException {
        var grey = PagePicture.grey(document, page, WIDTH);
        if (isWhite(grey)) {
            return Answer.Sheet.WHITE;
        }
        return isDivider(grey) ? Answer.Sheet.DIVIDER : Answer.Sheet.WRITTEN;
    }

    private static byte[] points(BufferedImage grey) {
        return ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
    }

    private static boolean isWhite(BufferedImage grey) {
        var points = points(grey);
        int across = (int) (grey.getWidth() * EDGE);
        int down = (int) (grey.getHeight() * EDGE);
        var shades = new long[SHADES];
        long all = 0;
        for (int y = down; y < grey.getHeight() - down; y++) {
            for (int x = across; x < grey.getWidth() - across; x++) {
                all++;
                shades[points[y * grey.getWidth() + x] & 0xff]++;
            }
        }
        int darkest = (int) (paper(shades) * INK);
        long ink = 0;
        for (int shade = 0; shade < darkest; shade++) {
            ink += shades[shade];
        }
        return ink <= all * LEAST_INK;
    }

    /// The shade that most points have.
    private static int paper(long[] shades) {
        int paper = 0;
        for (int shade = 0; shade < SHADES; shade++) {
            paper = shades[shade] > shades[paper] ? shade : paper;
        }
        return paper;
    }

    private static boolean isDivider(BufferedImage grey) {
        var source =
                new PlanarYUVLuminanceSource(
                        points(grey),
                        grey.getWidth(),
                        grey.getHeight(),
                        0,
                        0,
                        grey.getWidth(),
                        grey.getHeight(),
                        false);
        return says(source);
    }

    private static boolean says(LuminanceSource source) {
        try {
            var bitmap = new BinaryBitmap(new HybridBinarizer(source));
            return new QRCodeReader().decode(bitmap, HINTS).getText().equals(Wire.DIVIDER);
        } catch (ReaderException none) {
            return false;
        }
    }
}
