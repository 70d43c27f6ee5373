package th.sala.letters;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The numbers that a word processor gives to items: they are not in the text.
final class WordNumbers {
    static final WordNumbers NONE = new WordNumbers(Map.of(), Map.of());

    private static final String BULLET = "- ";
    private static final int LEVELS = 9;
    private static final int LONGEST_PATTERN = 100;
    private static final List<Integer> ROMAN_VALUES =
            List.of(1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1);
    private static final List<String> ROMAN =
            List.of("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I");
    private static final String CONSONANTS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ";

    /// @param pattern `%1.%2` for the numbers of the first two levels
    private record Level(String format, String pattern, int start) {}

    /// @param kind which of the kinds of numbers it has
    /// @param starts with which it begins, unless its kind says so
    private record ListOf(String kind, Map<Integer, Integer> starts) {}

    private final Map<String, Map<Integer, Level>> kinds;
    private final Map<String, ListOf> lists;
    private final Map<String, int[]> counts = new HashMap<>();

    private WordNumbers(Map<String, Map<Integer, Level>> kinds, Map<String, ListOf> lists) {
        this.kinds = kinds;
        this.lists = lists;
    }

    /// @param xml of `word/numbering.xml`
    static WordNumbers read(XMLStreamReader xml) throws XMLStreamException {
        var kinds = new HashMap<String, Map<Integer, Level>>();
        var lists = new HashMap<String, ListOf>();
        var kind = "";
        var list = "";
        int overridden = 0;
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "abstractNum" -> kind = attribute(xml, "abstractNumId");
                case "num" -> list = attribute(xml, "numId");
                case "abstractNumId" ->
                        lists.put(list, new ListOf(WordText.value(xml), new HashMap<>()));
                case "lvlOverride" -> overridden = WordText.number(attribute(xml, "ilvl"));
                case "startOverride" -> {
                    var own = lists.get(list);
                    if (own != null) {
                        own.starts().put(overridden, WordText.number(WordText.value(xml)));
                    }
                }
                case "lvl" -> {
                    int at = WordText.number(attribute(xml, "ilvl"));
                    var level = level(xml);
                    kinds.computeIfAbsent(kind, _ -> new TreeMap<>()).putIfAbsent(at, level);
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
                case "lvlText" -> pattern = cut(WordText.value(xml));
                case "start" -> start = WordText.number(WordText.value(xml));
                default -> {}
            }
        }
        return new Level(format, pattern, start);
    }

    private static String cut(String pattern) {
        return pattern.substring(0, Math.min(LONGEST_PATTERN, pattern.length()));
    }

    private static String attribute(XMLStreamReader xml, String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }

    /// The next item's number and a blank; empty for a list that counts nothing. Lists of one kind
    /// count on from one another, unless one says where it begins.
    String next(String list, int level) {
        var own = lists.get(list);
        var levels = own == null ? null : kinds.get(own.kind());
        if (own == null || levels == null || level >= LEVELS) {
            return "";
        }
        var form = levels.get(level);
        if (form == null || form.format().equals("none")) {
            return "";
        }
        if (form.format().equals("bullet")) {
            return BULLET;
        }
        var series = own.starts().isEmpty() ? "kind " + own.kind() : "list " + list;
        var count = counts.computeIfAbsent(series, _ -> new int[LEVELS]);
        count[level]++;
        Arrays.fill(count, level + 1, LEVELS, 0);
        var number = form.pattern();
        for (int i = 0; i <= level; i++) {
            var outer = levels.get(i);
            int start = own.starts().getOrDefault(i, outer == null ? 1 : outer.start());
            var value = start + Math.max(1, count[i]) - 1;
            var said = said(outer == null ? "decimal" : outer.format(), value);
            number = number.replace("%" + (i + 1), said);
        }
        return number.isBlank() ? "" : number.strip() + " ";
    }

    private static String said(String format, int value) {
        return switch (format) {
            case "thaiLetters" -> letter(CONSONANTS, value);
            case "lowerLetter" -> letter("abcdefghijklmnopqrstuvwxyz", value);
            case "upperLetter" -> letter("ABCDEFGHIJKLMNOPQRSTUVWXYZ", value);
            case "lowerRoman" -> roman(value).toLowerCase(Locale.ROOT);
            case "upperRoman" -> roman(value);
            default -> Integer.toString(value);
        };
    }

    private static String roman(int value) {
        if (value < 1 || value >= 4000) {
            return Integer.toString(value);
        }
        var said = new StringBuilder();
        int left = value;
        for (int i = 0; i < ROMAN.size(); i++) {
            while (left >= ROMAN_VALUES.get(i)) {
                said.append(ROMAN.get(i));
                left -= ROMAN_VALUES.get(i);
            }
        }
        return said.toString();
    }

    private static String letter(String letters, int value) {
        return value >= 1 && value <= letters.length()
                ? letters.substring(value - 1, value)
                : Integer.toString(value);
    }
}
