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
    /// @param generation of the beginning that this is the progress of
    record Progress(@Nullable String after, boolean done, long generation) {}

    private static final String PROGRESS =
            """
            SELECT after, done, generation FROM search.rebuild
             WHERE source = :source AND version = :version
            """;

    /// Begins if it is not begun by the newest rules.
    Progress progress(String source) {
        return find(source)
                .orElseGet(() -> {
                    forget(source);
                    return find(source).orElseThrow();
                });
    }

    private Optional<Progress> find(String source) {
        return db.sql(PROGRESS)
                .param("source", source)
                .param("version", Lexemes.VERSION)
                .query(Progress.class)
                .optional();
    }

    private static final String CAME_TO =
            """
            UPDATE search.rebuild SET after = :after, done = :done
             WHERE source = :source AND generation = :generation
            """;

    /// @param end where the last batch ended; null if there is no more
    /// @return false if it began again meanwhile; then it stays at its beginning
    boolean cameTo(String source, long generation, @Nullable String end) {
        return db.sql(CAME_TO)
                        .param("source", source)
                        .param("generation", generation)
                        .param("after", end)
                        .param("done", end == null)
                        .update()
                == 1;
    }

    private static final String FORGET =
            """
            INSERT INTO search.rebuild AS rebuild (source, version, after, done, generation)
            VALUES (:source, :version, NULL, false, 1)
            ON CONFLICT (source) DO UPDATE
               SET version = excluded.version, after = NULL, done = false, generation = rebuild.generation + 1
            """;

    /// It begins again, also if it is under way.
    void forget(String source) {
        db.sql(FORGET).param("source", source).param("version", Lexemes.VERSION).update();
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
