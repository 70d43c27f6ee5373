package th.sala.agencies;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.database.RecordValues;

@Repository
class Officials {
    private final JdbcClient db;

    Officials(JdbcClient db) {
        this.db = db;
    }

    private static final String OFFICIAL =
            """
            SELECT f.official_id AS id, f.agency_id AS agency, f.name, coalesce(p.title, '') AS position,
                   p.unit_id AS unit, f.mail, f.telephone
              FROM agencies.official_fact f
              LEFT JOIN LATERAL (
                   SELECT pf.title, pf.unit_id
                     FROM agencies.holding h
                     JOIN agencies.position_fact pf ON pf.agency_id = h.agency_id AND pf.position_id = h.position_id
                          AND pf.from_day <= :day AND (pf.until_day IS NULL OR pf.until_day > :day)
                    WHERE h.agency_id = f.agency_id AND h.official_id = f.official_id
                      AND h.from_day <= :day AND (h.until_day IS NULL OR h.until_day > :day)
                    ORDER BY h.from_day, h.recorded_at, h.id LIMIT 1) p ON true
            """;

    private static final String LATEST =
            OFFICIAL
                    + """
                     WHERE f.official_id = :official AND f.from_day <= :day
                       AND (f.until_day IS NULL OR f.until_day > f.from_day)
                     ORDER BY f.from_day DESC LIMIT 1
                    """;

    /// The official as on the day, or as last before.
    Optional<Official> latest(UUID official, LocalDate day) {
        return db.sql(LATEST)
                .param("official", official)
                .param("day", day)
                .query(Official.class)
                .optional();
    }

    /// All of an agency's officials at once: their positions are found in one go.
    private static final String EVERYBODY =
            """
            SELECT f.official_id AS id, f.agency_id AS agency, f.name, coalesce(p.title, '') AS position,
                   p.unit_id AS unit, f.mail, f.telephone
              FROM agencies.official_fact f
              LEFT JOIN (
                   SELECT DISTINCT ON (h.official_id) h.official_id, pf.title, pf.unit_id
                     FROM agencies.holding h
                     JOIN agencies.position_fact pf ON pf.agency_id = h.agency_id AND pf.position_id = h.position_id
                          AND pf.from_day <= :day AND (pf.until_day IS NULL OR pf.until_day > :day)
                    WHERE h.agency_id = :agency
                      AND h.from_day <= :day AND (h.until_day IS NULL OR h.until_day > :day)
                    ORDER BY h.official_id, h.from_day, h.recorded_at, h.id) p ON p.official_id = f.official_id
             WHERE f.agency_id = :agency AND f.from_day <= :day AND (f.until_day IS NULL OR f.until_day > :day)
               AND lower(f.name || ' ' || coalesce(p.title, '') || ' ' || f.mail) LIKE ALL (:words)
            """;

    private static final String LIST =
            EVERYBODY + " ORDER BY f.name, f.official_id LIMIT :limit OFFSET :skip";

    List<Official> list(UUID agency, Words words, LocalDate day, int limit, int skip) {
        return db.sql(LIST)
                .param("agency", agency)
                .param("words", words.patterns())
                .param("day", day)
                .param("limit", limit)
                .param("skip", skip)
                .query(Official.class)
                .list();
    }

    private static final String COUNT = "SELECT count(*) FROM (" + EVERYBODY + ") matching";

    int count(UUID agency, Words words, LocalDate day) {
        return db.sql(COUNT)
                .param("agency", agency)
                .param("words", words.patterns())
                .param("day", day)
                .query(Integer.class)
                .single();
    }

    private static final String IS_HERE =
            """
            SELECT EXISTS (SELECT FROM agencies.official_fact
             WHERE official_id = :official AND (until_day IS NULL OR until_day > :day)
               AND (until_day IS NULL OR until_day > from_day))
            """;

    boolean isHere(UUID official, LocalDate day) {
        return db.sql(IS_HERE)
                .param("official", official)
                .param("day", day)
                .query(Boolean.class)
                .single();
    }

    private static final String ADD =
            "INSERT INTO agencies.official (agency_id, id) VALUES (:agency, :id) ON CONFLICT DO NOTHING";

    void add(UUID agency, UUID id) {
        db.sql(ADD).param("agency", agency).param("id", id).update();
    }

    /// What an official is called and how they are reached in a run of days.
    record Fact(
            UUID id,
            UUID agency,
            UUID official,
            LocalDate fromDay,
            @Nullable LocalDate untilDay,
            String name,
            String mail,
            String telephone) {
        Term term() {
            return new Term(fromDay, untilDay);
        }
    }

    private static final String FACTS =
            """
            SELECT id, agency_id AS agency, official_id AS official, from_day, until_day, name, mail, telephone
              FROM agencies.official_fact
             WHERE agency_id = :agency AND official_id = :official AND (until_day IS NULL OR until_day > from_day)
             ORDER BY from_day
            """;

    List<Fact> facts(UUID agency, UUID official) {
        return db.sql(FACTS)
                .param("agency", agency)
                .param("official", official)
                .query(Fact.class)
                .list();
    }

    private static final String TERMS =
            """
            SELECT official_id AS official, from_day, until_day FROM agencies.official_fact
             WHERE agency_id = :agency AND official_id = ANY (:officials)
               AND (until_day IS NULL OR until_day > from_day)
            """;

    /// When each of them is an official of the agency.
    Map<UUID, List<Term>> terms(UUID agency, Collection<UUID> officials) {
        var terms = new HashMap<UUID, List<Term>>();
        db.sql(TERMS)
                .param("agency", agency)
                .param("officials", officials.toArray(UUID[]::new))
                .query(row -> {
                    terms.computeIfAbsent(
                                    row.getObject("official", UUID.class), _ -> new ArrayList<>())
                            .add(
                                    new Term(
                                            row.getObject("from_day", LocalDate.class),
                                            row.getObject("until_day", LocalDate.class)));
                });
        return terms;
    }

    private static final String LAST_DAYS =
            """
            SELECT DISTINCT until_day - 1 AS day FROM agencies.official_fact
             WHERE agency_id = :agency AND until_day > from_day AND until_day > :first AND until_day <= :last
             ORDER BY day DESC
            """;

    /// Days in a run, without its last one, on which somebody was last what they were; the latest
    /// first.
    List<LocalDate> lastDays(UUID agency, LocalDate first, LocalDate last) {
        return db.sql(LAST_DAYS)
                .param("agency", agency)
                .param("first", first)
                .param("last", last)
                .query(LocalDate.class)
                .list();
    }

    private static final String STATE =
            """
            INSERT INTO agencies.official_fact (agency_id, id, official_id, from_day, until_day, name, mail, telephone)
            VALUES (:agency, :id, :official, :fromDay, :untilDay, :name, :mail, :telephone)
            """;

    void state(Fact fact) {
        db.sql(STATE).paramSource(new RecordValues(fact)).update();
    }

    private static final String CLOSE =
            "UPDATE agencies.official_fact SET until_day = :day WHERE agency_id = :agency AND id = :id";

    void close(Fact fact, LocalDate day) {
        db.sql(CLOSE)
                .param("agency", fact.agency())
                .param("id", fact.id())
                .param("day", day)
                .update();
    }
}
