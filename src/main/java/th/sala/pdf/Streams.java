package th.sala.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDStream;

/// Streams of a document, compressed.
final class Streams {
    /// The usual level took two fifths of a letter's time, for a tenth fewer bytes.
    private static final int LEVEL = 2;

    private Streams() {}

    static PDStream of(PDDocument document, byte[] bytes) throws IOException {
        var stream = new PDStream(document);
        stream.getCOSObject().setItem(COSName.FILTER, COSName.FLATE_DECODE);
        try (var out = stream.getCOSObject().createRawOutputStream()) {
            out.write(deflated(bytes));
        }
        return stream;
    }

    private static byte[] deflated(byte[] bytes) throws IOException {
        var deflater = new Deflater(LEVEL);
        try {
            var deflated = new ByteArrayOutputStream();
            try (var out = new DeflaterOutputStream(deflated, deflater)) {
                out.write(bytes);
            }
            return deflated.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
