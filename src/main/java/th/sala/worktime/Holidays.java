package th.sala.worktime;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Holidays {
    private static final String COLUMNS =
            """
            SELECT id, day, name, source, substitutes, checked, declared_at, declared_by,
                   confirmed_at, confirmed_by, confirmed_source,
                   withdrawn_at, withdrawn_by, withdrawal_reason
              FROM worktime.holiday
            """;

    private final JdbcClient db;

    Holidays(JdbcClient db) {
        this.db = db;
    }

    private static final String BETWEEN =
            COLUMNS
                    + """
                     WHERE day BETWEEN :first AND :last AND withdrawn_at IS NULL
                     ORDER BY day
                    """;

    /// Those that hold.
    List<Holiday> between(LocalDate first, LocalDate last) {
        return db.sql(BETWEEN)
                .param("first", first)
                .param("last", last)
                .query(Holidays::holiday)
                .list();
    }

    private static final String WITHDRAWN =
            COLUMNS
                    + """
                     WHERE day BETWEEN :first AND :last AND withdrawn_at IS NOT NULL
                     ORDER BY day, withdrawn_at
                    """;

    List<Holiday> withdrawn(LocalDate first, LocalDate last) {
        return db.sql(WITHDRAWN)
                .param("first", first)
                .param("last", last)
                .query(Holidays::holiday)
                .list();
    }

    private static final String FIND = COLUMNS + " WHERE id = :id";

    Optional<Holiday> find(UUID id) {
        return db.sql(FIND).param("id", id).query(Holidays::holiday).optional();
    }

    private static final String ADD =
            """
            INSERT INTO worktime.holiday
                   (id, day, name, source, substitutes, checked, declared_at, declared_by)
            VALUES (:id, :day, :name, :source, :substitutes, :checked, :at, :by)
            ON CONFLICT (day) WHERE withdrawn_at IS NULL DO NOTHING
            """;

    /// Adds the holiday, or changes nothing and answers false if that day is one already.
    boolean add(Holiday holiday) {
        return db.sql(ADD)
                        .param("id", holiday.id())
                        .param("day", holiday.day())
                        .param("name", holiday.name())
                        .param("source", holiday.source())
                        .param("substitutes", holiday.substitutes())
                        .param("checked", holiday.checked())
                        .param("at", holiday.declaredAt().atOffset(ZoneOffset.UTC))
                        .param("by", holiday.declaredBy())
                        .update()
                == 1;
    }

    private static final String WITHDRAW =
            """
            UPDATE worktime.holiday
               SET withdrawn_at = :at, withdrawn_by = :by, withdrawal_reason = :text
             WHERE id = :id AND withdrawn_at IS NULL
            """;

    /// Answers false if somebody was first.
    boolean withdraw(UUID id, Holiday.Act act) {
        return with(WITHDRAW, id, act);
    }

    private static final String CONFIRM =
            """
            UPDATE worktime.holiday
               SET checked = true, confirmed_at = :at, confirmed_by = :by, confirmed_source = :text
             WHERE id = :id AND NOT checked AND withdrawn_at IS NULL
            """;

    /// Answers false if somebody was first.
    boolean confirm(UUID id, Holiday.Act act) {
        return with(CONFIRM, id, act);
    }

    private boolean with(String sql, UUID id, Holiday.Act act) {
        return db.sql(sql)
                        .param("id", id)
                        .param("at", act.at().atOffset(ZoneOffset.UTC))
                        .param("by", act.by())
                        .param("text", act.text())
                        .update()
                == 1;
    }

    private static Holiday holiday(ResultSet row, int number) throws SQLException {
        return new Holiday(
                row.getObject("id", UUID.class),
                row.getObject("day", LocalDate.class),
                row.getString("name"),
                row.getString("source"),
                row.getObject("substitutes", LocalDate.class),
                row.getBoolean("checked"),
                row.getObject("declared_at", OffsetDateTime.class).toInstant(),
                row.getString("declared_by"),
                act(row, "confirmed_at", "confirmed_by", "confirmed_source"),
                act(row, "withdrawn_at", "withdrawn_by", "withdrawal_reason"));
    }

    private static Holiday.@Nullable Act act(ResultSet row, String at, String by, String text)
            throws SQLException {
        var moment = row.getObject(at, OffsetDateTime.class);
        return moment == null
                ? null
                : new Holiday.Act(moment.toInstant(), row.getString(by), row.getString(text));
    }
}
