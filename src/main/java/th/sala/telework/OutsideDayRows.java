package th.sala.telework;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The days outside that were ordered.
@Repository
class OutsideDayRows {
    private final JdbcClient db;

    OutsideDayRows(JdbcClient db) {
        this.db = db;
    }

    private static final String BETWEEN =
            """
            SELECT d.official, d.day, a.place, d.agreement AS assignment
              FROM telework.day d JOIN telework.agreement a ON a.agency_id = d.agency_id AND a.id = d.agreement
             WHERE d.agency_id = :agency AND d.official IN (:officials) AND d.day BETWEEN :first AND :last
             ORDER BY d.day, d.official
            """;

    List<OutsideDay> between(
            UUID agency, Collection<UUID> officials, LocalDate first, LocalDate last) {
        return db.sql(BETWEEN)
                .param("agency", agency)
                .param("officials", officials)
                .param("first", first)
                .param("last", last)
                .query(OutsideDay.class)
                .list();
    }

    private static final String OF =
            """
            SELECT day
              FROM telework.day
             WHERE agency_id = :agency AND agreement = :agreement
             ORDER BY day
            """;

    List<LocalDate> of(UUID agency, UUID agreement) {
        return db.sql(OF)
                .param("agency", agency)
                .param("agreement", agreement)
                .query(LocalDate.class)
                .list();
    }

    private static final String OF_SEVERAL =
            """
            SELECT agreement, day
              FROM telework.day
             WHERE agency_id = :agency AND agreement = ANY(:agreements)
             ORDER BY agreement, day
            """;

    /// Of several agreements at once; without those that have none.
    Map<UUID, List<LocalDate>> of(UUID agency, Collection<UUID> agreements) {
        var days = new HashMap<UUID, List<LocalDate>>();
        db.sql(OF_SEVERAL)
                .param("agency", agency)
                .param("agreements", agreements.toArray(UUID[]::new))
                .query(row -> {
                    days.computeIfAbsent(
                                    row.getObject("agreement", UUID.class), _ -> new ArrayList<>())
                            .add(row.getObject("day", LocalDate.class));
                });
        return days;
    }

    private static final String ADD =
            """
            INSERT INTO telework.day (agency_id, official, day, agreement)
            VALUES (:agency, :official, :day, :agreement)
            """;

    /// @throws org.springframework.dao.DuplicateKeyException if the person is outside on it already
    void add(UUID agency, UUID official, LocalDate day, UUID agreement) {
        db.sql(ADD)
                .param("agency", agency)
                .param("official", official)
                .param("day", day)
                .param("agreement", agreement)
                .update();
    }

    private static final String REMOVE =
            """
            DELETE FROM telework.day
             WHERE agency_id = :agency AND agreement = :agreement AND day BETWEEN :first AND :last
            """;

    void remove(UUID agency, UUID agreement, LocalDate first, LocalDate last) {
        db.sql(REMOVE)
                .param("agency", agency)
                .param("agreement", agreement)
                .param("first", first)
                .param("last", last)
                .update();
    }
}
