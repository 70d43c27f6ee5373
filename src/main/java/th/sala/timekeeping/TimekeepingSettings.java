package th.sala.timekeeping;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.agencies.Term;

/// What an agency sets for its register: rules with dates, networks, who keeps it and who need not
/// stand in it.
@Repository
class TimekeepingSettings {
    private final JdbcClient db;

    TimekeepingSettings(JdbcClient db) {
        this.db = db;
    }

    private static final String RULES =
            """
            SELECT from_day, grace, from_opening, morning_until, afternoon_from, asks_position, source
              FROM timekeeping.rule
             WHERE agency_id = :agency
            """;

    /// By the first day of each.
    NavigableMap<LocalDate, TimeRules> rules(UUID agency) {
        var rules = new TreeMap<LocalDate, TimeRules>();
        db.sql(RULES)
                .param("agency", agency)
                .query((row, _) ->
                        new TimeRules(
                                row.getObject("from_day", LocalDate.class),
                                row.getInt("grace"),
                                row.getBoolean("from_opening"),
                                row.getObject("morning_until", LocalTime.class),
                                row.getObject("afternoon_from", LocalTime.class),
                                row.getBoolean("asks_position"),
                                row.getString("source")))
                .list()
                .forEach(one -> rules.put(one.fromDay(), one));
        return rules;
    }

    private static final String DECIDE =
            """
            INSERT INTO timekeeping.rule
                   (agency_id, from_day, grace, from_opening, morning_until, afternoon_from, asks_position, source, at, by)
            VALUES (:agency, :from, :grace, :fromOpening, :morning, :afternoon, :position, :source, :at, :by)
            ON CONFLICT (agency_id, from_day) DO UPDATE
               SET grace = :grace, from_opening = :fromOpening, morning_until = :morning, afternoon_from = :afternoon,
                   asks_position = :position, source = :source, at = :at, by = :by
            """;

    void decide(UUID agency, TimeRules rules, Instant at, String by) {
        db.sql(DECIDE)
                .param("agency", agency)
                .param("from", rules.fromDay())
                .param("grace", rules.grace())
                .param("fromOpening", rules.fromOpening())
                .param("morning", rules.morningUntil())
                .param("afternoon", rules.afternoonFrom())
                .param("position", rules.asksPosition())
                .param("source", rules.source())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
    }

    private static final String NETWORKS =
            """
            SELECT id, name, range::text AS range, from_day, until_day
              FROM timekeeping.network
             WHERE agency_id = :agency AND (until_day IS NULL OR until_day > :day)
             ORDER BY name, id
            """;

    /// Those of the day, and later ones.
    List<Network> networks(UUID agency, LocalDate day) {
        return db.sql(NETWORKS)
                .param("agency", agency)
                .param("day", day)
                .query(Network.class)
                .list();
    }

    private static final String ADD_NETWORK =
            """
            INSERT INTO timekeeping.network (agency_id, id, name, range, from_day, at, by)
            VALUES (:agency, :id, :name, :range::cidr, :from, :at, :by)
            """;

    void add(UUID agency, Network network, Instant at, String by) {
        db.sql(ADD_NETWORK)
                .param("agency", agency)
                .param("id", network.id())
                .param("name", network.name())
                .param("range", network.range())
                .param("from", network.fromDay())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
    }

    private static final String END_NETWORK =
            """
            UPDATE timekeeping.network SET until_day = greatest(:day, from_day)
             WHERE agency_id = :agency AND id = :id AND until_day IS NULL
            """;

    /// @param day the first one without
    void endNetwork(UUID agency, UUID id, LocalDate day) {
        db.sql(END_NETWORK).param("agency", agency).param("id", id).param("day", day).update();
    }

    /// Who was named for what, by which order.
    record Named(
            UUID id,
            UUID official,
            Naming role,
            LocalDate fromDay,
            @Nullable LocalDate untilDay,
            String source) {
        public Term term() {
            return new Term(fromDay, untilDay);
        }
    }

    private static final String NAMED =
            """
            SELECT id, official, role, from_day, until_day, source
              FROM timekeeping.named
             WHERE agency_id = :agency AND (until_day IS NULL OR until_day > :day)
             ORDER BY role, from_day, id
            """;

    /// Those of the day, and later ones.
    List<Named> named(UUID agency, LocalDate day) {
        return db.sql(NAMED).param("agency", agency).param("day", day).query(Named.class).list();
    }

    private static final String NAME =
            """
            INSERT INTO timekeeping.named (agency_id, id, official, role, from_day, source, at, by)
            VALUES (:agency, :id, :official, :role, :from, :source, :at, :by)
            """;

    void name(UUID agency, Named named, Instant at, String by) {
        db.sql(NAME)
                .param("agency", agency)
                .param("id", named.id())
                .param("official", named.official())
                .param("role", named.role().name())
                .param("from", named.fromDay())
                .param("source", named.source())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
    }

    private static final String END_NAMED =
            """
            UPDATE timekeeping.named SET until_day = greatest(:day, from_day)
             WHERE agency_id = :agency AND id = :id AND until_day IS NULL
            """;

    /// @param day the first one without
    void endNamed(UUID agency, UUID id, LocalDate day) {
        db.sql(END_NAMED).param("agency", agency).param("id", id).param("day", day).update();
    }
}
