package th.sala.checking;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import th.sala.reader.Change;
import th.sala.reader.Wire;

/// The states of a PDF that its signatures and timestamps saw, each compared with the file as it is
/// now.
final class Revisions {
    private static final String STAMP = "DocTimeStamp";
    private static final byte[] END = {'%', '%', 'E', 'O', 'F'};
    private static final int PARTS = 4;

    private final byte[] pdf;
    private final PDDocument now;
    private final List<PDSignature> signatures;

    private Revisions(byte[] pdf, PDDocument now, List<PDSignature> signatures) {
        this.pdf = pdf;
        this.now = now;
        this.signatures = signatures;
    }

    /// @return in the order in which they were made
    /// @throws IOException if it is no PDF that can be read, or needs a password
    static List<Revision> of(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            var found = document.getSignatureDictionaries();
            if (found.size() > Wire.MOST_SIGNATURES) {
                throw new IOException(found.size() + " signatures");
            }
            var all = new Revisions(pdf, document, found);
            var inOrder =
                    found.stream()
                            .map(all::revision)
                            .sorted(Comparator.comparingLong(Revision::end))
                            .toList();
            return !inOrder.isEmpty() && all.isMoreBehind((int) inOrder.getLast().end())
                    ? inOrder.stream().map(one -> one.with(Change.OTHER)).toList()
                    : inOrder;
        }
    }

    /// Whether behind all that was signed stands something that makes no difference here: another
    /// viewer may see one.
    private boolean isMoreBehind(int end) {
        if (isBlank(end)) {
            return false;
        }
        try {
            return !isBlank(lastEnd()) || compared(end).isSame();
        } catch (IOException unreadable) {
            return true;
        }
    }

    private boolean isBlank(int from) {
        return IntStream.range(from, pdf.length).allMatch(place -> (pdf[place] & 0xff) <= ' ');
    }

    private int lastEnd() {
        for (int place = pdf.length - END.length; place >= 0; place--) {
            if (Arrays.equals(pdf, place, place + END.length, END, 0, END.length)) {
                return place + END.length;
            }
        }
        return 0;
    }

    private Revision revision(PDSignature signature) {
        var range = signature.getByteRange();
        var numbers = Arrays.stream(range).mapToObj(BigInteger::valueOf).toList();
        var isStamp = STAMP.equals(signature.getCOSObject().getNameAsString("Type"));
        var name = Objects.requireNonNullElse(signature.getName(), "");
        if (!isPlain(range)) {
            return new Revision(numbers, 0, false, isStamp, name, Set.of(Change.OTHER));
        }
        var end = end(range);
        return new Revision(numbers, end, isBlank(end), isStamp, name, changes(end));
    }

    private static int end(int[] range) {
        return range[2] + range[3];
    }

    /// All of the file from its beginning on, but for the signature itself, which is written in
    /// hexadecimal.
    private boolean isPlain(int[] range) {
        if (range.length != PARTS
                || range[0] != 0
                || Arrays.stream(range).anyMatch(number -> number < 0)
                || range[1] >= range[2]
                || (long) range[2] + range[3] > pdf.length) {
            return false;
        }
        return pdf[range[1]] == '<'
                && pdf[range[2] - 1] == '>'
                && IntStream.range(range[1] + 1, range[2] - 1)
                        .allMatch(place -> Character.digit(pdf[place], 16) >= 0);
    }

    private Set<Change> changes(int end) {
        if (end == pdf.length) {
            return Set.of();
        }
        try {
            return compared(end).changes();
        } catch (IOException unreadable) {
            // what was signed was no document by itself
            return Set.of(Change.OTHER);
        }
    }

    private Comparison compared(int end) throws IOException {
        try (var then = Loader.loadPDF(Arrays.copyOf(pdf, end))) {
            var comparison = new Comparison(now, after(end));
            comparison.compare(then);
            return comparison;
        }
    }

    private List<COSDictionary> after(int end) {
        return signatures.stream()
                .filter(signature -> isPlain(signature.getByteRange()))
                .filter(signature -> end(signature.getByteRange()) > end)
                .map(PDSignature::getCOSObject)
                .toList();
    }
}
