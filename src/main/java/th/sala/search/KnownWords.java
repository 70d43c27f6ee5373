package th.sala.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The words that ever stood in a record, without saying whose.
@Repository
class KnownWords {
    private static final int MOST_KNOWN = 500_000;
    private static final int MOST_WORDS = 40;
    private static final int LONGEST_RUN = 40;
    private static final int SHORTEST = 2;

    /// What no word is like.
    static final Expression NOTHING = new Expression.Any(List.of());

    private final JdbcClient db;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    KnownWords(JdbcClient db) {
        this.db = db;
    }

    private static final String LEARN =
            """
            WITH added AS (
                INSERT INTO search.word (word, folded)
                SELECT * FROM unnest(CAST(:words AS text[]), CAST(:folded AS text[]))
                ON CONFLICT DO NOTHING
                RETURNING word, folded)
            INSERT INTO search.tail (tail, word)
            SELECT DISTINCT substr(folded, place), word
              FROM added, generate_series(1, length(folded) - 1) AS place
            """;

    /// Keeps the new ones among them. Whoever comes with the same new word meanwhile waits for the
    /// end of the transaction, so nothing is locked before this.
    void learn(Collection<String> words) {
        var fresh = words.stream().filter(word -> !known.contains(word)).sorted().toList();
        if (fresh.isEmpty()) {
            return;
        }
        db.sql(LEARN)
                .param("words", fresh.toArray(String[]::new))
                .param("folded", fresh.stream().map(Lexemes::folded).toArray(String[]::new))
                .update();
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        if (known.size() > MOST_KNOWN) {
                            known.clear();
                        }
                        known.addAll(fresh);
                    }
                });
    }

    /// What a typed run of letters may have been: words with other tone marks, the end of one at
    /// its beginning, the beginning of one at its end, or a piece out of the middle of one.
    ///
    /// @param run as [Tokens#plain] makes it
    /// @return nothing if no words are like it
    Expression loosen(String run) {
        var folded = Lexemes.folded(run);
        if (folded.length() <= SHORTEST || folded.length() > LONGEST_RUN) {
            return NOTHING;
        }
        return new Division(folded, whole(folded), ending(folded), beginning(folded), in(folded))
                .best();
    }

    private record Like(String piece, String word) {}

    private static final String WHOLE =
            "SELECT folded AS piece, word FROM search.word WHERE folded = ANY(:pieces)";

    private Map<String, List<String>> whole(String run) {
        var pieces = new ArrayList<String>();
        for (int start = 0; start < run.length(); start++) {
            for (int end = start + SHORTEST; end <= run.length(); end++) {
                pieces.add(run.substring(start, end));
            }
        }
        return like(WHOLE, pieces);
    }

    private static final String BEGINNING =
            """
            SELECT piece, word FROM unnest(CAST(:pieces AS text[])) AS piece,
                   LATERAL (SELECT word FROM search.word
                             WHERE folded >= piece COLLATE "C" AND folded < (piece || U&'\\FFFD') COLLATE "C"
                             ORDER BY folded LIMIT 40) AS found
            """;

    private Map<String, List<String>> beginning(String run) {
        var tails = new ArrayList<String>();
        for (int start = 0; start <= run.length() - SHORTEST; start++) {
            tails.add(run.substring(start));
        }
        return like(BEGINNING, tails);
    }

    private static final String ENDING =
            """
            SELECT piece, word FROM unnest(CAST(:pieces AS text[])) AS piece,
                   LATERAL (SELECT word FROM search.tail WHERE tail = piece COLLATE "C" LIMIT 40) AS found
            """;

    private Map<String, List<String>> ending(String run) {
        var heads = new ArrayList<String>();
        for (int end = SHORTEST; end <= run.length(); end++) {
            heads.add(run.substring(0, end));
        }
        return like(ENDING, heads);
    }

    private static final String WITHIN =
            """
            SELECT piece, word FROM unnest(CAST(:pieces AS text[])) AS piece,
                   LATERAL (SELECT word FROM search.tail
                             WHERE tail >= piece COLLATE "C" AND tail < (piece || U&'\\FFFD') COLLATE "C"
                             ORDER BY tail LIMIT 40) AS found
            """;

    private List<String> in(String run) {
        return like(WITHIN, List.of(run)).getOrDefault(run, List.of());
    }

    private Map<String, List<String>> like(String sql, List<String> pieces) {
        return db
                .sql(sql)
                .param("pieces", pieces.toArray(String[]::new))
                .query(Like.class)
                .list()
                .stream()
                .collect(
                        Collectors.groupingBy(
                                Like::piece,
                                TreeMap::new,
                                Collectors.mapping(Like::word, Collectors.toList())));
    }

    /// The ways to divide a run into words and pieces of words; the best has the fewest pieces, and
    /// whole words rather than others.
    private record Division(
            String run,
            Map<String, List<String>> whole,
            Map<String, List<String>> ending,
            Map<String, List<String>> beginning,
            List<String> in) {
        private static final double WHOLE = 1;
        private static final double PIECE = 1.6;

        /// A single letter left over at an end of the run, of which too many words are like.
        private static final double LEFT_OVER = 3;

        private record Way(double cost, List<Expression> parts) {}

        Expression best() {
            var ways = new Way[run.length() + 1];
            ways[0] = new Way(0, List.of());
            for (int start = 0; start < run.length(); start++) {
                for (int end = start + 1; ways[start] != null && end <= run.length(); end++) {
                    var piece = run.substring(start, end);
                    step(ways, start, end, WHOLE, whole.get(piece));
                    step(ways, start, end, PIECE, start == 0 ? ending.get(piece) : null);
                    var isLast = end == run.length();
                    step(ways, start, end, PIECE, isLast ? beginning.get(piece) : null);
                    step(ways, start, end, PIECE, isLast && start == 0 ? in : null);
                    if (end == start + 1 && (start == 0 || isLast)) {
                        step(ways, start, end, LEFT_OVER, List.of(""));
                    }
                }
            }
            var best = ways[run.length()];
            return best == null || best.parts().isEmpty()
                    ? NOTHING
                    : new Expression.All(best.parts());
        }

        private static void step(
                Way[] ways, int start, int end, double cost, @Nullable List<String> words) {
            if (words == null || words.isEmpty()) {
                return;
            }
            var sum = ways[start].cost() + cost;
            if (ways[end] != null && ways[end].cost() <= sum) {
                return;
            }
            var some = words.stream().limit(MOST_WORDS).toList();
            var parts = new ArrayList<>(ways[start].parts());
            if (cost < LEFT_OVER) {
                parts.add(Expression.any(some));
            }
            ways[end] = new Way(sum, parts);
        }
    }
}
