package th.sala.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What somebody typed to find something, understood. Pieces without a sign between are all wanted,
/// in any order; what stands between quotation marks side by side.
///
/// @param wishes one for each piece
/// @param isCut whether more was typed than is looked for
record Asked(List<Wish> wishes, boolean isCut) {
    private static final int LONGEST = 300;
    private static final int MOST_WISHES = 16;
    private static final int MOST_PIECES = 40;
    private static final Pattern QUOTED = Pattern.compile("[\"“”]([^\"“”]*)[\"“”]?|[^\"“”]+");

    /// @param exactly what its words must be
    /// @param run letters that may have been meant otherwise; empty if there are none
    /// @param number of a book, if it may be one; else 0
    /// @param marks what is marked where it is found
    record Wish(Expression exactly, String run, int number, List<String> marks) {}

    static Asked read(String typed) {
        var cut = typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
        var wishes = new ArrayList<Wish>();
        int pieces = 0;
        var matcher = QUOTED.matcher(Tokens.plain(cut.replaceAll("[\\n\\r]", " ")));
        var isCut = typed.length() > LONGEST;
        while (matcher.find()) {
            if (wishes.size() >= MOST_WISHES || pieces >= MOST_PIECES) {
                isCut |= !Tokens.of(matcher.group()).isEmpty();
                continue;
            }
            if (matcher.group(1) != null) {
                var tokens = Tokens.of(matcher.group(1));
                pieces += tokens.size();
                if (!tokens.isEmpty()) {
                    var together = Lexemes.askedTogether(tokens);
                    wishes.add(new Wish(together, "", 0, List.of(matcher.group(1).strip())));
                }
                continue;
            }
            var tokens = Tokens.of(matcher.group());
            pieces += tokens.size();
            wishes.addAll(wishes(matcher.group(), tokens));
        }
        isCut |= wishes.size() > MOST_WISHES;
        return new Asked(wishes.stream().limit(MOST_WISHES).toList(), isCut);
    }

    /// Words that were typed without a blank are one wish: where one was cut or mistyped, the
    /// others may be divided wrongly, too.
    private static List<Wish> wishes(String text, List<Token> tokens) {
        var wishes = new ArrayList<Wish>();
        int i = 0;
        while (i < tokens.size()) {
            var first = tokens.get(i);
            int end = i + 1;
            while (first.isWord()
                    && end < tokens.size()
                    && tokens.get(end).isWord()
                    && tokens.get(end).start() == tokens.get(end - 1).end()) {
                end++;
            }
            var run = tokens.subList(i, end);
            wishes.add(first.isWord() ? ofWords(text, run) : ofNumber(first));
            i = end;
        }
        return wishes;
    }

    private static Wish ofWords(String text, List<Token> run) {
        var typed = text.substring(run.getFirst().start(), run.getLast().end());
        var parts = run.stream().map(Lexemes::asked).toList();
        var marks = new ArrayList<String>();
        run.forEach(token -> marks.addAll(Abbreviations.alike(token.text())));
        return new Wish(new Expression.All(parts), typed.replace(".", ""), 0, marks);
    }

    private static Wish ofNumber(Token token) {
        var isPlain = token.text().matches("[1-9][0-9]{0,7}");
        return new Wish(
                Lexemes.asked(token),
                "",
                isPlain ? Integer.parseInt(token.text()) : 0,
                token.kind() == Token.Kind.DAY ? List.of() : List.of(token.text()));
    }
}
