package th.sala.agencies;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.database.RecordValues;

/// Positions and who holds them.
@Repository
class Positions {
    private final JdbcClient db;

    Positions(JdbcClient db) {
        this.db = db;
    }

    private static final String ON =
            """
            SELECT position_id AS id, agency_id AS agency, title, unit_id AS unit, superior
              FROM agencies.position_fact
             WHERE agency_id = :agency AND from_day <= :day AND (until_day IS NULL OR until_day > :day)
             ORDER BY title, position_id
            """;

    List<Position> on(LocalDate day, UUID agency) {
        return db.sql(ON).param("agency", agency).param("day", day).query(Position.class).list();
    }

    private static final String ADD =
            "INSERT INTO agencies.position (agency_id, id) VALUES (:agency, :id)";

    void add(UUID agency, UUID id) {
        db.sql(ADD).param("agency", agency).param("id", id).update();
    }

    private static final String STATE =
            """
            INSERT INTO agencies.position_fact (agency_id, id, position_id, from_day, title, unit_id, superior)
            VALUES (:agency, :row, :id, :from, :title, :unit, :superior)
            """;

    void state(Position position, LocalDate from) {
        db.sql(STATE)
                .paramSource(
                        new RecordValues(position)
                                .addValue("row", UUID.randomUUID())
                                .addValue("from", from))
                .update();
    }

    private static final String CLOSE =
            """
            UPDATE agencies.position_fact SET until_day = greatest(from_day, :day)
             WHERE agency_id = :agency AND position_id = :position AND until_day IS NULL
            """;

    void close(UUID agency, UUID position, LocalDate day) {
        db.sql(CLOSE)
                .param("agency", agency)
                .param("position", position)
                .param("day", day)
                .update();
    }

    /// That an official holds a position (การดำรงตำแหน่ง).
    record Holding(
            UUID id,
            UUID agency,
            UUID official,
            UUID position,
            LocalDate fromDay,
            @Nullable LocalDate untilDay) {
        Term term() {
            return new Term(fromDay, untilDay);
        }
    }

    private static final String HOLDINGS =
            """
            SELECT id, agency_id AS agency, official_id AS official, position_id AS position, from_day, until_day
              FROM agencies.holding
             WHERE agency_id = :agency AND (until_day IS NULL OR until_day > from_day)
            """;

    private static final String HOLDINGS_OF =
            HOLDINGS + " AND official_id = :official ORDER BY from_day, recorded_at, id";

    /// All the official's positions there ever were, oldest first.
    List<Holding> holdingsOf(UUID agency, UUID official) {
        return db.sql(HOLDINGS_OF)
                .param("agency", agency)
                .param("official", official)
                .query(Holding.class)
                .list();
    }

    private static final String HOLDERS =
            HOLDINGS
                    + " AND (until_day IS NULL OR until_day > :day) ORDER BY from_day, recorded_at, id";

    /// Who holds a position on the day or will later.
    List<Holding> holdingsFrom(UUID agency, LocalDate day) {
        return db.sql(HOLDERS)
                .param("agency", agency)
                .param("day", day)
                .query(Holding.class)
                .list();
    }

    private static final String HOLD =
            """
            INSERT INTO agencies.holding (agency_id, id, official_id, position_id, from_day, until_day)
            VALUES (:agency, :id, :official, :position, :fromDay, :untilDay)
            """;

    void hold(Holding holding) {
        db.sql(HOLD).paramSource(new RecordValues(holding)).update();
    }

    private static final String LEAVE =
            "UPDATE agencies.holding SET until_day = :day WHERE agency_id = :agency AND id = :id";

    void leave(Holding holding, LocalDate day) {
        db.sql(LEAVE)
                .param("agency", holding.agency())
                .param("id", holding.id())
                .param("day", day)
                .update();
    }

    /// A position's title in a run of days.
    record Title(UUID position, String title, LocalDate fromDay, @Nullable LocalDate untilDay) {
        Term term() {
            return new Term(fromDay, untilDay);
        }
    }

    private static final String TITLES =
            """
            SELECT position_id AS position, title, from_day, until_day
              FROM agencies.position_fact
             WHERE agency_id = :agency AND (until_day IS NULL OR until_day > from_day)
               AND position_id IN (:positions)
            """;

    List<Title> titles(UUID agency, java.util.Collection<UUID> positions) {
        if (positions.isEmpty()) {
            return List.of();
        }
        return db.sql(TITLES)
                .param("agency", agency)
                .param("positions", positions)
                .query(Title.class)
                .list();
    }
}
