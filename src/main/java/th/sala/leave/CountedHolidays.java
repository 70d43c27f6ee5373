package th.sala.leave;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// With which holidays an agency's leaves were counted.
@Repository
class CountedHolidays {
    private final JdbcClient db;

    CountedHolidays(JdbcClient db) {
        this.db = db;
    }

    private static final String BETWEEN =
            """
            SELECT day FROM leave.counted_holiday
             WHERE agency_id = :agency AND day >= :from AND day < :until
            """;

    Set<LocalDate> between(UUID agency, LocalDate from, LocalDate until) {
        return db.sql(BETWEEN)
                .param("agency", agency)
                .param("from", from)
                .param("until", until)
                .query(LocalDate.class)
                .set();
    }

    private static final String ADD =
            "INSERT INTO leave.counted_holiday (agency_id, day) VALUES (:agency, :day) ON CONFLICT DO NOTHING";

    void add(UUID agency, LocalDate day) {
        db.sql(ADD).param("agency", agency).param("day", day).update();
    }

    private static final String REMOVE =
            "DELETE FROM leave.counted_holiday WHERE agency_id = :agency AND day = :day";

    void remove(UUID agency, LocalDate day) {
        db.sql(REMOVE).param("agency", agency).param("day", day).update();
    }
}
