package th.sala.files;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;

/// The program that [PdfInspector] starts: looks at one PDF and writes one line about it. Whatever
/// the PDF does to it, it does to nobody else; memory is limited by the virtual machine's options,
/// time here and by who started it.
///
/// The line is `READABLE pages text` (UTF-8 in Base64), `ENCRYPTED` or `BROKEN reason`.
final class PdfInspection {
    static final String READABLE = "READABLE";
    static final String ENCRYPTED = "ENCRYPTED";
    static final String BROKEN = "BROKEN";

    static final String DAMAGED = "files.pdf.damaged";
    static final String NO_PAGES = "files.pdf.no-pages";
    static final String TOO_COMPLEX = "files.pdf.too-complex";

    private static final int MOST_PAGES = 20_000;
    private static final int MOST_OPERATORS = 500_000;
    private static final int MOST_GLYPHS = 100_000;
    private static final long SCRATCH = 64L * 1024 * 1024;
    private static final int TAIL = 64 * 1024;

    /// Of a processor, not of the clock: a busy machine makes nothing more complex. Enough for one
    /// page, however it is drawn.
    private static final Duration TIME_FOR_TEXT = Duration.ofSeconds(5);

    private static final int OPERATORS_A_GLANCE = 64;

    /// An orphan ends itself, a little after it would have been killed.
    private static final Duration LIFE = Duration.ofSeconds(150);

    private PdfInspection() {}

    public static void main(String[] args) {
        Thread.ofPlatform().daemon(true).start(PdfInspection::endInTime);
        // what libraries log is no part of the answer, wherever they log to
        var answer = new PrintStream(new FileOutputStream(FileDescriptor.out), true, US_ASCII);
        System.setOut(System.err);
        FontMappers.set(new OneFont());
        answer.println(look(new File(args[0])));
    }

    private static void endInTime() {
        try {
            Thread.currentThread().join(LIFE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    private static String look(File file) {
        var memory = MemoryUsageSetting.setupMainMemoryOnly(SCRATCH);
        try (var document = Loader.loadPDF(file, "", null, null, memory.streamCache)) {
            var pages = countPages(document);
            if (pages == 0) {
                return BROKEN + " " + NO_PAGES;
            }
            var text = firstPageText(document).getBytes(StandardCharsets.UTF_8);
            return READABLE + " " + pages + " " + Base64.getEncoder().encodeToString(text);
        } catch (InvalidPasswordException locked) {
            return ENCRYPTED;
        } catch (TooMuch tooMuch) {
            return BROKEN + " " + TOO_COMPLEX;
        } catch (IOException | RuntimeException damaged) {
            // encrypted in a way that PDFBox has no key for: by certificates, or by something newer
            return isMarkedEncrypted(file) ? ENCRYPTED : BROKEN + " " + DAMAGED;
        } catch (StackOverflowError tooDeep) {
            return BROKEN + " " + TOO_COMPLEX;
        }
    }

    /// Counts the pages that are there, because what a file says of itself may be anything.
    private static int countPages(PDDocument document) {
        int pages = 0;
        for (var _ : document.getPages()) {
            if (++pages > MOST_PAGES) {
                throw new TooMuch();
            }
        }
        return pages;
    }

    private static boolean isMarkedEncrypted(File file) {
        try (var bytes = new RandomAccessFile(file, "r")) {
            var tail = new byte[(int) Math.min(TAIL, bytes.length())];
            bytes.seek(bytes.length() - tail.length);
            bytes.readFully(tail);
            return new String(tail, StandardCharsets.ISO_8859_1).contains("/Encrypt");
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static String firstPageText(PDDocument document) throws IOException {
        var stripper = new FirstPage();
        var text = new Capped();
        try {
            stripper.writeText(document, text);
        } catch (Full full) {
            // what is there is what is wanted
        }
        return text.toString();
    }

    /// Something in the file takes more than a reader should give.
    private static final class TooMuch extends RuntimeException {
        TooMuch() {
            super(null, null, false, false);
        }
    }

    /// Enough text.
    private static final class Full extends RuntimeException {
        Full() {
            super(null, null, false, false);
        }
    }

    /// Extracts the first page's text, with a budget: a form that draws itself twice would
    /// otherwise take 2^50 steps.
    private static final class FirstPage extends PDFTextStripper {
        private final Duration end = used().plus(TIME_FOR_TEXT);
        private int operators;
        private int glyphs;

        FirstPage() {
            setSortByPosition(true);
            setStartPage(1);
            setEndPage(1);
        }

        @Override
        protected void processOperator(Operator operator, List<COSBase> operands)
                throws IOException {
            operators++;
            var isLate = operators % OPERATORS_A_GLANCE == 0 && used().compareTo(end) > 0;
            if (isLate || operators > MOST_OPERATORS) {
                throw new TooMuch();
            }
            super.processOperator(operator, operands);
        }

        private static Duration used() {
            return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        }

        @Override
        protected void processTextPosition(TextPosition text) {
            if (++glyphs <= MOST_GLYPHS) {
                super.processTextPosition(text);
            }
        }
    }

    private static final class Capped extends Writer {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void write(char[] characters, int offset, int length) {
            var room = PdfVerdict.Readable.LONGEST_TEXT - text.length();
            text.append(characters, offset, Math.min(room, length));
            if (length > room) {
                throw new Full();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        @Override
        public String toString() {
            return text.toString();
        }
    }

    /// One font for all that a file does not bring itself: only widths are taken from it, and a
    /// search of the machine's fonts would cost more than everything else.
    private static final class OneFont implements FontMapper {
        private static final String FONT =
                "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
        private @Nullable TrueTypeFont font;

        @Override
        public FontMapping<TrueTypeFont> getTrueTypeFont(
                String baseFont, PDFontDescriptor descriptor) {
            return new FontMapping<>(font(), true);
        }

        @Override
        public FontMapping<FontBoxFont> getFontBoxFont(
                String baseFont, PDFontDescriptor descriptor) {
            return new FontMapping<>(font(), true);
        }

        @Override
        public CIDFontMapping getCIDFont(
                String baseFont, PDFontDescriptor descriptor, PDCIDSystemInfo system) {
            return new CIDFontMapping(null, font(), true);
        }

        private TrueTypeFont font() {
            if (font == null) {
                try (var stream = PDDocument.class.getResourceAsStream(FONT)) {
                    if (stream == null) {
                        throw new IllegalStateException("PDFBox came without " + FONT);
                    }
                    font = new TTFParser().parse(new RandomAccessReadBuffer(stream));
                } catch (IOException damaged) {
                    throw new IllegalStateException(damaged);
                }
            }
            return font;
        }
    }
}
