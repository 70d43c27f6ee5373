package th.sala.reader;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/// The text of pages, each with a budget: a form that draws itself twice would otherwise take 2^50
/// steps. What the first page takes too much for is a refusal; what a later one does ends the text
/// there.
final class PageTexts extends PDFTextStripper {
    private static final int MOST_OPERATORS = 500_000;
    private static final int MOST_GLYPHS = 100_000;
    private static final int PERCENT_A_PAGE = 25;
    private static final int PERCENT = 60;

    private final List<String> texts = new ArrayList<>();
    private final Budget whole = new Budget(Integer.MAX_VALUE, PERCENT);
    private final Capped page = new Capped();
    private Budget budget = new Budget(MOST_OPERATORS, PERCENT_A_PAGE);
    private int glyphs;
    private int left = Wire.MOST_TEXT;
    private boolean cut;

    private PageTexts(int pages) {
        setSortByPosition(true);
        setStartPage(1);
        setEndPage(pages);
    }

    /// @param cut whether there is, or may be, more
    record Found(List<String> texts, boolean cut) {}

    /// @param pages the first so many
    static Found of(PDDocument document, int pages) throws IOException {
        var stripper = new PageTexts(pages);
        try {
            stripper.writeText(document, stripper.page);
        } catch (TooMuch tooMuch) {
            if (stripper.texts.isEmpty()) {
                throw tooMuch;
            }
            stripper.cut = true;
        }
        return new Found(stripper.texts, stripper.cut);
    }

    @Override
    protected void startPage(PDPage started) {
        page.clear();
        budget = new Budget(MOST_OPERATORS, PERCENT_A_PAGE);
        glyphs = 0;
    }

    @Override
    protected void endPage(PDPage ended) {
        // pages without anything on them have neither beginning nor end
        while (texts.size() < getCurrentPageNo() - 1) {
            texts.add("");
        }
        var text = page.toString();
        cut |= page.isFull() || glyphs > MOST_GLYPHS;
        left -= text.length();
        if (left < 0) {
            throw new TooMuch(Trouble.TOO_COMPLEX);
        }
        texts.add(text);
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        budget.step();
        whole.step();
        super.processOperator(operator, operands);
    }

    @Override
    protected void processTextPosition(TextPosition text) {
        if (++glyphs <= MOST_GLYPHS) {
            super.processTextPosition(text);
        }
    }

    /// Takes the beginning and drops the rest.
    private static final class Capped extends Writer {
        private final StringBuilder text = new StringBuilder();
        private boolean full;

        @Override
        public void write(char[] characters, int offset, int length) {
            var room = Wire.LONGEST_TEXT - text.length();
            text.append(characters, offset, Math.min(room, length));
            full |= length > room;
        }

        private boolean isFull() {
            return full;
        }

        private void clear() {
            text.setLength(0);
            full = false;
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
}
