package th.sala.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static th.sala.files.Pdfs.assembled;
import static th.sala.files.Pdfs.joined;
import static th.sala.files.Pdfs.stream;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/// The PDFs of `pdf-hostile.tsv`, made anew each time: the same cause and number make the same
/// file.
public final class HostilePdfs {
    private static final String CATALOG = Pdfs.CATALOG;
    private static final String PAGES = Pdfs.PAGES;
    private static final String EMPTY_PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>";
    private static final String FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";

    private HostilePdfs() {}

    /// @param variant from 0
    static byte[] of(String cause, int variant) {
        var random = new Random(cause.hashCode() * 31L + variant);
        return switch (cause) {
            case "self-reference" -> circle(1, 2 + variant, random);
            case "mutual-reference" -> circle(2 + variant, 2, random);
            case "billion-laughs" -> laughs(12 + 6 * variant, 10 - 2 * variant);
            case "text-bomb" -> Pdfs.bomb(400 + 300 * variant);
            case "nested-flate" -> nestedFlate(2 + variant);
            case "ascii-bomb" -> asciiBomb(variant);
            case "many-contents" -> manyContents(100_000 << variant);
            case "huge-picture" -> picture(HUGE_FILTERS.get(variant), 100_000, 100_000, "x");
            case "lying-jpeg" -> lyingJpeg(variant);
            case "unknown-codec" -> picture("/Filter/JPXDecode", 10, 10 + variant, "x");
            case "many-pages" -> manyPages(variant);
            case "page-tree-laughs" -> treeOfPages();
            case "page-tree-loop" -> pageLoop(variant);
            case "page-count-lies" -> lyingCount(variant);
            case "xref-loop" -> xrefLoop(variant);
            case "user-password" -> encrypted(variant, "user");
            case "owner-password" -> encrypted(variant, "");
            case "other-encryption" -> otherEncryption(variant);
            case "javascript" -> withCatalog(SCRIPTS.get(variant));
            case "launch" -> withCatalog(LAUNCHES.get(variant));
            case "embedded-file" -> withCatalog(EMBEDDED.get(variant));
            case "form" -> withCatalog("/AcroForm<</Fields[<</FT/Tx/T(a)>>]>>");
            case "xfa" -> withCatalog(XFAS.get(variant));
            case "signed" -> withCatalog(SIGNED);
            case "truncated" -> truncated(random);
            case "no-pages" -> Pdfs.withoutPages();
            case "polyglot" -> polyglot(variant);
            case "late-header" -> joined(" ".repeat(1_100 * (variant + 1)), good(), "");
            case "wrong-magic" -> joined(MAGICS.get(variant), noise(random, 2_000), "");
            case "bad-font" -> badFont(variant, random);
            case "bad-cmap" -> badCmap(variant);
            case "bad-length" -> badLength(LENGTHS.get(variant));
            case "object-stream-loop" -> objectStreams(variant);
            case "deep" -> deep(variant);
            case "memory-bomb" -> memoryBomb(variant);
            case "many-annotations" -> annotations(100_000, variant);
            case "huge-page" -> page(HUGE_BOXES.get(variant), "", "0 0 9 9 re f");
            case "no-size" -> page(NO_SIZES.get(variant), "", "0 0 9 9 re f");
            case "tiling" -> tiling(variant);
            case "tiling-loop" -> tilingLoop();
            case "shading-function" -> shadingFunction(variant);
            case "dashes" -> page("0 0 999 999", "", dashes(variant));
            case "glyph-loop" -> glyphLoop(variant);
            case "groups" -> groups(60 + 20 * variant);
            case "crowd" -> crowd(variant);
            case "empty" -> new byte[0];
            case "noise" -> mutated(random);
            case "garbage" -> joined("%PDF-1.7\n", noise(random, 5_000), "startxref\n5\n%%EOF");
            case "scan" -> scan();
            default -> throw new IllegalArgumentException(cause);
        };
    }

