package th.sala.search;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// The words under which the index keeps a record. A Thai or other word stands for itself; signs
/// that no word has set the others apart.
final class Lexemes {
    /// Grows with every change of what is kept: then all records are looked at anew.
    static final int VERSION = 3;

    /// Before what stands in the record's head: subject, number, people.
    static final String HEAD = "^";

    static final String NUMBER = "#";
    static final String DAY = "@";
    static final String SLICE = "~";
    static final String ID = "%";
    static final String SCOPE = "!";
    static final String FACET = "=";

    /// Between two words that stand side by side.
    static final String BESIDE = " ";

    static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM");
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("uuuu");
    private static final int BUDDHIST_OFFSET = 543;
    private static final int LONGEST_FACET = 100;

    private Lexemes() {}

    /// Of a text of the record, or of one of its files.
    ///
    /// @param most bytes that there is room for
    static Words ofText(String text, int most) {
        var words = new Words(most);
        Token before = null;
        for (var token : Tokens.of(Tokens.plain(text))) {
            if (words.isCut()) {
                break;
            }
            add(token, words);
            if (before != null && before.isWord() && token.isWord()) {
                words.add(before.text() + BESIDE + token.text());
            }
            before = token;
        }
        if (text.length() > Tokens.LONGEST_TEXT) {
            words.leaveOutTheRest();
        }
        return words;
    }

    private static void add(Token token, Words words) {
        switch (token.kind()) {
            case WORD -> {
                words.add(token.text());
                words.addAll(token.parts());
            }
            case NUMBER -> {
                words.addAll(ofNumber(token.text()));
                token.parts().forEach(part -> words.add(NUMBER + part));
            }
            case DAY -> {
                words.addAll(ofDay(LocalDate.parse(token.text())));
                words.addAll(token.parts());
            }
        }
    }

    /// Of a text in the record's head.
    static Words ofHead(String text) {
        var plain = ofText(text, Words.OF_RECORD);
        var words = new Words(Words.OF_RECORD);
        words.addAll(inHead(plain.all()));
        if (plain.isCut()) {
            words.leaveOutTheRest();
        }
        return words;
    }

    static List<String> inHead(Collection<String> lexemes) {
        return lexemes.stream().flatMap(lexeme -> Stream.of(lexeme, HEAD + lexeme)).toList();
    }

    private static List<String> ofNumber(String number) {
        return List.of(NUMBER + number, asYear(number));
    }

    /// What a number of four digits says if it is a year of either era; else the number.
    private static String asYear(String number) {
        if (!number.matches("[12][0-9]{3}")) {
            return NUMBER + number;
        }
        int year = Integer.parseInt(number);
        if (year >= 2400 && year < 2743) {
            return DAY + (year - BUDDHIST_OFFSET);
        }
        return year >= 1900 && year < 2200 ? DAY + year : NUMBER + number;
    }

    /// The day, its month and its year in both eras.
    static List<String> ofDay(LocalDate day) {
        return List.of(
                DAY + day,
                DAY + day.toString().substring(0, 7),
                DAY + day.getYear(),
                NUMBER + (day.getYear() + BUDDHIST_OFFSET));
    }

    /// What a typed piece asks for.
    static Expression asked(Token token) {
        return switch (token.kind()) {
            case WORD -> Expression.any(Abbreviations.alike(token.text()));
            case NUMBER -> Expression.any(ofNumber(token.text()));
            case DAY -> new Expression.One(DAY + token.text());
        };
    }

    /// What pieces ask for that stand side by side.
    static Expression askedTogether(List<Token> tokens) {
        var parts = new ArrayList<Expression>();
        Token before = null;
        for (var token : tokens) {
            if (before != null && before.isWord() && token.isWord()) {
                parts.add(new Expression.One(before.text() + BESIDE + token.text()));
            }
            parts.add(token.isWord() ? new Expression.One(token.text()) : asked(token));
            before = token;
        }
        return new Expression.All(parts);
    }

    /// The month and the year in which the record is looked for, as `search.find` does.
    static List<String> slices(UUID agency, Instant at) {
        var moment = at.atZone(BANGKOK);
        var before = SLICE + agency.toString().replace("-", "").substring(0, 16) + "/";
        return List.of(before + MONTH.format(moment), before + YEAR.format(moment));
    }

    /// By which a record can be named among words.
    static String id(UUID id) {
        return ID + id.toString().replace("-", "");
    }

    static String scope(String scope) {
        return SCOPE + scope;
    }

    static String facet(Facet facet, String value) {
        return FACET
                + facet.name()
                + "/"
                + value.substring(0, Math.min(LONGEST_FACET, value.length()));
    }

    /// The words among them that a person could have typed: those of the list of words.
    static List<String> vocabulary(Set<String> lexemes) {
        return lexemes.stream()
                .filter(lexeme -> lexeme.length() > 1 && lexeme.length() <= 40)
                .filter(lexeme -> lexeme.indexOf(' ') < 0 && Character.isLetter(lexeme.charAt(0)))
                .toList();
    }

    /// Without tone marks.
    static String folded(String word) {
        return word.replaceAll("[\\u0E48-\\u0E4B]", "");
    }
}
