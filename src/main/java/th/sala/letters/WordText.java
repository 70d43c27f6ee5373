package th.sala.letters;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import th.sala.law.Refusal;

/// The text of a word processor's file (.docx, ECMA-376), with the marks of [LetterBody]:
/// paragraphs, numbers of items, bold, tables. What is deleted, drawn or stands at a page's head or
/// foot is left behind.
final class WordText {
    private static final String DOCUMENT = "word/document.xml";
    private static final String NUMBERING = "word/numbering.xml";
    private static final int MOST_ENTRIES = 5000;
    private static final int MOST_BYTES = 30_000_000;
    private static final long MOST_SEEN = 300_000_000;
    private static final String BOLD = "**";

    /// What is in these is not read.
    private static final Set<String> LEFT_BEHIND =
            Set.of(
                    "del",
                    "moveFrom",
                    "drawing",
                    "pict",
                    "object",
                    "Fallback",
                    "txbxContent",
                    "rPrChange",
                    "pPrChange");

    private final WordNumbers numbers;
    private final List<String> lines = new ArrayList<>();
    private final List<String> row = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private StringBuilder line = new StringBuilder();
    private @Nullable String numId;
    private int level;
    private int tables;
    private boolean isBold;
    private boolean inRunMarks;
    private int most;

    private WordText(WordNumbers numbers, int most) {
        this.numbers = numbers;
        this.most = most;
    }

    /// @param most characters
    /// @throws Unreadable if it is no such file
    /// @throws TooLong if there is more text in it
    static String read(InputStream file, int most) throws IOException {
        byte[] document = null;
        byte[] numbering = null;
        try (var zip = new ZipInputStream(file)) {
            int entries = 0;
            long seen = 0;
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                mustBe(++entries <= MOST_ENTRIES);
                if (entry.getName().equals(DOCUMENT) || entry.getName().equals(NUMBERING)) {
                    var bytes = zip.readNBytes(MOST_BYTES + 1);
                    mustBe(bytes.length <= MOST_BYTES);
                    document = entry.getName().equals(DOCUMENT) ? bytes : document;
                    numbering = entry.getName().equals(NUMBERING) ? bytes : numbering;
                } else {
                    seen += passOver(zip, MOST_SEEN - seen);
                }
            }
        } catch (ZipException | IllegalArgumentException broken) {
            throw new Unreadable();
        }
        if (document == null) {
            throw new Unreadable();
        }
        try {
            var numbers = numbering == null ? WordNumbers.NONE : WordNumbers.read(xml(numbering));
            var text = new WordText(numbers, most);
            text.read(xml(document));
            return String.join("\n", text.lines).strip();
        } catch (XMLStreamException broken) {
            throw new Unreadable();
        }
    }

    /// What is not read is unpacked all the same.
    private static long passOver(InputStream entry, long most) throws IOException {
        var buffer = new byte[8192];
        long passed = 0;
        for (int read = entry.read(buffer); read >= 0; read = entry.read(buffer)) {
            passed += read;
            mustBe(passed <= most);
        }
        return passed;
    }

    private static void mustBe(boolean isWithin) {
        if (!isWithin) {
            throw new Unreadable();
        }
    }

    /// Nothing outside of the file is read.
    private static XMLStreamReader xml(byte[] bytes) throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
    }

    private void read(XMLStreamReader xml) throws XMLStreamException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (LEFT_BEHIND.contains(xml.getLocalName())) {
                        skip(xml);
                    } else {
                        begin(xml);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
                default -> {}
            }
        }
    }

    static void skip(XMLStreamReader xml) throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    private void begin(XMLStreamReader xml) throws XMLStreamException {
        switch (xml.getLocalName()) {
            case "p" -> {
                line = new StringBuilder();
                numId = null;
                level = 0;
            }
            case "ilvl" -> level = number(value(xml));
            case "numId" -> numId = value(xml);
            case "r" -> isBold = false;
            case "rPr" -> inRunMarks = true;
            // the second is for Thai and other scripts with marks
            case "b", "bCs" -> isBold |= inRunMarks && isOn(xml);
            case "t" -> say(xml.getElementText());
            case "tab" -> {
                if (!inRunMarks) {
                    say(" ");
                }
            }
            case "noBreakHyphen" -> say("-");
            case "br", "cr" -> say(tables == 0 ? "\n" : " ");
            case "tbl" -> tables++;
            default -> {}
        }
    }

    private void end(String element) {
        switch (element) {
            case "rPr" -> inRunMarks = false;
            case "r" -> isBold = false;
            case "p" -> endParagraph();
            case "tc" -> {
                if (tables == 1) {
                    row.add(cell.toString().strip().replace('|', '/'));
                    cell.setLength(0);
                }
            }
            case "tr" -> {
                if (tables == 1) {
                    add("| " + String.join(" | ", row) + " |");
                    row.clear();
                }
            }
            case "tbl" -> {
                tables--;
                if (tables == 0) {
                    // or the next table would be one with this
                    add("");
                }
            }
            default -> {}
        }
    }

    private void endParagraph() {
        var text = line.toString().replace(BOLD + BOLD, "");
        if (!text.isBlank() && numId != null) {
            text = numbers.next(numId, level) + text.stripLeading();
        }
        if (tables == 0) {
            text.lines().filter(one -> !one.isBlank()).forEach(one -> add(one.strip()));
        } else {
            if (cell.length() + text.length() > most) {
                throw new TooLong();
            }
            cell.append(text.strip()).append(' ');
        }
        line = new StringBuilder();
    }

    private void add(String text) {
        most -= text.length() + 1;
        if (most < 0) {
            throw new TooLong();
        }
        lines.add(text);
    }

    /// Marks stand at words, not at spaces.
    private void say(String text) {
        if (line.length() > most) {
            throw new TooLong();
        }
        if (!isBold || text.isBlank()) {
            line.append(text);
            return;
        }
        int begin = text.length() - text.stripLeading().length();
        int end = text.stripTrailing().length();
        line.append(text, 0, begin).append(BOLD).append(text, begin, end).append(BOLD);
        line.append(text.substring(end));
    }

    static String value(XMLStreamReader xml) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals("val")) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }

    private static boolean isOn(XMLStreamReader xml) {
        return !Set.of("0", "false", "off").contains(value(xml).toLowerCase(Locale.ROOT));
    }

    /// 0 for what is none.
    static int number(String digits) {
        return digits.matches("[0-9]{1,6}") ? Integer.parseInt(digits) : 0;
    }

    /// Refusal: no text can be taken out of it.
    static final class Unreadable extends Refusal {
        Unreadable() {
            super("letters.word.unreadable");
        }
    }

    /// Refusal: a letter has not so much text.
    static final class TooLong extends Refusal {
        TooLong() {
            super("letters.word.too-long");
        }
    }
}