    /// Lets a reader's own user come to what is in a folder of a test.
    public static void openTo(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static byte[] good() {
        return Pdfs.of("A letter", "page two");
    }

    // ---- pieces

    private static byte[] latin(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] of(List<String> objects) {
        return assembled(objects.toArray(String[]::new));
    }

    private static byte[] page(String box, String resources, String content, String... more) {
        var objects =
                new ArrayList<>(
                        List.of(
                                CATALOG,
                                PAGES,
                                "<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<<%s>>>>"
                                        .formatted(box, resources),
                                stream(content)));
        objects.addAll(List.of(more));
        return of(objects);
    }

    private static byte[] withStream(String pageEntries, String dictionary, byte[] content) {
        return assembled(
                latin(CATALOG),
                latin(PAGES),
                latin("<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]" + pageEntries + ">>"),
                streamOf(dictionary, content));
    }

    private static byte[] streamOf(String dictionary, byte[] content) {
        return joined(
                "<<%s/Length %d>>\nstream\n".formatted(dictionary, content.length),
                content,
                "\nendstream");
    }

    private static byte[] deflated(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var deflater =
                new DeflaterOutputStream(out, new Deflater(Deflater.BEST_COMPRESSION))) {
            deflater.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static byte[] noise(Random random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    // ---- what draws itself

    /// Forms in a circle, each drawing the next more than once.
    private static byte[] circle(int forms, int times, Random random) {
        var name = "X" + random.nextInt(1000);
        var content = ("/" + name + " Do ").repeat(times);
        var objects =
                new ArrayList<>(
                        List.of(
                                CATALOG,
                                PAGES,
                                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</%s 5 0 R>>>>>>"
                                        .formatted(name),
                                stream("/" + name + " Do")));
        for (int i = 0; i < forms; i++) {
            objects.add(
                    "<</Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<</XObject<</%s %d 0 R>>>>/Length %d>>\nstream\n%s\nendstream"
                            .formatted(name, 5 + (i + 1) % forms, content.length(), content));
        }
        return of(objects);
    }

    private static byte[] laughs(int levels, int times) {
        var objects =
                new ArrayList<>(
                        List.of(
                                CATALOG,
                                PAGES,
                                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
                                stream("/X Do")));
        var content = "/X Do ".repeat(times);
        for (int i = 0; i < levels; i++) {
            objects.add(
                    "<</Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<</XObject<</X %d 0 R>>>>/Length %d>>\nstream\n%s\nendstream"
                            .formatted(6 + i, content.length(), content));
        }
        objects.add(
                "<</Type/XObject/Subtype/Form/BBox[0 0 99 99]/Length 12>>\nstream\n0 0 9 9 re f\nendstream");
        return of(objects);
    }

    private static byte[] glyphLoop(int variant) {
        var glyph = variant == 0 ? "500 0 d0 BT /F 9 Tf (aa) Tj ET" : "500 0 d0 /X Do /X Do";
        return page(
                "0 0 99 99",
                "/Font<</F 5 0 R>>",
                "BT /F 9 Tf (aa) Tj ET",
                "<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 6 0 R>>/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[9]/Resources 7 0 R>>",
                stream(glyph),
                "<</Font<</F 5 0 R>>/XObject<</X 8 0 R>>>>",
                "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources 7 0 R/Length 21>>\nstream\nBT /F 9 Tf (aa) Tj ET\nendstream");
    }

    private static byte[] tiling(int variant) {
        var step = variant == 0 ? "0.00001" : "1e-9";
        return page(
                "0 0 999 999",
                "/Pattern<</P 5 0 R>>",
                "/Pattern cs /P scn 0 0 999 999 re f",
                "<</Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep %s/YStep %s/Resources<<>>/Length 12>>\nstream\n0 0 9 9 re f\nendstream"
                        .formatted(step, step));
    }

    private static byte[] tilingLoop() {
        var content = "/Pattern cs /P scn 0 0 99 99 re f 0 0 9 9 re f";
        return page(
                "0 0 99 99",
                "/Pattern<</P 5 0 R>>",
                content,
                "<</Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 99 99]/XStep 99/YStep 99/Resources<</Pattern<</P 5 0 R>>>>/Length %d>>\nstream\n%s\nendstream"
                        .formatted(content.length(), content));
    }

    private static byte[] shadingFunction(int variant) {
        var program = "{" + "2 copy mul sin exch cos add 1 index ".repeat(2000 << variant);
        program += "pop ".repeat(2000 << variant) + "pop pop 0 0 0 }";
        return page(
                "0 0 999 999",
                "/Shading<</S 5 0 R>>",
                "/S sh",
                "<</ShadingType 1/ColorSpace/DeviceRGB/Domain[0 999 0 999]/Function 6 0 R>>",
                "<</FunctionType 4/Domain[0 999 0 999]/Range[0 1 0 1 0 1]/Length %d>>\nstream\n%s\nendstream"
                        .formatted(program.length(), program));
    }

    private static String dashes(int variant) {
        var line = variant == 0 ? "0 0 m 999 999 l S " : "0 0 m 99 999 999 -999 999 999 c S ";
        return "[0.00001 0.00001] 0 d 0.5 w " + line.repeat(20);
    }

    /// Groups in groups, each of which wants a picture of its own.
    private static byte[] groups(int levels) {
        var objects =
                new ArrayList<>(
                        List.of(
                                CATALOG,
                                PAGES,
                                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 999 3000]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>/ExtGState<</G<</ca 0.5>>>>>>>>",
                                stream("/G gs /X Do")));
        for (int i = 0; i < levels; i++) {
            objects.add(
                    "<</Type/XObject/Subtype/Form/BBox[0 0 999 3000]/Group<</S/Transparency/I true>>/Resources<</XObject<</X %d 0 R>>/ExtGState<</G<</ca 0.5>>>>>>/Length 11>>\nstream\n/G gs /X Do\nendstream"
                            .formatted(6 + i));
        }
        objects.add(
                "<</Type/XObject/Subtype/Form/BBox[0 0 99 99]/Length 12>>\nstream\n0 0 9 9 re f\nendstream");
        return of(objects);
    }

    // ---- what unpacks to much

    private static byte[] nestedFlate(int filters) {
        var content = Pdfs.deflated("BT /F 1 Tf (aaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET\n", 700);
        for (int i = 1; i < filters; i++) {
            content = deflated(content);
        }
        return withStream(
                "/Contents 4 0 R/Resources<</Font<</F" + FONT + ">>>>",
                "/Filter[" + "/FlateDecode".repeat(filters) + "]",
                content);
    }

    private static byte[] asciiBomb(int variant) {
        var runs = new byte[2_000_000];
        for (int i = 0; i < runs.length; i += 2) {
            runs[i] = (byte) 129;
            runs[i + 1] = ' ';
        }
        var content = variant == 0 ? runs : deflated(runs);
        var filters = variant == 0 ? "/RunLengthDecode" : "[/FlateDecode/RunLengthDecode]";
        return withStream("/Contents 4 0 R", "/Filter" + filters, content);
    }

    private static byte[] manyContents(int times) {
        return of(
                List.of(
                        CATALOG,
                        PAGES,
                        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents["
                                + "4 0 R ".repeat(times)
                                + "]>>",
                        stream("0 0 9 9 re f ".repeat(20))));
    }

    private static byte[] memoryBomb(int variant) {
        var many = (variant == 0 ? "[" + "[0]".repeat(12_000_000) + "]" : "<<" + keys() + ">>");
        var object = "10 0 " + many;
        var packed = deflated(latin(object));
        return withObjectStream(packed, 1, "10 0 ".length(), "/Extra 10 0 R", 10);
    }

    private static String keys() {
        return IntStream.range(0, 3_000_000)
                .mapToObj(i -> "/K" + i + "[0]")
                .collect(Collectors.joining());
    }

    /// With a cross-reference stream that says that the object is in object stream 5.
    private static byte[] withObjectStream(
            byte[] packed, int count, int first, String catalogEntries, int number) {
        var pdf = new ByteArrayOutputStream();
        pdf.writeBytes(latin("%PDF-1.5\n"));
        var offsets = new int[7];
        var objects = new ArrayList<byte[]>();
        objects.add(latin("<</Type/Catalog/Pages 2 0 R" + catalogEntries + ">>"));
        objects.add(latin(PAGES));
        objects.add(latin(EMPTY_PAGE));
        objects.add(latin("null"));
        objects.add(
                streamOf(
                        "/Type/ObjStm/Filter/FlateDecode/N %d/First %d".formatted(count, first),
                        packed));
        for (int i = 0; i < objects.size(); i++) {
            offsets[i + 1] = pdf.size();
            pdf.writeBytes(joined((i + 1) + " 0 obj", objects.get(i), "\nendobj\n"));
        }
        offsets[6] = pdf.size();
        var table = new ByteArrayOutputStream();
        entry(table, 0, 0, 255);
        for (int i = 1; i <= 6; i++) {
            entry(table, 1, offsets[i], 0);
        }
        entry(table, 2, 5, 0);
        pdf.writeBytes(
                joined(
                        "6 0 obj",
                        streamOf(
                                "/Type/XRef/W[1 4 1]/Root 1 0 R/Size %d/Index[0 7 %d 1]"
                                        .formatted(number + 1, number),
                                table.toByteArray()),
                        "\nendobj\n"));
        pdf.writeBytes(latin("startxref\n%d\n%%%%EOF".formatted(offsets[6])));
        return pdf.toByteArray();
    }

    private static void entry(ByteArrayOutputStream table, int kind, int place, int more) {
        table.write(kind);
        for (int shift = 24; shift >= 0; shift -= 8) {
            table.write(place >> shift);
        }
        table.write(more);
    }

    private static byte[] objectStreams(int variant) {
        var content =
                switch (variant) {
                    case 0 -> "5 0 <</Type/ObjStm/N 1/First 4>>";
                    case 1 -> "10 0 10 0 R";
                    default -> "10 0 5 0 R";
                };
        return withObjectStream(
                deflated(latin(content)),
                1,
                content.indexOf(' ', 3) + 1,
                "/Extra 10 0 R/Other 5 0 R",
                variant == 0 ? 7 : 10);
    }

    private static byte[] crowd(int variant) {
        var text = "(" + "a".repeat(100) + ") Tj 0 0 Td ";
        return page(
                "0 0 99 99",
                "/Font<</F" + FONT + ">>",
                "BT /F 1 Tf " + text.repeat(2_000 << variant) + "ET");
    }

    // ---- pictures

    private static final List<String> HUGE_FILTERS =
            List.of(
                    "",
                    "/Filter/FlateDecode",
                    "/Filter/DCTDecode",
                    "/Filter/JBIG2Decode",
                    "/Filter/JPXDecode",
                    "/Filter/CCITTFaxDecode");

    private static byte[] picture(String filter, int width, int height, String content) {
        return picture(filter, width, height, latin(content));
    }

    private static byte[] picture(String filter, int width, int height, byte[] content) {
        return assembled(
                latin(CATALOG),
                latin(PAGES),
                latin(
                        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>"),
                latin(stream("99 0 0 99 0 0 cm /I Do")),
                streamOf(
                        "/Type/XObject/Subtype/Image/ColorSpace/DeviceRGB/BitsPerComponent 8/Width %d/Height %d%s"
                                .formatted(width, height, filter),
                        content));
    }

    /// A small JPEG whose own header says that it is far larger than the PDF says.
    private static byte[] lyingJpeg(int variant) {
        var jpeg = jpeg();
        for (int i = 0; i < jpeg.length - 9; i++) {
            if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0) {
                var side = variant == 0 ? 30_000 : 60_000;
                jpeg[i + 5] = (byte) (side >> 8);
                jpeg[i + 6] = (byte) side;
                jpeg[i + 7] = (byte) (side >> 8);
                jpeg[i + 8] = (byte) side;
            }
        }
        return picture("/Filter/DCTDecode", 8, 8, jpeg);
    }

    private static byte[] jpeg() {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "jpeg", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] scan() {
        return picture("/Filter/DCTDecode", 8, 8, jpeg());
    }

    // ---- pages

    private static byte[] manyPages(int variant) {
        return kids(variant == 0 ? 25_000 : 2_000_000);
    }

    private static byte[] kids(int count) {
        return assembled(
                CATALOG,
                "<</Type/Pages/Kids[" + "3 0 R ".repeat(count) + "]/Count " + count + ">>",
                EMPTY_PAGE);
    }

    /// Three levels, each of which has the next one sixty times.
    private static byte[] treeOfPages() {
        var objects = new ArrayList<>(List.of(CATALOG));
        for (int i = 0; i < 3; i++) {
            objects.add("<</Type/Pages/Kids[" + (3 + i + " 0 R ").repeat(60) + "]/Count 1000000>>");
        }
        objects.add(EMPTY_PAGE);
        return of(objects);
    }

    private static byte[] pageLoop(int variant) {
        return switch (variant) {
            case 0 -> Pdfs.pagesInACircle();
            case 1 ->
                    assembled(
                            CATALOG,
                            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                            "<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>");
            default -> assembled("<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 1>>");
        };
    }

    private static byte[] lyingCount(int variant) {
        var count = variant == 0 ? "1000000000" : "-7";
        return assembled(CATALOG, "<</Type/Pages/Kids[3 0 R]/Count " + count + ">>", EMPTY_PAGE);
    }

    private static final List<String> HUGE_BOXES =
            List.of("0 0 1000000000 1000000000", "0 0 1 1000000", "0 0 1000000 1");

    private static final List<String> NO_SIZES = List.of("0 0 0 0", "5 5 5 500", "0 0 1e-30 1e-30");

    private static byte[] annotations(int count, int variant) {
        var look = variant == 0 ? "/AP<</N 4 0 R>>" : "/C[1 0 0]/IC[0 1 0]";
        return of(
                List.of(
                        CATALOG,
                        PAGES,
                        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Annots["
                                + "5 0 R ".repeat(count)
                                + "]>>",
                        "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 12>>\nstream\n0 0 9 9 re f\nendstream",
                        "<</Type/Annot/Subtype/Square/Rect[0 0 9 9]" + look + ">>"));
    }

    // ---- structure

    private static byte[] xrefLoop(int variant) {
        var pdf = new String(assembled(CATALOG, PAGES, EMPTY_PAGE), ISO_8859_1);
        var start = pdf.lastIndexOf("startxref") + "startxref\n".length();
        var itself = pdf.substring(start, pdf.indexOf('\n', start));
        var before = List.of(itself, "0", "99999999", "-1").get(variant);
        return latin(pdf.replace("trailer<<", "trailer<</Prev " + before));
    }

    private static byte[] encrypted(int variant, String user) {
        return Pdfs.encrypted(new int[] {40, 128, 256}[variant], "owner", user, "secret");
    }

    private static byte[] otherEncryption(int variant) {
        var filter = variant == 0 ? "/Filter/Adobe.PubSec/SubFilter/adbe.pkcs7.s5" : "/Filter/X";
        return latin(
                new String(assembled(CATALOG, PAGES, EMPTY_PAGE), ISO_8859_1)
                        .replace(
                                "trailer<<", "trailer<</Encrypt<<" + filter + "/V 9>>/ID[(a)(a)]"));
    }

    private static final List<String> SCRIPTS =
            List.of(
                    "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>",
                    "/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(1)>>]>>>>",
                    "/AA<</WC<</S/Rendition/JS(1)>>>>");

    private static final List<String> LAUNCHES =
            List.of(
                    "/OpenAction<</S/Launch/F(cmd.exe)>>",
                    "/AA<</WC<</S/URI/URI(x)/Next[<</S/Launch/Win<</F(calc.exe)>>>>]>>>>");

    private static final List<String> EMBEDDED =
            List.of(
                    "/Names<</EmbeddedFiles<</Names[(a.exe)<</Type/Filespec/F(a.exe)/EF<</F 3 0 R>>>>]>>>>",
                    "/AF[<</Type/Filespec/EF<</UF 3 0 R>>>>]");

    private static final List<String> XFAS =
            List.of(
                    "/AcroForm<</Fields[<</T(a)>>]/XFA[(template)3 0 R]>>",
                    "/AcroForm<</Fields[]/XFA 3 0 R>>");

    private static final String SIGNED =
            "/AcroForm<</Fields[<</FT/Sig/T(s)/V<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>>>]>>";

    private static byte[] withCatalog(String entries) {
        return assembled("<</Type/Catalog/Pages 2 0 R" + entries + ">>", PAGES, EMPTY_PAGE);
    }

    private static byte[] truncated(Random random) {
        var whole = good();
        return Arrays.copyOf(whole, 20 + random.nextInt(whole.length - 40));
    }

    private static byte[] polyglot(int variant) {
        return switch (variant) {
            case 0 -> joined("", good(), "PK\u0005\u0006" + "\0".repeat(18));
            case 1 -> joined("<html><script>alert(1)</script><!--", good(), "-->");
            case 2 -> joined("x".repeat(900), good(), "");
            default -> joined("MZ", good(), "\nmore than a PDF");
        };
    }

    private static final List<String> MAGICS =
            List.of(
                    "PK\u0003\u0004",
                    "\u0089PNG\r\n",
                    "\u00d0\u00cf\u0011\u00e0",
                    "<html>",
                    "MZ",
                    "PDF-1.7",
                    "%PDF 1.7");

    private static final List<String> LENGTHS =
            List.of("-5", "99999999999999", "4 0 R", "(x)", "2147483647");

    private static byte[] badLength(String length) {
        return assembled(
                CATALOG,
                PAGES,
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F"
                        + FONT
                        + ">>>>>>",
                "<</Length " + length + ">>\nstream\nBT /F 9 Tf (A letter) Tj ET\nendstream");
    }

    private static byte[] deep(int variant) {
        var levels = 200_000;
        return switch (variant) {
            case 0 -> Pdfs.deep(levels);
            case 1 ->
                    assembled(
                            CATALOG,
                            PAGES,
                            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Deep "
                                    + "<</A ".repeat(levels)
                                    + "1"
                                    + ">>".repeat(levels)
                                    + ">>");
            default -> page("0 0 99 99", "", "[".repeat(levels) + "]".repeat(levels) + " 0 d");
        };
    }

    private static byte[] badFont(int variant, Random random) {
        var key = List.of("FontFile2", "FontFile3", "FontFile").get(variant);
        var type = List.of("TrueType", "Type1", "Type1").get(variant);
        return assembled(
                latin(CATALOG),
                latin(PAGES),
                latin(
                        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"),
                latin(stream("BT /F 9 Tf 9 9 Td (A letter) Tj ET")),
                latin(
                        "<</Type/Font/Subtype/%s/BaseFont/Bad/FontDescriptor 6 0 R/Encoding/WinAnsiEncoding>>"
                                .formatted(type)),
                latin("<</Type/FontDescriptor/FontName/Bad/Flags 32/%s 7 0 R>>".formatted(key)),
                streamOf("/Length1 99999999/Subtype/Type1C", noise(random, 3_000)));
    }

    private static byte[] badCmap(int variant) {
        var map =
                switch (variant) {
                    case 0 ->
                            "1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange";
                    case 1 -> "/X usecmap 999999999 beginbfchar <61>";
                    default -> "1 begincidrange <0000> <FFFF> 0 endcidrange ".repeat(200);
                };
        return assembled(
                CATALOG,
                PAGES,
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
                stream("BT /F 9 Tf (A letter) Tj ET"),
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
                stream(map));
    }

    /// A good one in which a few bytes were changed.
    private static byte[] mutated(Random random) {
        var bytes = Pdfs.thai("เรื่อง ขอเชิญประชุม", "เรียน ผู้ว่าราชการจังหวัด");
        for (int i = 0; i < 1 + random.nextInt(20); i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
