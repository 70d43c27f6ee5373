package th.sala.mail;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The words of an HTML mail, crudely: for mails that have no text of their own. Nothing of its
/// markup is left, whatever it is; the time it takes grows with its length only.
final class HtmlText {
    private static final Set<String> HIDDEN =
            Set.of("script", "style", "head", "title", "template");
    private static final Set<String> BREAKS =
            Set.of(
                    "br",
                    "p",
                    "div",
                    "tr",
                    "li",
                    "ul",
                    "ol",
                    "table",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "hr",
                    "blockquote",
                    "pre");
    private static final Map<String, String> ENTITIES =
            Map.of(
                    "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ",
                    "ndash", "–", "mdash", "—", "hellip", "…", "bull", "•");
    private static final int LONGEST_ENTITY = 10;

    private final String html;
    private final StringBuilder text = new StringBuilder();
    private int at = 0;
    private boolean hasOpenQuote = false;

    private HtmlText(String html) {
        this.html = html;
    }

    static String of(String html) {
        return new HtmlText(html).read();
    }

    private String read() {
        while (at < html.length()) {
            var c = html.charAt(at);
            if (c == '<') {
                tag();
            } else if (c == '&') {
                entity();
            } else {
                text.append(Character.isWhitespace(c) ? ' ' : c);
                at++;
            }
        }
        return text.toString()
                .replaceAll("[ \\u00a0]+", " ")
                .replaceAll(" ?\\n ?", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }

    private void tag() {
        if (html.startsWith("<!--", at)) {
            at = after("-->", at + 4);
            return;
        }
        int begin = at + 1;
        int nameBegin = begin < html.length() && html.charAt(begin) == '/' ? begin + 1 : begin;
        int nameEnd = nameBegin;
        while (nameEnd < html.length() && Character.isLetterOrDigit(html.charAt(nameEnd))) {
            nameEnd++;
        }
        if (nameEnd == nameBegin && !html.startsWith("!", nameBegin)) {
            text.append('<');
            at++;
            return;
        }
        var name =
                html.substring(nameBegin, Math.min(nameEnd, nameBegin + 20))
                        .toLowerCase(Locale.ROOT);
        at = endOfTag(nameEnd);
        if (nameBegin == begin && HIDDEN.contains(name)) {
            at = afterHidden(name);
        } else if (BREAKS.contains(name)) {
            text.append('\n');
        } else if (name.equals("td") || name.equals("th")) {
            text.append(' ');
        }
    }

    /// Behind the `>` that ends the tag; one inside of quotes does not, unless a quote was found
    /// once that never ends.
    private int endOfTag(int from) {
        char quote = 0;
        for (int i = from; i < html.length() && !hasOpenQuote; i++) {
            var c = html.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
        hasOpenQuote = true;
        return after(">", from);
    }

    private int afterHidden(String name) {
        for (int i = at; i < html.length(); i++) {
            if (html.regionMatches(true, i, "</" + name, 0, name.length() + 2)) {
                return after(">", i);
            }
        }
        return html.length();
    }

    private int after(String end, int from) {
        var found = html.indexOf(end, from);
        return found < 0 ? html.length() : found + end.length();
    }

    private void entity() {
        var most = Math.min(html.length(), at + LONGEST_ENTITY);
        var end = html.substring(at, most).indexOf(';') + at;
        if (end <= at) {
            text.append('&');
            at++;
            return;
        }
        var name = html.substring(at + 1, end);
        var meant = name.startsWith("#") ? numbered(name.substring(1)) : ENTITIES.get(name);
        text.append(meant == null ? html.substring(at, end + 1) : meant);
        at = end + 1;
    }

    private static String numbered(String digits) {
        try {
            var isHex = digits.startsWith("x") || digits.startsWith("X");
            var code = isHex ? Integer.parseInt(digits.substring(1), 16) : Integer.parseInt(digits);
            return Character.isValidCodePoint(code) && code != 0 ? Character.toString(code) : "";
        } catch (NumberFormatException none) {
            return "";
        }
    }
}
