package th.sala.agencies;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.database.RecordValues;

@Repository
class Units {
    private final JdbcClient db;

    Units(JdbcClient db) {
        this.db = db;
    }

    private static final String ON =
            """
            SELECT unit_id AS id, agency_id AS agency, name, owner_code, parent
              FROM agencies.unit_fact
             WHERE agency_id = :agency AND from_day <= :day AND (until_day IS NULL OR until_day > :day)
             ORDER BY owner_code = '', owner_code, name, unit_id
            """;

    List<Unit> on(LocalDate day, UUID agency) {
        return db.sql(ON).param("agency", agency).param("day", day).query(Unit.class).list();
    }

    private static final String ADD =
            "INSERT INTO agencies.unit (agency_id, id) VALUES (:agency, :id)";

    void add(UUID agency, UUID id) {
        db.sql(ADD).param("agency", agency).param("id", id).update();
    }

    private static final String STATE =
            """
            INSERT INTO agencies.unit_fact (agency_id, id, unit_id, from_day, name, owner_code, parent)
            VALUES (:agency, :row, :id, :from, :name, :ownerCode, :parent)
            """;

    void state(Unit unit, LocalDate from) {
        db.sql(STATE)
                .paramSource(
                        new RecordValues(unit)
                                .addValue("row", UUID.randomUUID())
                                .addValue("from", from))
                .update();
    }

    private static final String CLOSE =
            """
            UPDATE agencies.unit_fact SET until_day = greatest(from_day, :day)
             WHERE agency_id = :agency AND unit_id = :unit AND until_day IS NULL
            """;

    void close(UUID agency, UUID unit, LocalDate day) {
        db.sql(CLOSE).param("agency", agency).param("unit", unit).param("day", day).update();
    }
}
