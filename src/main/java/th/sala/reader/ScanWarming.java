package th.sala.reader;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;

/// As [Warming], of what scans need besides: kinds of pictures, and a divider. Apart from it,
/// because the program that checks signatures has no ZXing.
final class ScanWarming {
    private static final int DIVIDER = 400;

    private ScanWarming() {}

    static void up() throws IOException {
        for (var format : List.of("tiff", "png", "jpeg")) {
            for (var type : List.of(BufferedImage.TYPE_BYTE_BINARY, BufferedImage.TYPE_INT_RGB)) {
                pages(format, new BufferedImage(16, 16, type));
            }
        }
        var file = new RandomAccessReadBuffer(sheets());
        var looked = Program.answer(new Request.Sheets(1, 2), file);
        if (!looked.equals(new Answer.Sheets(List.of(Answer.Sheet.DIVIDER, Answer.Sheet.WHITE)))) {
            throw new IllegalStateException("cannot see my own divider");
        }
    }

    private static byte[] sheets() throws IOException {
        try (var document = new PDDocument()) {
            var divider = new PDPage();
            document.addPage(divider);
            try (var content = new PDPageContentStream(document, divider)) {
                var code = LosslessFactory.createFromImage(document, divider());
                content.drawImage(code, 100, 200, 400, 400);
            }
            document.addPage(new PDPage());
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static void pages(String format, BufferedImage picture) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, format, bytes);
        var file = new RandomAccessReadBuffer(bytes.toByteArray());
        if (!(Program.answer(new Request.Pages(), file) instanceof Answer.Copied)) {
            throw new IllegalStateException("cannot read my own picture");
        }
    }

    /// A divider, so that all of its reading is loaded, too.
    private static BufferedImage divider() throws IOException {
        try {
            var code =
                    new QRCodeWriter()
                            .encode(Wire.DIVIDER, BarcodeFormat.QR_CODE, DIVIDER, DIVIDER);
            var image = new BufferedImage(DIVIDER, DIVIDER, BufferedImage.TYPE_BYTE_GRAY);
            for (int y = 0; y < DIVIDER; y++) {
                for (int x = 0; x < DIVIDER; x++) {
                    image.getRaster().setSample(x, y, 0, code.get(x, y) ? 0 : 255);
                }
            }
            return image;
        } catch (WriterException impossible) {
            throw new IOException(impossible);
        }
    }
}
