package th.sala.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/// PDFs as people send them, and as nobody should.
public final class Pdfs {
    static final String CATALOG = "<</Type/Catalog/Pages 2 0 R>>";
    static final String PAGES = "<</Type/Pages/Kids[3 0 R]/Count 1>>";

    private Pdfs() {}

    /// With a line on each page.
    public static byte[] of(String... lines) {
        try (var document = document(lines)) {
            return bytes(document);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static byte[] encrypted(String ownerPassword, String userPassword, String... lines) {
        return encrypted(256, ownerPassword, userPassword, lines);
    }

    static byte[] encrypted(int bits, String ownerPassword, String userPassword, String... lines) {
        try (var document = document(lines)) {
            var nothing = new AccessPermission();
            nothing.setCanExtractContent(false);
            nothing.setCanPrint(false);
            var policy = new StandardProtectionPolicy(ownerPassword, userPassword, nothing);
            policy.setEncryptionKeyLength(bits);
            document.protect(policy);
            return bytes(document);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static PDDocument document(String... lines) throws IOException {
        var document = new PDDocument();
        for (var line : lines) {
            var page = new PDPage();
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(FontName.HELVETICA), 12);
                content.newLineAtOffset(72, 700);
                content.showText(line);
                content.endText();
            }
        }
        return document;
    }

    private static byte[] bytes(PDDocument document) throws IOException {
        var bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }

    /// A page of Thai lines, as a Thai font's text is in a PDF: what is shown are Latin letters,
    /// and beside them stands what they mean.
    public static byte[] thai(String... lines) {
        var letters = String.join("", lines).chars().distinct().sorted().toArray();
        var map = new StringBuilder("1 begincodespacerange <00> <FF> endcodespacerange\n");
        map.append(letters.length).append(" beginbfchar\n");
        for (int i = 0; i < letters.length; i++) {
            map.append("<%02X> <%04X>%n".formatted('!' + i, letters[i]));
        }
        map.append("endbfchar\n");
        var page = new StringBuilder("BT /F 12 Tf 72 760 Td ");
        for (var line : lines) {
            page.append('<');
            for (var letter : line.toCharArray()) {
                page.append("%02X".formatted('!' + java.util.Arrays.binarySearch(letters, letter)));
            }
            page.append("> Tj 0 -20 Td ");
        }
        return assembled(
                CATALOG,
                PAGES,
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
                        + "/Resources<</Font<</F 5 0 R>>>>>>",
                stream(page.append("ET").toString()),
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
                stream(map.toString()));
    }

    /// A form that draws itself twice, as anybody can write it in a text editor.
    static byte[] selfReferencing() {
        return assembled(
                CATALOG,
                PAGES,
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources 6 0 R>>",
                stream("/X Do"),
                "<</Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources 6 0 R/Length 11>>\n"
                        + "stream\n/X Do /X Do\nendstream",
                "<</XObject<</X 5 0 R>>>>");
    }

    /// An empty page, and a script that wants to run when it is opened.
    public static byte[] withScript() {
        return assembled(
                "<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>",
                PAGES,
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>");
    }

    /// One page that claims to be a billion.
    static byte[] billionPages() {
        return assembled(
                CATALOG,
                "<</Type/Pages/Kids[3 0 R]/Count 1000000000>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>");
    }

    /// A page whose tree of pages leads back to itself.
    static byte[] pagesInACircle() {
        return assembled(CATALOG, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>");
    }

    static byte[] withoutPages() {
        return assembled(CATALOG, "<</Type/Pages/Kids[]/Count 0>>");
    }

    /// A few kilobytes that become gigabytes of drawing.
    public static byte[] bomb(int megabytes) {
        var content = deflated("BT /F 1 Tf (aaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET\n", megabytes);
        return assembled(
                CATALOG.getBytes(StandardCharsets.ISO_8859_1),
                PAGES.getBytes(StandardCharsets.ISO_8859_1),
                ("<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R"
                                + "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>")
                        .getBytes(StandardCharsets.ISO_8859_1),
                joined(
                        "<</Filter/FlateDecode/Length %d>>\nstream\n".formatted(content.length),
                        content,
                        "\nendstream"));
    }

    /// Arrays in arrays in arrays.
    static byte[] deep(int levels) {
        return assembled(
                CATALOG,
                PAGES,
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Deep "
                        + "[".repeat(levels)
                        + "]".repeat(levels)
                        + ">>");
    }

    /// A readable one with much that nobody looks at.
    static byte[] large(int bytes) {
        var ballast = new byte[bytes];
        new java.util.Random(2569).nextBytes(ballast);
        return assembled(
                CATALOG.getBytes(StandardCharsets.ISO_8859_1),
                PAGES.getBytes(StandardCharsets.ISO_8859_1),
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>"
                        .getBytes(StandardCharsets.ISO_8859_1),
                joined("<</Length %d>>\nstream\n".formatted(bytes), ballast, "\nendstream"));
    }

    static byte[] deflated(String line, int megabytes) {
        var bytes = new ByteArrayOutputStream();
        var many = line.repeat(1024 * 1024 / line.length()).getBytes(StandardCharsets.ISO_8859_1);
        try (var deflater =
                new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION))) {
            for (int i = 0; i < megabytes; i++) {
                deflater.write(many);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static String stream(String content) {
        return "<</Length %d>>\nstream\n%s\nendstream".formatted(content.length(), content);
    }

    static byte[] assembled(String... objects) {
        var bodies = new byte[objects.length][];
        for (int i = 0; i < objects.length; i++) {
            bodies[i] = objects[i].getBytes(StandardCharsets.ISO_8859_1);
        }
        return assembled(bodies);
    }

    static byte[] assembled(byte[]... objects) {
        var pdf = new ByteArrayOutputStream();
        var offsets = new ArrayList<Integer>();
        pdf.writeBytes("%PDF-1.4\n".getBytes(StandardCharsets.ISO_8859_1));
        for (int i = 0; i < objects.length; i++) {
            offsets.add(pdf.size());
            pdf.writeBytes(joined((i + 1) + " 0 obj", objects[i], "\nendobj\n"));
        }
        var start = pdf.size();
        pdf.writeBytes(xref(offsets, start).getBytes(StandardCharsets.ISO_8859_1));
        return pdf.toByteArray();
    }

    private static String xref(List<Integer> offsets, int start) {
        var xref = new StringBuilder("xref\n0 %d\n".formatted(offsets.size() + 1));
        xref.append("0000000000 65535 f \n");
        for (var offset : offsets) {
            xref.append("%010d 00000 n \n".formatted(offset));
        }
        return xref.append("trailer<</Root 1 0 R/Size %d>>\n".formatted(offsets.size() + 1))
                .append("startxref\n%d\n%%%%EOF".formatted(start))
                .toString();
    }

    static byte[] joined(String before, byte[] middle, String after) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(before.getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(middle);
        bytes.writeBytes(after.getBytes(StandardCharsets.ISO_8859_1));
        return bytes.toByteArray();
    }
}
