package th.sala.pdf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.markedcontent.BeginMarkedContentSequence;
import org.apache.pdfbox.contentstream.operator.markedcontent.BeginMarkedContentSequenceWithProperties;
import org.apache.pdfbox.contentstream.operator.markedcontent.EndMarkedContentSequence;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/// What a document says to readers that heed `ActualText`, as Acrobat, Chromium and Poppler do:
/// where each word begins, and on which page.
public final class Reading extends PDFTextStripper {
    private final List<Word> words = new ArrayList<>();
    private final List<String> actual = new ArrayList<>();
    private String pending = "";
    private int asides;

    /// @param aside whether it is no part of the text
    record Word(int page, double left, double baseline, double end, String text, boolean aside) {}

    private Reading() {
        addOperator(new BeginMarkedContentSequence(this));
        addOperator(new BeginMarkedContentSequenceWithProperties(this));
        addOperator(new EndMarkedContentSequence(this));
    }

    static List<Word> of(byte[] pdf) {
        try (var document = Loader.loadPDF(pdf)) {
            var reading = new Reading();
            reading.getText(document);
            return reading.words;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static String text(byte[] pdf) {
        var text = new StringBuilder();
        of(pdf).stream().filter(word -> !word.aside()).forEach(word -> text.append(word.text()));
        return text.toString();
    }

    @Override
    public void processPage(PDPage page) throws IOException {
        asides = 0;
        super.processPage(page);
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        if (operator.getName().equals("BT")) {
            words.add(new Word(getCurrentPageNo(), -1, 0, 0, "", asides > 0));
        }
        super.processOperator(operator, operands);
    }

    @Override
    public void beginMarkedContentSequence(COSName tag, COSDictionary properties) {
        if (tag.getName().equals("Artifact")) {
            asides++;
        }
        var said = properties == null ? null : properties.getString(COSName.ACTUAL_TEXT);
        actual.add(
                (tag.getName().equals("Artifact") ? "aside" : "")
                        + (said == null ? "" : "=" + said));
        if (said != null) {
            pending = said;
        }
    }

    @Override
    public void endMarkedContentSequence() {
        var ended = actual.removeLast();
        if (ended.startsWith("aside")) {
            asides--;
        }
        if (ended.contains("=")) {
            add(pending);
            pending = "";
        }
    }

    @Override
    protected void processTextPosition(TextPosition position) {
        var word = words.getLast();
        var left = word.left() < 0 ? position.getXDirAdj() : word.left();
        words.set(
                words.size() - 1,
                new Word(
                        word.page(),
                        left,
                        position.getYDirAdj(),
                        Math.max(word.end(), position.getXDirAdj() + position.getWidthDirAdj()),
                        word.text(),
                        word.aside()));
        if (pending.isEmpty()) {
            add(position.getUnicode());
        }
    }

    private void add(String text) {
        var word = words.getLast();
        words.set(
                words.size() - 1,
                new Word(
                        word.page(),
                        word.left(),
                        word.baseline(),
                        word.end(),
                        word.text() + text,
                        word.aside()));
    }
}
