package th.sala.search;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import th.sala.search.Token.Kind;
import th.sala.thai.Digits;
import th.sala.thai.ThaiText;
import th.sala.thai.TypedDay;

/// Divides text into words, numbers and days; texts that are kept and what is typed to find them go
/// the same way. Thai words by ICU, whose dictionary divides some compounds: those of a list are
/// put together again, and can be found by their parts, too.
final class Tokens {
    /// Of one text; the rest is not looked at.
    static final int LONGEST_TEXT = 400_000;

    private static final int LONGEST_WORD = 60;
    private static final BreakIterator WORDS = BreakIterator.getWordInstance(new ULocale("th"));
    private static final int LONGEST_JOINED = 50;
    private static final Set<String> JOINED = joined();

    private static final Pattern DAY =
            Pattern.compile(
                    "[0-9]{1,2}(?:\\s{0,3}/\\s?[0-9]{1,2}\\s?/\\s?[0-9]{4}"
                            + "|\\s{0,3}[\\p{L}\\p{M}.]{2,12}?\\s{0,3}(?:[พค]\\.?ศ\\.?\\s{0,3})?[0-9]{4})(?![0-9])"
                            + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])");
    private static final Pattern MONTH = Pattern.compile("[\\p{L}\\p{M}.]{2,12}");

    /// `ศส 0017.2/ว 123`, `0017.2/123`
    private static final Pattern LETTER_NUMBER =
            Pattern.compile(
                    "(?:([ก-ฮ]{1,5})\\.?\\s?)?([0-9][0-9.]{0,20})\\s?/\\s?(ว\\s?)?([0-9]{1,12})(?![0-9/])");

    private static final Pattern CIRCULAR =
            Pattern.compile("ว\\.?\\s?([0-9]{1,12})(?![0-9.]*\\s?/)");
    private static final Pattern YEAR = Pattern.compile("[พค]\\.?ศ\\.?\\s{0,3}([0-9]{4})(?![0-9])");

    /// Possessive, so that it needs no stack for each of its groups, of which a hostile text has
    /// many.
    private static final Pattern NUMBER =
            Pattern.compile(
                    "[0-9]{1,3}(?:,[0-9]{3}){1,6}(?:\\.[0-9]{1,4})?|[0-9]++(?:[.-][0-9]++)*+");

    private static final Pattern ABBREVIATION =
            Pattern.compile("[ก-ฮเแโใไ]{1,4}\\.(?:\\s?[ก-ฮ]{1,4}\\.){0,6}");

    private final String text;
    private final List<Token> found = new ArrayList<>();

    private Tokens(String text) {
        this.text = text;
    }

    private static Set<String> joined() {
        var joined = new HashSet<>(Abbreviations.words());
        joined.addAll(Lines.of("joined.txt"));
        joined.removeIf(word -> word.length() < 3);
        return joined;
    }

    /// The text as it is divided: one spelling of what looks the same, digits 0-9, small letters.
    static String plain(String text) {
        var cut = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
        return Digits.ARABIC.in(ThaiText.normaliseLines(cut)).toLowerCase(Locale.ROOT);
    }

    /// The pieces of a [#plain] text in their order.
    static List<Token> of(String plain) {
        var tokens = new Tokens(plain);
        tokens.divide();
        return tokens.found;
    }

    private void divide() {
        int at = 0;
        while (at < text.length()) {
            int next = next(at);
            at = next > at ? next : at + Character.charCount(text.codePointAt(at));
        }
    }

    /// @return where the piece at this place ends, or this place if there is none
    private int next(int at) {
        var character = text.charAt(at);
        if (isDigit(character)) {
            return number(at);
        }
        if (isThai(character)) {
            return thai(at);
        }
        return Character.isLetter(text.codePointAt(at)) ? letters(at) : at;
    }

    private int number(int at) {
        int end = day(at);
        if (end > at) {
            return end;
        }
        end = letterNumber(at);
        if (end > at) {
            return end;
        }
        end = end(NUMBER, at);
        add(Kind.NUMBER, text.substring(at, end).replace(",", ""), List.of(), at, end);
        return end;
    }

    private int day(int at) {
        int end = end(DAY, at);
        var typed = text.substring(at, end).replace("พ.ศ.", " ").replace("ค.ศ.", " ");
        var day = end > at ? TypedDay.read(typed).orElse(null) : null;
        if (day == null) {
            return at;
        }
        var parts = new ArrayList<String>();
        var month = MONTH.matcher(typed);
        if (month.find()) {
            parts.add(month.group().replace(".", ""));
        }
        add(Kind.DAY, day.toString(), parts, at, end);
        return end;
    }

    private int letterNumber(int at) {
        var matcher = LETTER_NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return at;
        }
        var code = matcher.group(1);
        var book = matcher.group(2);
        var count = (matcher.group(3) == null ? "" : "ว") + matcher.group(4);
        var whole = book + "/" + count;
        var parts = new ArrayList<>(List.of(book, count, matcher.group(4)));
        if (code != null) {
            parts.add(whole);
            parts.add(code + book);
        }
        add(Kind.NUMBER, (code == null ? "" : code) + whole, parts, at, matcher.end());
        return matcher.end();
    }

    private int thai(int at) {
        if (at == 0 || !isThai(text.charAt(at - 1))) {
            int end = begunByLetters(at);
            if (end > at) {
                return end;
            }
        }
        int end = at;
        while (end < text.length() && isThai(text.charAt(end))) {
            end++;
        }
        words(at, end);
        return end;
    }

    private int begunByLetters(int at) {
        int end = letterNumber(at);
        if (end > at) {
            return end;
        }
        var circular = CIRCULAR.matcher(text).region(at, text.length());
        if (circular.lookingAt()) {
            add(
                    Kind.NUMBER,
                    "ว" + circular.group(1),
                    List.of(circular.group(1)),
                    at,
                    circular.end());
            return circular.end();
        }
        var year = YEAR.matcher(text).region(at, text.length());
        if (year.lookingAt()) {
            add(Kind.NUMBER, year.group(1), List.of(), at, year.end());
            return year.end();
        }
        end = end(ABBREVIATION, at);
        if (end > at) {
            var abbreviation = text.substring(at, end).replaceAll("[.\\s]", "");
            add(Kind.WORD, abbreviation, List.of(), at, end);
        }
        return end;
    }

    private int end(Pattern pattern, int at) {
        var matcher = pattern.matcher(text).region(at, text.length());
        return matcher.lookingAt() ? matcher.end() : at;
    }

    private int letters(int at) {
        int end = at;
        while (end < text.length()
                && Character.isLetterOrDigit(text.codePointAt(end))
                && !isThai(text.charAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        add(Kind.WORD, text.substring(at, end), List.of(), at, end);
        return end;
    }

    private void words(int from, int until) {
        var run = text.substring(from, until);
        var breaks = breaks(run);
        int i = 0;
        while (i < breaks.size() - 1) {
            int last = joinedUntil(run, breaks, i);
            var parts = new ArrayList<String>();
            for (int part = i; last > i + 1 && part < last; part++) {
                parts.add(run.substring(breaks.get(part), breaks.get(part + 1)));
            }
            int start = breaks.get(i);
            int end = breaks.get(last);
            add(Kind.WORD, run.substring(start, end), parts, from + start, from + end);
            i = last;
        }
    }

    private static List<Integer> breaks(String run) {
        var iterator = (BreakIterator) WORDS.clone();
        iterator.setText(run);
        var breaks = new ArrayList<Integer>();
        for (int at = iterator.first(); at != BreakIterator.DONE; at = iterator.next()) {
            breaks.add(at);
        }
        return breaks;
    }

    /// The break after the longest compound that begins at this one; the next one if there is none.
    private static int joinedUntil(String run, List<Integer> breaks, int first) {
        int start = breaks.get(first);
        int longest = first + 1;
        for (int last = first + 2; last < breaks.size(); last++) {
            int end = breaks.get(last);
            if (end - start > LONGEST_JOINED) {
                break;
            }
            if (JOINED.contains(run.substring(start, end))) {
                longest = last;
            }
        }
        return longest;
    }

    private void add(Kind kind, String piece, List<String> parts, int start, int end) {
        var kept = cut(piece);
        if (kept != null) {
            var others = parts.stream().map(Tokens::cut).filter(Objects::nonNull).toList();
            found.add(new Token(kind, kept, others, start, end));
        }
    }

    private static @Nullable String cut(String piece) {
        var says =
                piece.codePoints()
                        .anyMatch(
                                one -> Character.isLetterOrDigit(one) && one != 'ๆ' && one != 'ฯ');
        return !says ? null : piece.substring(0, Math.min(piece.length(), LONGEST_WORD));
    }

    static boolean isThai(char character) {
        return character >= 'ก' && character <= 'ฺ' || character >= 'เ' && character <= '๎';
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
