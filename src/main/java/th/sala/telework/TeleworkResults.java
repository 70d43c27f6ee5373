package th.sala.telework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.database.RecordValues;
import th.sala.telework.TeleworkResult.Verdict;

/// What came of agreements.
@Repository
class TeleworkResults {
    private final JdbcClient db;

    TeleworkResults(JdbcClient db) {
        this.db = db;
    }

    private static final String FIND =
            """
            SELECT problems, reported_at, verdict, words, name, title, assessed_at
              FROM telework.result
             WHERE agency_id = :agency AND agreement = :agreement
            """;

    Optional<TeleworkResult> find(UUID agency, UUID agreement) {
        return db.sql(FIND)
                .param("agency", agency)
                .param("agreement", agreement)
                .query(TeleworkResults::result)
                .optional();
    }

    private static final String REPORT =
            """
            INSERT INTO telework.result (agency_id, agreement, problems, reported_at)
            VALUES (:agency, :agreement, :problems, :at)
            ON CONFLICT (agency_id, agreement) DO UPDATE SET problems = :problems, reported_at = :at
            """;

    void report(UUID agency, UUID agreement, String problems, Instant at) {
        db.sql(REPORT)
                .param("agency", agency)
                .param("agreement", agreement)
                .param("problems", problems)
                .param("at", Agreements.utc(at))
                .update();
    }

    private static final String ASSESS =
            """
            UPDATE telework.result
               SET verdict = :verdict, words = :words, name = :name, title = :title, assessed_at = :at
             WHERE agency_id = :agency AND agreement = :agreement AND verdict IS NULL
            """;

    /// @return false if it was assessed before
    boolean assess(UUID agency, UUID agreement, TeleworkResult.Assessment assessment) {
        return db.sql(ASSESS)
                        .paramSource(
                                new RecordValues(assessment)
                                        .addValue("agency", agency)
                                        .addValue("agreement", agreement))
                        .update()
                == 1;
    }

    /// How many agreements that ended between two days came to what.
    ///
    /// @param reported how many of `ended` were reported on
    record Sum(int ended, int reported, Map<Verdict, Integer> verdicts) {}

    private static final String SUM =
            """
            SELECT r.verdict, r.agreement IS NOT NULL AS reported, count(*)::int AS count
              FROM telework.agreement a
              LEFT JOIN telework.result r ON r.agency_id = a.agency_id AND r.agreement = a.id
             WHERE a.agency_id = :agency AND a.work_order IS NOT NULL
               AND least(a.last_day, a.until_day - 1) BETWEEN :first AND :last
             GROUP BY 1, 2
            """;

    Sum sum(UUID agency, LocalDate first, LocalDate last) {
        var verdicts = new EnumMap<Verdict, Integer>(Verdict.class);
        var counts = new int[2];
        db.sql(SUM)
                .param("agency", agency)
                .param("first", first)
                .param("last", last)
                .query(row -> {
                    var count = row.getInt("count");
                    counts[0] += count;
                    counts[1] += row.getBoolean("reported") ? count : 0;
                    var verdict = row.getString("verdict");
                    if (verdict != null) {
                        verdicts.put(Verdict.valueOf(verdict), count);
                    }
                });
        return new Sum(counts[0], counts[1], verdicts);
    }

    private static final String REPORTERS =
            """
            SELECT DISTINCT a.official
              FROM telework.result r JOIN telework.agreement a ON a.agency_id = r.agency_id AND a.id = r.agreement
             WHERE r.agency_id = :agency AND r.verdict IS NULL
            """;

    /// Who reported results that are not assessed.
    List<UUID> reporters(UUID agency) {
        return db.sql(REPORTERS).param("agency", agency).query(UUID.class).list();
    }

    private static final String UNASSESSED =
            """
            SELECT r.agreement
              FROM telework.result r JOIN telework.agreement a ON a.agency_id = r.agency_id AND a.id = r.agreement
             WHERE r.agency_id = :agency AND r.verdict IS NULL AND a.official = ANY(:officials)
             ORDER BY r.reported_at, r.agreement
             LIMIT :rows
            """;

    /// Agreements of these people that were reported on and not assessed, the longest waiting
    /// first.
    List<UUID> unassessed(UUID agency, Collection<UUID> officials, int rows) {
        return db.sql(UNASSESSED)
                .param("agency", agency)
                .param("officials", officials.toArray(UUID[]::new))
                .param("rows", rows)
                .query(UUID.class)
                .list();
    }

    private static TeleworkResult result(ResultSet row, int number) throws SQLException {
        return new TeleworkResult(
                row.getString("problems"), Agreements.instant(row, "reported_at"), assessment(row));
    }

    private static TeleworkResult.@Nullable Assessment assessment(ResultSet row)
            throws SQLException {
        var verdict = row.getString("verdict");
        return verdict == null
                ? null
                : new TeleworkResult.Assessment(
                        Verdict.valueOf(verdict),
                        row.getString("words"),
                        row.getString("name"),
                        row.getString("title"),
                        Agreements.instant(row, "assessed_at"));
    }
}
