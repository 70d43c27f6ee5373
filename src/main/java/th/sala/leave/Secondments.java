package th.sala.leave;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who is here from another agency.
@Repository
class Secondments {
    private final JdbcClient db;

    Secondments(JdbcClient db) {
        this.db = db;
    }

    /// @param home their own agency
    /// @param source the order
    /// @param until the first day without; null while it goes on
    /// @param told the last day of which the own agency knows their leave
    record Secondment(
            UUID id,
            UUID official,
            String home,
            String source,
            LocalDate from,
            @Nullable LocalDate until,
            LocalDate told) {}

    private static final String ADD =
            """
            INSERT INTO leave.secondment (agency_id, id, official, home, source, from_day, told, at, by)
            VALUES (:agency, :id, :official, :home, :source, :from, :told, :at, :by)
            """;

    void add(UUID agency, Secondment one, Instant at, String by) {
        db.sql(ADD)
                .param("agency", agency)
                .param("id", one.id())
                .param("official", one.official())
                .param("home", one.home())
                .param("source", one.source())
                .param("from", one.from())
                .param("told", one.told())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
    }

    private static final String ALL =
            """
            SELECT id, official, home, source, from_day, until_day, told
              FROM leave.secondment
             WHERE agency_id = :agency
            """;

    private static final String LIST =
            ALL + " AND (until_day IS NULL OR told < until_day - 1) ORDER BY told, id";

    /// Those that go on, or of which not all was told; whose turn is next first.
    List<Secondment> list(UUID agency) {
        return db.sql(LIST).param("agency", agency).query(Secondments::secondment).list();
    }

    private static final String FIND = ALL + " AND id = :id FOR UPDATE";

    /// Keeps everybody else from it until the transaction ends.
    Optional<Secondment> lock(UUID agency, UUID id) {
        return db.sql(FIND)
                .param("agency", agency)
                .param("id", id)
                .query(Secondments::secondment)
                .optional();
    }

    private static final String ON =
            ALL
                    + """
                       AND official = :official AND from_day <= :day AND (until_day IS NULL OR until_day > :day)
                     ORDER BY from_day DESC LIMIT 1
                    """;

    Optional<Secondment> on(UUID agency, UUID official, LocalDate day) {
        return db.sql(ON)
                .param("agency", agency)
                .param("official", official)
                .param("day", day)
                .query(Secondments::secondment)
                .optional();
    }

    private static final String TELL =
            "UPDATE leave.secondment SET told = :told WHERE agency_id = :agency AND id = :id";

    void tell(UUID agency, UUID id, LocalDate told) {
        db.sql(TELL).param("agency", agency).param("id", id).param("told", told).update();
    }

    private static final String END =
            """
            UPDATE leave.secondment SET until_day = greatest(:day, from_day)
             WHERE agency_id = :agency AND id = :id AND until_day IS NULL
            """;

    void end(UUID agency, UUID id, LocalDate day) {
        db.sql(END).param("agency", agency).param("id", id).param("day", day).update();
    }

    private static Secondment secondment(ResultSet row, int number) throws SQLException {
        return new Secondment(
                row.getObject("id", UUID.class),
                row.getObject("official", UUID.class),
                row.getString("home"),
                row.getString("source"),
                row.getObject("from_day", LocalDate.class),
                row.getObject("until_day", LocalDate.class),
                row.getObject("told", LocalDate.class));
    }
}
