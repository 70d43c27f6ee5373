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

    /// Points darker than this are ink.
    private static final int INK = 150;

    /// A sheet with less ink than this share is white: dust and what shines through.
    private static final double LEAST_INK = 0.0008;

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

    private static Answer.Sheet look(PDDocument document, PDPage page) throws IOException {
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
        long ink = 0;
        long all = 0;
        for (int y = down; y < grey.getHeight() - down; y++) {
            for (int x = across; x < grey.getWidth() - across; x++) {
                all++;
                if ((points[y * grey.getWidth() + x] & 0xff) < INK) {
                    ink++;
                }
            }
        }
        return ink <= all * LEAST_INK;
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
