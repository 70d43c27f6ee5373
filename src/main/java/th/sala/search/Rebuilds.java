package th.sala.search;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How far the words of all records are made by the newest rules.
@Repository
class Rebuilds {
    private final JdbcClient db;

    Rebuilds(JdbcClient db) {
        this.db = db;
    }

    /// @param after where the last batch ended; null before the first
    record Progress(@Nullable String after, boolean done) {}

    private static final String OF =
            """
            SELECT after, done FROM search.rebuild
             WHERE source = :source AND version = :version
            """;

    /// Nothing if it is not begun by the newest rules.
    Optional<Progress> of(String source) {
        return db.sql(OF)
                .param("source", source)
                .param("version", Lexemes.VERSION)
                .query(Progress.class)
                .optional();
    }

    private static final String CAME_TO =
            """
            INSERT INTO search.rebuild (source, version, after, done)
            VALUES (:source, :version, :after, :done)
            ON CONFLICT (source) DO UPDATE
               SET version = excluded.version, after = excluded.after, done = excluded.done
            """;

    void cameTo(String source, @Nullable String after, boolean done) {
        db.sql(CAME_TO)
                .param("source", source)
                .param("version", Lexemes.VERSION)
                .param("after", after)
                .param("done", done)
                .update();
    }

    private static final String FORGET = "DELETE FROM search.rebuild WHERE source = :source";

    /// It begins again.
    void forget(String source) {
        db.sql(FORGET).param("source", source).update();
    }

    private static final String DONE =
            "SELECT count(*) FROM search.rebuild WHERE version = :version AND done AND source = ANY(:names)";

    /// Whether all of these are made.
    boolean areDone(List<String> sources) {
        return db.sql(DONE)
                        .param("version", Lexemes.VERSION)
                        .param("names", sources.toArray(String[]::new))
                        .query(Integer.class)
                        .single()
                == sources.size();
    }
}
