package th.sala.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;

/// The reader: says whether a PDF can be read, its text, and how its pages look, and copies it with
/// stamps on it.
public final class Program implements Serving.Work {
    private static final long SCRATCH = 96L * 1024 * 1024;
    private static final int TAIL = 4096;
    private static final int WIDE_TAIL = 64 * 1024;

    private Program() {}

    /// @param args as [Serving#serve]
    public static void main(String[] args) throws IOException {
        Serving.serve(args, new Program());
    }

    @Override
    public void warm() throws IOException {
        rehearse();
        ScanWarming.up();
    }

    /// Reads and draws a PDF of its own, so that all that PDFBox needs is loaded.
    public static void rehearse() throws IOException {
        Warming.up();
    }

    /// The file in pieces, so that no part of the memory must be as large as it.
    @Override
    public Answer answer(Request request, InputStream file) throws IOException {
        return answer(request, new RandomAccessReadBuffer(file));
    }

    static Answer answer(Request request, RandomAccessRead file) {
        try {
            if (file.length() == 0) {
                return new Answer.Empty();
            }
            var kind = Kind.of(part(file, 0, Kind.HEAD).getBytes(StandardCharsets.ISO_8859_1));
            if (kind == Kind.PICTURE && request instanceof Request.Pages) {
                return PicturePages.of(whole(file));
            }
            if (kind == Kind.PICTURE && request instanceof Request.Emblem) {
                return SmallPicture.of(whole(file));
            }
            if (kind != Kind.PDF || request instanceof Request.Emblem) {
                return new Answer.NotPdf(kind);
            }
            return isWhole(file) ? opened(request, file) : new Answer.Broken(Trouble.TRUNCATED);
        } catch (IOException unreadable) {
            return new Answer.Broken(Trouble.DAMAGED);
        }
    }

    private static byte[] whole(RandomAccessRead file) throws IOException {
        var bytes = new byte[(int) file.length()];
        file.readFully(bytes);
        return bytes;
    }

    private static Answer opened(Request request, RandomAccessRead file) throws IOException {
        var isOdd = hasOtherData(file);
        var length = file.length();
        var end = part(file, Math.max(0, file.length() - WIDE_TAIL), WIDE_TAIL);
        var memory = MemoryUsageSetting.setupMainMemoryOnly(SCRATCH);
        try (var document = Loader.loadPDF(file, "", null, null, memory.streamCache)) {
            return answer(request, document, length, isOdd);
        } catch (InvalidPasswordException locked) {
            return new Answer.Encrypted();
        } catch (TooMuch tooMuch) {
            return new Answer.Broken(tooMuch.trouble);
        } catch (IOException | RuntimeException | LinkageError damaged) {
            // encrypted in a way that PDFBox has no key for: by certificates, or by something newer
            return end.contains("/Encrypt")
                    ? new Answer.Encrypted()
                    : new Answer.Broken(Trouble.DAMAGED);
        } catch (StackOverflowError tooDeep) {
            return new Answer.Broken(Trouble.TOO_COMPLEX);
        }
    }

    private static Answer answer(Request request, PDDocument document, long length, boolean isOdd)
            throws IOException {
        return switch (request) {
            case Request.Look _ -> read(document, 1, isOdd, false);
            case Request.Read _ -> read(document, Wire.MOST_TEXT_PAGES, isOdd, true);
            case Request.Draw(var number, var size) -> {
                var page = page(document, number);
                yield page == null
                        ? new Answer.Broken(Trouble.NO_SUCH_PAGE)
                        : PagePicture.of(document, page, size);
            }
            case Request.Sheets(var from, var to) -> SheetLook.of(document, from, to);
            case Request.Cut(var from, var to) -> MarkedCopy.cut(document, from, to);
            case Request.Copy copy -> MarkedCopy.of(document, copy);
            case Request.Place place -> SignaturePlace.behind(document, length, place);
            case Request.Pages _, Request.Emblem _, Request.Check _ ->
                    throw new IllegalArgumentException("not asked here");
        };
    }

    private static Answer read(PDDocument document, int texted, boolean isOdd, boolean isAll)
            throws IOException {
        var pages = countPages(document);
        if (pages == 0) {
            return new Answer.Broken(Trouble.NO_PAGES);
        }
        var features = EnumSet.noneOf(Feature.class);
        if (isAll) {
            features.addAll(Features.of(document));
        }
        if (isOdd) {
            features.add(Feature.OTHER_DATA);
        }
        var found = PageTexts.of(document, texted);
        return new Answer.Readable(pages, found.texts(), found.cut() || pages > texted, features);
    }

    /// Counts the pages that are there, because what a file says of itself may be anything.
    private static int countPages(PDDocument document) {
        int pages = 0;
        for (var _ : document.getPages()) {
            if (++pages > Wire.MOST_PAGES) {
                throw new TooMuch(Trouble.TOO_MANY_PAGES);
            }
        }
        return pages;
    }

    private static @Nullable PDPage page(PDDocument document, int number) {
        int place = 0;
        for (var page : document.getPages()) {
            if (++place == number) {
                return page;
            } else if (place > Wire.MOST_PAGES) {
                throw new TooMuch(Trouble.TOO_MANY_PAGES);
            }
        }
        return null;
    }

    /// A PDF says at its end where its parts are; one that was cut off does not. Scanners leave
    /// padding behind it.
    private static boolean isWhole(RandomAccessRead file) throws IOException {
        for (var end = file.length(); end > 0; ) {
            var from = Math.max(0, end - TAIL);
            var tail = part(file, from, (int) (end - from));
            var said = tail.replace('\0', ' ').stripTrailing();
            if (!said.isEmpty()) {
                end = from + said.length();
                var last = part(file, Math.max(0, end - TAIL), (int) Math.min(TAIL, end));
                return last.contains("startxref") && last.contains("%%EOF");
            }
            end = from;
        }
        return false;
    }

    /// Whether the file can be taken for another kind, too.
    private static boolean hasOtherData(RandomAccessRead file) throws IOException {
        var head = part(file, 0, Kind.HEAD);
        var before = head.substring(0, head.indexOf("%PDF-")).replace("\u00ef\u00bb\u00bf", "");
        var tail = part(file, Math.max(0, file.length() - TAIL), TAIL);
        var end = tail.lastIndexOf("%%EOF");
        var after = end < 0 ? "" : tail.substring(end + "%%EOF".length());
        return !before.isBlank() || after.replace('\0', ' ').strip().length() > 0;
    }

    private static String part(RandomAccessRead file, long from, int most) throws IOException {
        var bytes = new byte[(int) Math.min(most, file.length() - from)];
        file.seek(from);
        file.readFully(bytes);
        file.seek(0);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
