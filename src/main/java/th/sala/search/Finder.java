package th.sala.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;
import th.sala.search.Wanted.Cursor;
import th.sala.search.Wanted.Part;

/// Finds records for a person: only what one of the modules says the person may find, also where it
/// is only counted.
@Service
@Transactional(readOnly = true)
class Finder {
    /// Of the newest ones it is said how many there are of each kind; a word of every letter would
    /// else cost the reading of all of them.
    static final int MOST_COUNTED = 1000;

    /// If fewer are found, words like those typed are offered; if none is, they are looked for at
    /// once.
    private static final int FEW = 5;

    private static final int MOST_NUMBERED = 100;
    private static final int MOST_VALUES = 12;

    private final Records records;
    private final KnownWords known;
    private final Rebuilds rebuilds;
    private final List<Reach> reaches;
    private final List<Numbered> books;
    private final List<String> sources;

    Finder(
            Records records,
            KnownWords known,
            Rebuilds rebuilds,
            List<Reach> reaches,
            List<Numbered> books,
            List<Source> sources) {
        this.records = records;
        this.known = known;
        this.rebuilds = rebuilds;
        this.reaches = reaches;
        this.books = books;
        this.sources = sources.stream().map(Source::name).toList();
    }

    /// A page of what was found.
    ///
    /// @param counts how many of each value, most first
    /// @param total how many there are, at most [#MOST_COUNTED]
    /// @param isMore whether there are more than that
    /// @param similar where results with words like those typed begin, if few were found
    /// @param next where the page ends, if there is another
    /// @param isCut whether more was typed than was looked for
    /// @param isRebuilding whether older records may be missing for now
    record Found(
            List<Result> results,
            Map<Facet, List<Records.Count>> counts,
            int total,
            boolean isMore,
            boolean loosened,
            @Nullable Cursor similar,
            @Nullable Cursor next,
            boolean isCut,
            boolean isRebuilding) {}

    /// @param title the subject, with marks
    /// @param excerpt of its text, with marks
    public record Result(
            Records.Card card,
            List<Marks.Piece> number,
            List<Marks.Piece> title,
            List<Marks.Piece> party,
            List<Marks.Piece> excerpt) {}

    /// @param rows of the page
    Found find(SignedIn who, Wanted wanted, int rows) {
        int most = Math.max(rows, FEW) + 1;
        var asked = Asked.read(wanted.text());
        var scopes = new TreeSet<String>();
        reaches.forEach(reach -> scopes.addAll(reach.of(who)));
        var exact = exactly(who, asked);
        var after = wanted.after();
        var query = new Query(who, wanted, scopes, exact);
        var loosened = after != null && after.loosened();
        if (loosened) {
            query = new Query(who, wanted, scopes, loosely(who, asked));
        }
        var hits = hits(query, after, loosened, most);
        if (after == null && hits.isEmpty()) {
            var loose = new Query(who, wanted, scopes, loosely(who, asked));
            var more = loose.words.equals(exact) ? hits : hits(loose, null, true, most);
            if (!more.isEmpty()) {
                query = loose;
                hits = more;
                loosened = true;
            }
        }
        return found(query, asked, hits, after == null && hits.size() < most, rows, loosened);
    }

    private record Place(Records.Hit hit, Cursor cursor) {}

    /// Who looks for what.
    private record Query(SignedIn who, Wanted wanted, TreeSet<String> scopes, Expression words) {
        Records.Looked looked(@Nullable Part part) {
            var chosen = new ArrayList<Expression>();
            wanted.chosen()
                    .forEach((facet, value) -> {
                        if (facet != Facet.STATE) {
                            chosen.add(new Expression.One(Lexemes.facet(facet, value)));
                        }
                    });
            chosen.add(Expression.any(scopes.stream().map(Lexemes::scope).toList()));
            var asked = new ArrayList<String>();
            asked.add(new Expression.All(chosen).tsquery(""));
            if (!words.isEmpty()) {
                asked.add(words.tsquery(part == Part.HEAD ? Lexemes.HEAD : ""));
            }
            if (part == Part.TEXT && !words.isEmpty()) {
                asked.add("!" + "(" + words.tsquery(Lexemes.HEAD) + ")");
            }
            return new Records.Looked(
                    who.agency(),
                    String.join(" & ", asked),
                    scopes,
                    wanted.chosen().get(Facet.STATE),
                    wanted.since(),
                    wanted.to());
        }
    }

