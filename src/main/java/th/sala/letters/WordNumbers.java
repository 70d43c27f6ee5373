package th.sala.letters;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// The numbers that a word processor gives to items: they are not in the text.
final class WordNumbers {
    static final WordNumbers NONE = new WordNumbers(Map.of(), Map.of());

    private static final String BULLET = "- ";
    private static final int LEVELS = 9;
    private static final String CONSONANTS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ";

    /// @param pattern `%1.%2` for the numbers of the first two levels
    private record Level(String format, String pattern, int start) {}

    private final Map<String, Map<Integer, Level>> kinds;
    private final Map<String, String> lists;
    private final Map<String, int[]> counts = new HashMap<>();

    private WordNumbers(Map<String, Map<Integer, Level>> kinds, Map<String, String> lists) {
        this.kinds = kinds;
        this.lists = lists;
    }

    /// @param xml of `word/numbering.xml`
    static WordNumbers read(XMLStreamReader xml) throws XMLStreamException {
        var kinds = new HashMap<String, Map<Integer, Level>>();
        var lists = new HashMap<String, String>();
        var kind = "";
        var list = "";
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "abstractNum" -> kind = attribute(xml, "abstractNumId");
                case "num" -> list = attribute(xml, "numId");
                case "abstractNumId" -> lists.put(list, WordText.value(xml));
                case "lvlOverride" -> WordText.skip(xml);
                case "lvl" -> {
                    int at = WordText.number(attribute(xml, "ilvl"));
                    kinds.computeIfAbsent(kind, _ -> new TreeMap<>()).put(at, level(xml));
                }
                default -> {}
            }
        }
        return new WordNumbers(kinds, lists);
    }

    private static Level level(XMLStreamReader xml) throws XMLStreamException {
        var format = "decimal";
        var pattern = "";
        int start = 1;
        for (int event = xml.next();
                event != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals("lvl");
                event = xml.next()) {
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "numFmt" -> format = WordText.value(xml);
                case "lvlText" -> pattern = WordText.value(xml);
                case "start" -> start = WordText.number(WordText.value(xml));
                default -> {}
            }
        }
        return new Level(format, pattern, start);
    }

    private static String attribute(XMLStreamReader xml, String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }

    /// The next item's number and a blank; empty for a list that counts nothing.
    String next(String list, int level) {
        var kind = lists.get(list);
        var levels = kind == null ? null : kinds.get(kind);
        var own = levels == null ? null : levels.get(level);
        if (levels == null || own == null || own.format().equals("none") || level >= LEVELS) {
            return "";
        }
        if (own.format().equals("bullet")) {
            return BULLET;
        }
        var count = counts.computeIfAbsent(list, _ -> new int[LEVELS]);
        count[level]++;
        Arrays.fill(count, level + 1, LEVELS, 0);
        var number = own.pattern();
        for (int i = 0; i <= level; i++) {
            number = number.replace("%" + (i + 1), said(levels.get(i), count[i]));
        }
        return number.isBlank() ? "" : number.strip() + " ";
    }

    private static String said(@Nullable Level level, int count) {
        if (level == null) {
            return Integer.toString(Math.max(1, count));
        }
        int value = level.start() + Math.max(1, count) - 1;
        return switch (level.format()) {
            case "thaiLetters" -> letter(CONSONANTS, value);
            case "lowerLetter" -> letter("abcdefghijklmnopqrstuvwxyz", value);
            case "upperLetter" -> letter("ABCDEFGHIJKLMNOPQRSTUVWXYZ", value);
            default -> Integer.toString(value);
        };
    }

    private static String letter(String letters, int value) {
        return value >= 1 && value <= letters.length()
                ? letters.substring(value - 1, value)
                : Integer.toString(value);
    }
}
