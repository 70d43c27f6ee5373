package th.sala.telework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.database.RecordValues;

/// An agency's policies on telework.
@Repository
class TeleworkPolicies {
    private static final DataClassRowMapper<PolicyContent> CONTENT =
            new DataClassRowMapper<>(PolicyContent.class);

    private final JdbcClient db;

    TeleworkPolicies(JdbcClient db) {
        this.db = db;
    }

    private static final String ALL =
            """
            SELECT id, number, week_days, week_months, month_days, month_months, run_days, works_whole, works_part, works_not,
                   suitability, selection, supervision, termination, ethics, equipment, training, units, help, report_days,
                   asks_position, version, drawn_at, drawn_by, from_day, decided_at, decided_by, decided_title
              FROM telework.policy
             WHERE agency_id = :agency
            """;

    private static final String NEWEST = ALL + " ORDER BY number DESC";

    List<TeleworkPolicy> newest(UUID agency) {
        return db.sql(NEWEST).param("agency", agency).query(TeleworkPolicies::policy).list();
    }

    private static final String IN_FORCE =
            ALL + " AND from_day <= :day ORDER BY from_day DESC LIMIT 1";

    Optional<TeleworkPolicy> inForce(UUID agency, LocalDate day) {
        return db.sql(IN_FORCE)
                .param("agency", agency)
                .param("day", day)
                .query(TeleworkPolicies::policy)
                .optional();
    }

    private static final String DRAFT = ALL + " AND from_day IS NULL FOR UPDATE";

    /// The one draft, which nobody else changes until the transaction ends.
    Optional<TeleworkPolicy> draft(UUID agency) {
        return db.sql(DRAFT).param("agency", agency).query(TeleworkPolicies::policy).optional();
    }

    private static final String ADD =
            """
            INSERT INTO telework.policy (agency_id, id, number, week_days, week_months, month_days, month_months, run_days,
                works_whole, works_part, works_not, suitability, selection, supervision, termination, ethics, equipment,
                training, units, help, report_days, asks_position, version, drawn_at, drawn_by)
            SELECT :agency, :id, coalesce(max(number), 0) + 1, :weekDays, :weekMonths, :monthDays, :monthMonths, :runDays,
                :worksWhole, :worksPart, :worksNot, :suitability, :selection, :supervision, :termination, :ethics, :equipment,
                :training, :units, :help, :reportDays, :asksPosition, 1, :at, :by
              FROM telework.policy WHERE agency_id = :agency
            """;

    /// @throws org.springframework.dao.DuplicateKeyException if there is a draft by now
    void add(UUID agency, UUID id, PolicyContent content, Instant at, String by) {
        db.sql(ADD).paramSource(values(agency, id, content, at, by)).update();
    }

    private static RecordValues values(
            UUID agency, UUID id, PolicyContent content, Instant at, String by) {
        var values = new RecordValues(content);
        values.addValue("reportDays", content.reportedEvery());
        values.addValue("agency", agency).addValue("id", id);
        values.addValue("at", at.atOffset(ZoneOffset.UTC)).addValue("by", by);
        return values;
    }

    private static final String CHANGE =
            """
            UPDATE telework.policy
               SET week_days = :weekDays, week_months = :weekMonths, month_days = :monthDays, month_months = :monthMonths,
                   run_days = :runDays, works_whole = :worksWhole, works_part = :worksPart, works_not = :worksNot,
                   suitability = :suitability, selection = :selection, supervision = :supervision, termination = :termination,
                   ethics = :ethics, equipment = :equipment, training = :training, units = :units, help = :help,
                   report_days = :reportDays, asks_position = :asksPosition, version = version + 1, drawn_at = :at,
                   drawn_by = :by
             WHERE agency_id = :agency AND id = :id AND from_day IS NULL
            """;

    void change(UUID agency, UUID id, PolicyContent content, Instant at, String by) {
        db.sql(CHANGE).paramSource(values(agency, id, content, at, by)).update();
    }

    private static final String FORCE =
            """
            UPDATE telework.policy
               SET from_day = :from, decided_at = :at, decided_by = :by, decided_title = :title
             WHERE agency_id = :agency AND id = :id AND from_day IS NULL
            """;

    /// @throws org.springframework.dao.DuplicateKeyException if another begins on the same day
    void putInForce(UUID agency, UUID id, TeleworkPolicy.Decision decision) {
        db.sql(FORCE)
                .param("agency", agency)
                .param("id", id)
                .param("from", decision.from())
                .param("at", decision.at().atOffset(ZoneOffset.UTC))
                .param("by", decision.by())
                .param("title", decision.title())
                .update();
    }

    private static TeleworkPolicy policy(ResultSet row, int number) throws SQLException {
        return new TeleworkPolicy(
                row.getObject("id", UUID.class),
                row.getInt("number"),
                CONTENT.mapRow(row, number),
                row.getInt("version"),
                row.getObject("drawn_at", OffsetDateTime.class).toInstant(),
                row.getString("drawn_by"),
                decision(row));
    }

    private static TeleworkPolicy.@Nullable Decision decision(ResultSet row) throws SQLException {
        var from = row.getObject("from_day", LocalDate.class);
        return from == null
                ? null
                : new TeleworkPolicy.Decision(
                        from,
                        row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                        row.getString("decided_by"),
                        row.getString("decided_title"));
    }
}
