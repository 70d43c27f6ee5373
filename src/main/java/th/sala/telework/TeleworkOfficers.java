package th.sala.telework;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.database.RecordValues;

/// Who has which duty in an agency's telework.
@Repository
class TeleworkOfficers {
    private final JdbcClient db;

    TeleworkOfficers(JdbcClient db) {
        this.db = db;
    }

    /// @param source the order by which they were named
    record Officer(
            UUID id, UUID official, TeleworkOffice.Duty duty, LocalDate fromDay, String source) {}

    private static final String OF =
            """
            SELECT id, official, duty, from_day, source
              FROM telework.officer
             WHERE agency_id = :agency AND until_day IS NULL
             ORDER BY duty, from_day, id
            """;

    /// Those whose duty has not ended.
    List<Officer> of(UUID agency) {
        return db.sql(OF).param("agency", agency).query(Officer.class).list();
    }

    private static final String NAME =
            """
            INSERT INTO telework.officer (agency_id, id, official, duty, from_day, source, at, by)
            VALUES (:agency, :id, :official, :duty, :fromDay, :source, :at, :by)
            """;

    void name(UUID agency, Officer officer, Instant at, String by) {
        db.sql(NAME)
                .paramSource(
                        new RecordValues(officer)
                                .addValue("agency", agency)
                                .addValue("at", at.atOffset(ZoneOffset.UTC))
                                .addValue("by", by))
                .update();
    }

    private static final String END =
            """
            UPDATE telework.officer SET until_day = greatest(:day, from_day)
             WHERE agency_id = :agency AND id = :id AND until_day IS NULL
            """;

    /// @param day the first one without
    void end(UUID agency, UUID id, LocalDate day) {
        db.sql(END).param("agency", agency).param("id", id).param("day", day).update();
    }
}
