package th.sala.leave;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Many people at once, whose fiscal year can be closed.
final class ClosingPeople {
    private ClosingPeople() {}

    private static final String OFFICIALS =
            """
            WITH made AS (
                INSERT INTO agencies.official (agency_id, id)
                SELECT :agency, gen_random_uuid() FROM generate_series(1, :many)
                RETURNING id)
            INSERT INTO agencies.official_fact (agency_id, id, official_id, from_day, name, mail, telephone)
            SELECT :agency, gen_random_uuid(), id, DATE '2020-10-01', 'นายลำดับ ' || row_number() OVER (), '', '' FROM made
            """;

    private static final String PERSONS =
            """
            INSERT INTO leave.person (agency_id, official)
            SELECT agency_id, official_id FROM agencies.official_fact WHERE agency_id = :agency AND name LIKE 'นายลำดับ %'
            """;

    private static final String SERVICES =
            """
            INSERT INTO leave.service
                   (agency_id, official, year, appointed, entry, since, hardship, term_holidays, left_halves, at, by)
            SELECT agency_id, official, :year, DATE '2010-10-01', 'FIRST_APPOINTMENT', DATE '2010-10-01', false, false, 0, now(), 'x'
              FROM leave.person WHERE agency_id = :agency
            """;

    /// Everybody's ten days, of which each took none to nine and a half.
    private static final String LINES =
            """
            INSERT INTO leave.line (agency_id, id, official, kind, year, entry, halves, at, by)
            SELECT agency_id, gen_random_uuid(), official, 'VACATION', :year, 'GRANTED',
                   1 + (row_number() OVER (ORDER BY official))::int % 20, now(), 'x'
              FROM leave.person WHERE agency_id = :agency
            """;

    /// To be called in the agency's scope and a transaction.
    static int enrol(JdbcClient db, UUID agency, int many, FiscalYear year) {
        db.sql(OFFICIALS).param("agency", agency).param("many", many).update();
        db.sql(PERSONS).param("agency", agency).update();
        db.sql(SERVICES).param("agency", agency).param("year", year.year()).update();
        return db.sql(LINES).param("agency", agency).param("year", year.year()).update();
    }
}
