package th.sala.leave;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What all of an agency's people have and have taken, for those who keep its leave.
@Repository
class LeaveSums {
    private final JdbcClient db;

    LeaveSums(JdbcClient db) {
        this.db = db;
    }

    /// Half days of a kind in a fiscal year.
    ///
    /// @param given the right, where there is one
    /// @param taken less what was given back
    /// @param before of those the ones taken before Sala
    record Sum(UUID official, LeaveKind kind, int given, int taken, int before) {}

    private static final String OF_YEAR =
            """
            SELECT official, kind,
                   coalesce(sum(halves) FILTER (WHERE entry IN ('GRANTED', 'EXTRA', 'CARRIED')), 0) AS given,
                   coalesce(-sum(halves) FILTER (WHERE entry NOT IN ('GRANTED', 'EXTRA', 'CARRIED')), 0) AS taken,
                   coalesce(-sum(halves) FILTER (WHERE entry = 'OPENING'), 0) AS before
              FROM leave.line
             WHERE agency_id = :agency AND year = :year
             GROUP BY official, kind
            """;

    List<Sum> of(UUID agency, FiscalYear year) {
        return db.sql(OF_YEAR)
                .param("agency", agency)
                .param("year", year.year())
                .query((row, _) ->
                        new Sum(
                                row.getObject("official", UUID.class),
                                LeaveKind.valueOf(row.getString("kind")),
                                row.getInt("given"),
                                row.getInt("taken"),
                                row.getInt("before")))
                .list();
    }

    /// A request as it goes into a list: not why, and not where the person is.
    ///
    /// @param charged half days in the ledger; 0 as long as it is not approved
    record Listed(
            UUID id,
            String name,
            String title,
            LeaveKind kind,
            boolean isBack,
            LeaveDays days,
            String state,
            Instant askedAt,
            @Nullable String endedBy,
            int charged) {}

    /// Where a list goes on.
    record After(LocalDate first, UUID id) {
        static final After BEGINNING = new After(LocalDate.EPOCH, new UUID(0, 0));
    }

    private static final String REQUESTS =
            """
            SELECT r.id, r.name, r.title, r.kind, r.cancels IS NOT NULL AS is_back,
                   r.first_day, r.from_noon, r.last_day, r.until_noon, r.state, r.asked_at, r.ended_by,
                   (SELECT coalesce(-sum(halves), 0) FROM leave.line l
                     WHERE l.agency_id = r.agency_id AND l.request = r.id AND l.year = :year) AS charged
              FROM leave.request r
             WHERE r.agency_id = :agency
               AND r.last_day >= :first AND r.first_day <= :last
               AND (CAST(:kind AS text) IS NULL OR r.kind = :kind)
               AND (CAST(:state AS text) IS NULL OR r.state = :state)
               AND (r.first_day, r.id) > (:afterDay, :afterId)
             ORDER BY r.first_day, r.id
             LIMIT :rows
            """;

    /// Those of which a day lies in the fiscal year, by their first day.
    ///
    /// @param kind null for all
    /// @param state null for all
    List<Listed> requests(
            UUID agency,
            FiscalYear year,
            @Nullable LeaveKind kind,
            @Nullable String state,
            After after,
            int rows) {
        return db.sql(REQUESTS)
                .param("agency", agency)
                .param("year", year.year())
                .param("first", year.first())
                .param("last", year.last())
                .param("kind", kind == null ? null : kind.name(), Types.VARCHAR)
                .param("state", state, Types.VARCHAR)
                .param("afterDay", after.first())
                .param("afterId", after.id())
                .param("rows", rows)
                .query(LeaveSums::listed)
                .list();
    }

    private static Listed listed(ResultSet row, int number) throws SQLException {
        return new Listed(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("title"),
                LeaveKind.valueOf(row.getString("kind")),
                row.getBoolean("is_back"),
                new LeaveDays(
                        row.getObject("first_day", LocalDate.class),
                        row.getBoolean("from_noon"),
                        row.getObject("last_day", LocalDate.class),
                        row.getBoolean("until_noon")),
                row.getString("state"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getString("ended_by"),
                row.getInt("charged"));
    }

    private static final String PAY_RULES =
            """
            SELECT kind, days, first_year_days, from_day, until_day, source, checked
              FROM leave.pay_rule
             ORDER BY kind, from_day
            """;

    /// For how many days each kind is paid.
    List<PayRule> payRules() {
        return db.sql(PAY_RULES)
                .query((row, _) ->
                        new PayRule(
                                LeaveKind.valueOf(row.getString("kind")),
                                row.getObject("days", Integer.class),
                                row.getObject("first_year_days", Integer.class),
                                row.getObject("from_day", LocalDate.class),
                                row.getObject("until_day", LocalDate.class),
                                row.getString("source"),
                                row.getBoolean("checked")))
                .list();
    }

    /// When the service of each began, as far as it was entered for the fiscal year.
    private static final String APPOINTED =
            "SELECT official, appointed FROM leave.service WHERE agency_id = :agency AND year = :year";

    record Appointed(UUID official, LocalDate day) {}

    List<Appointed> appointed(UUID agency, FiscalYear year) {
        return db.sql(APPOINTED)
                .param("agency", agency)
                .param("year", year.year())
                .query((row, _) ->
                        new Appointed(
                                row.getObject("official", UUID.class),
                                row.getObject("appointed", LocalDate.class)))
                .list();
    }
}
