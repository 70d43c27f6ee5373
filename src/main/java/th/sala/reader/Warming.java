package th.sala.reader;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;

/// Reads and draws a PDF of its own once: afterwards all classes and libraries that a page needs
/// are loaded, and the reader can be denied opening anything.
final class Warming {
    private Warming() {}

    static void up() throws IOException {
        var sample = sample(true);
        place(sample(false));
        for (var request : requests(sample(false))) {
            // of its own, because a buffer ends with the document that was read from it
            var answer = Program.answer(request, new RandomAccessReadBuffer(sample));
            if (answer instanceof Answer.Broken) {
                throw new IllegalStateException("cannot read my own PDF");
            }
        }
    }

    /// Nobody signs behind a locked file.
    private static void place(byte[] open) throws IOException {
        var said = new Request.Place.Said("ศาลา", "ลงนาม", Instant.EPOCH);
        for (var asked : List.of(new Request.Place(said), new Request.Place(null))) {
            var answer = Program.answer(asked, new RandomAccessReadBuffer(open));
            if (!(answer instanceof Answer.Copied)) {
                throw new IllegalStateException("cannot sign behind my own PDF: " + answer);
            }
        }
    }

    /// The copy is stamped once where there is room, and once where there is none.
    private static List<Request> requests(byte[] ours) {
        var small = new Request.Stamp(ours, 72, 72, 100, 20);
        var large = new Request.Stamp(ours, 0, 0, 612, 600);
        return List.of(
                new Request.Look(),
                new Request.Read(),
                new Request.Draw(1, Request.Draw.Size.SHOWN),
                new Request.Cut(1, 1),
                new Request.Copy(List.of(small), List.of(ours)),
                new Request.Copy(List.of(large), List.of()));
    }

    private static byte[] sample(boolean locked) throws IOException {
        var photo = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        var grey =
                new ColorConvertOp(ColorSpace.getInstance(ColorSpace.CS_GRAY), null)
                        .filter(photo, null);
        try (var document = new PDDocument()) {
            var page = new PDPage();
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(FontName.HELVETICA), 12);
                content.newLineAtOffset(72, 700);
                content.showText("Sala");
                content.endText();
                content.setNonStrokingColor(Color.BLUE);
                content.setNonStrokingColor(0f, 0f, 0f, 1f);
                content.addRect(10, 10, 100, 100);
                content.fill();
                content.drawImage(JPEGFactory.createFromImage(document, photo), 0, 0, 50, 50);
                content.drawImage(LosslessFactory.createFromImage(document, grey), 50, 50, 99, 99);
            }
            if (locked) {
                var policy = new StandardProtectionPolicy("owner", "", new AccessPermission());
                policy.setEncryptionKeyLength(256);
                document.protect(policy);
            }
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }
}