    /// Those that have all words in their head, then the others; each the newest first.
    private List<Place> hits(Query query, @Nullable Cursor after, boolean loosened, int most) {
        var hits = new ArrayList<Place>();
        if (query.scopes.isEmpty()) {
            return hits;
        }
        for (var part : query.words.isEmpty() ? List.of(Part.TEXT) : List.of(Part.values())) {
            var isPast = after != null && after.part().compareTo(part) > 0;
            if (isPast || hits.size() >= most) {
                continue;
            }
            var from = after != null && after.part() == part ? after.position() : null;
            for (var hit : records.find(query.looked(part), from, most - hits.size())) {
                var position = new Records.Position(hit.at(), hit.id());
                hits.add(new Place(hit, new Cursor(part, loosened, position)));
            }
        }
        return hits;
    }

    /// @param areAll whether there are no others before or behind
    private Found found(
            Query query,
            Asked asked,
            List<Place> places,
            boolean areAll,
            int rows,
            boolean loosened) {
        var page = places.stream().limit(rows).toList();
        var counted =
                areAll || page.isEmpty()
                        ? places.stream().map(Place::hit).toList()
                        : records.find(query.looked(null), null, MOST_COUNTED + 1);
        var isFew = areAll && !places.isEmpty() && places.size() < FEW && !loosened;
        var isLoosenable = asked.wishes().stream().anyMatch(wish -> !wish.run().isEmpty());
        return new Found(
                results(query, asked, page),
                counts(counted),
                Math.min(counted.size(), MOST_COUNTED),
                counted.size() > MOST_COUNTED,
                loosened,
                isFew && isLoosenable ? Cursor.OF_SIMILAR : null,
                places.size() > rows ? page.getLast().cursor() : null,
                asked.isCut(),
                !rebuilds.areDone(sources));
    }

    private static Map<Facet, List<Records.Count>> counts(List<Records.Hit> hits) {
        var counts = Records.counts(hits);
        counts.replaceAll((_, values) -> values.stream().limit(MOST_VALUES).toList());
        return counts;
    }

    private List<Result> results(Query query, Asked asked, List<Place> page) {
        if (page.isEmpty()) {
            return List.of();
        }
        var wanted = new ArrayList<String>();
        asked.wishes()
                .forEach(wish -> {
                    wanted.addAll(wish.marks());
                    if (!wish.run().isEmpty()) {
                        wanted.add(wish.run());
                    }
                });
        words(query.words, wanted);
        var marks = new Marks(wanted);
        var hits = page.stream().map(Place::hit).toList();
        var cards = new HashMap<Object, Records.Card>();
        for (var card : records.cards(query.who.agency(), hits)) {
            cards.put(List.of(card.kind(), card.id()), card);
        }
        return hits.stream()
                .map(hit -> cards.get(List.of(hit.kind(), hit.id())))
                .filter(Objects::nonNull)
                .map(card -> result(card, marks))
                .toList();
    }

    private static Result result(Records.Card card, Marks marks) {
        var isInBody = card.files().isEmpty() || marks.areIn(card.body());
        return new Result(
                card,
                marks.in(card.number()),
                marks.in(card.title()),
                marks.in(card.party()),
                marks.around(isInBody ? card.body() : card.files()));
    }

    private static void words(Expression expression, List<String> into) {
        switch (expression) {
            case Expression.One(var lexeme) -> {
                if (Character.isLetter(lexeme.charAt(0))) {
                    into.add(lexeme);
                }
            }
            case Expression.All(var parts) -> parts.forEach(part -> words(part, into));
            case Expression.Any(var parts) -> parts.forEach(part -> words(part, into));
        }
    }

    private Expression exactly(SignedIn who, Asked asked) {
        return new Expression.All(asked.wishes().stream().map(wish -> exactly(who, wish)).toList());
    }

    /// A number may be one that a book gave, too.
    private Expression exactly(SignedIn who, Asked.Wish wish) {
        var ways = new ArrayList<Expression>(List.of(wish.exactly()));
        if (wish.number() > 0) {
            books.forEach(book ->
                    book.having(who.agency(), wish.number(), MOST_NUMBERED)
                            .forEach(id -> ways.add(new Expression.One(Lexemes.id(id)))));
        }
        return ways.size() == 1 ? ways.getFirst() : new Expression.Any(ways);
    }

    private Expression loosely(SignedIn who, Asked asked) {
        return new Expression.All(asked.wishes().stream().map(wish -> loosely(who, wish)).toList());
    }

    private Expression loosely(SignedIn who, Asked.Wish wish) {
        var exactly = exactly(who, wish);
        if (wish.run().isEmpty()) {
            return exactly;
        }
        var loose = known.loosen(wish.run());
        return loose.equals(KnownWords.NOTHING)
                ? exactly
                : new Expression.Any(List.of(exactly, loose));
    }
}
