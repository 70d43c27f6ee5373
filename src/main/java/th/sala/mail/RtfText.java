package th.sala.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The words of RTF, crudely; of HTML that Outlook wrapped in RTF, the words of the HTML. The time
/// it takes grows with its length only.
final class RtfText {
    private static final int DEEPEST = 1000;
    private static final int THAI_FONT = 222;
    private static final Set<String> HIDDEN =
            Set.of(
                    "colortbl",
                    "stylesheet",
                    "info",
                    "pict",
                    "object",
                    "header",
                    "footer",
                    "footnote",
                    "themedata",
                    "datastore",
                    "listtable",
                    "listoverridetable",
                    "generator");

    /// What a group inherits and gives back at its end.
    private record State(
            boolean isHidden, boolean isFontTable, boolean isOutsideHtml, int font, int skipped) {
        State hidden() {
            return new State(true, isFontTable, isOutsideHtml, font, skipped);
        }

        State shown() {
            return new State(false, isFontTable, isOutsideHtml, font, skipped);
        }

        State fontTable() {
            return new State(true, true, isOutsideHtml, font, skipped);
        }

        State outsideHtml(boolean isOutside) {
            return new State(isHidden, isFontTable, isOutside, font, skipped);
        }

        State font(int number) {
            return new State(isHidden, isFontTable, isOutsideHtml, number, skipped);
        }

        State skipped(int characters) {
            return new State(isHidden, isFontTable, isOutsideHtml, font, characters);
        }
    }

    private final String rtf;
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Map<Integer, Integer> charsetOfFont = new HashMap<>();
    private final Deque<State> outer = new ArrayDeque<>();
    private State state = new State(false, false, false, 0, 1);
    private String codePage = "windows-1252";
    private boolean isHtml = false;
    private boolean isOptional = false;
    private int at = 0;
    private int toSkip = 0;

    private RtfText(String rtf) {
        this.rtf = rtf;
    }

    static String of(byte[] rtf) {
        return new RtfText(new String(rtf, StandardCharsets.ISO_8859_1)).read();
    }

    private String read() {
        while (at < rtf.length() && outer.size() <= DEEPEST) {
            var c = rtf.charAt(at++);
            switch (c) {
                case '{' -> {
                    flush();
                    outer.push(state);
                    toSkip = 0;
                }
                case '}' -> {
                    flush();
                    state = outer.isEmpty() ? state : outer.pop();
                    toSkip = 0;
                }
                case '\\' -> control();
                case '\r', '\n' -> {}
                default -> octet(c);
            }
        }
        flush();
        var words = text.toString();
        return isHtml ? HtmlText.of(words) : words.replaceAll("\n{3,}", "\n\n").strip();
    }

    private void control() {
        if (at >= rtf.length()) {
            return;
        }
        var c = rtf.charAt(at);
        if (isLetter(c)) {
            word();
            return;
        }
        at++;
        switch (c) {
            case '\'' -> hex();
            case '*' -> isOptional = true;
            case '~' -> octet(' ');
            case '\n', '\r' -> append("\n");
            case '{', '}', '\\' -> octet(c);
            default -> {}
        }
    }

    private void hex() {
        var end = Math.min(at + 2, rtf.length());
        var digits = rtf.substring(at, end);
        at = end;
        if (digits.matches("[0-9A-Fa-f]{2}")) {
            octet((char) Integer.parseInt(digits, 16));
        }
    }

    private void word() {
        int begin = at;
        while (at < rtf.length() && isLetter(rtf.charAt(at))) {
            at++;
        }
        var name = rtf.substring(begin, at);
        int numberBegin = at;
        if (at < rtf.length() && rtf.charAt(at) == '-') {
            at++;
        }
        while (at < rtf.length() && Character.isDigit(rtf.charAt(at))) {
            at++;
        }
        var number = number(rtf.substring(numberBegin, at));
        if (at < rtf.length() && rtf.charAt(at) == ' ') {
            at++;
        }
        var wasOptional = isOptional;
        isOptional = false;
        if (wasOptional && !name.equals("htmltag")) {
            state = state.hidden();
        }
        apply(name, number);
    }

    private static int number(String digits) {
        return digits.matches("-?\\d{1,9}") ? Integer.parseInt(digits) : 1;
    }

    private void apply(String name, int number) {
        switch (name) {
            case "par", "line", "row", "sect", "page" -> append("\n");
            case "tab", "cell" -> append(isHtml ? " " : "\t");
            case "emdash" -> append("—");
            case "endash" -> append("–");
            case "bullet" -> append("•");
            case "lquote" -> append("‘");
            case "rquote" -> append("’");
            case "ldblquote" -> append("“");
            case "rdblquote" -> append("”");
            case "u" -> {
                append(Character.toString((char) number));
                toSkip = state.skipped;
            }
            case "uc" -> state = state.skipped(Math.clamp(number, 0, 10));
            case "ansicpg" -> codePage = "windows-" + number;
            case "fonttbl" -> state = state.fontTable();
            case "f" -> {
                flush();
                state = state.font(number);
            }
            case "fcharset" -> {
                if (state.isFontTable) {
                    charsetOfFont.put(state.font, number);
                }
            }
            case "fromhtml" -> isHtml = true;
            case "htmlrtf" -> {
                flush();
                state = state.outsideHtml(number != 0);
            }
            case "htmltag" -> state = state.shown();
            case "bin" -> at = Math.min(rtf.length(), at + Math.max(0, number));
            default -> {
                if (HIDDEN.contains(name)) {
                    state = state.hidden();
                }
            }
        }
    }

    private void octet(char c) {
        if (toSkip > 0) {
            toSkip--;
        } else if (isShown()) {
            bytes.write(c);
        }
    }

    private void append(String words) {
        flush();
        if (isShown()) {
            text.append(words);
        }
    }

    private boolean isShown() {
        return !state.isHidden && !(isHtml && state.isOutsideHtml);
    }

    private void flush() {
        if (bytes.size() > 0) {
            var isThai = charsetOfFont.getOrDefault(state.font, 0) == THAI_FONT;
            text.append(Charsets.decode(bytes.toByteArray(), isThai ? "windows-874" : codePage));
            bytes.reset();
        }
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
