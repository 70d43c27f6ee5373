package th.sala.telework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.database.RecordValues;

/// Agreements with their goals and who confirmed them.
@Repository
class Agreements {
    private static final UUID NOBODY = new UUID(0, 0);

    private final JdbcClient db;

    Agreements(JdbcClient db) {
        this.db = db;
    }

    private static final String KNOW =
            "INSERT INTO telework.person (agency_id, official) VALUES (:agency, :official) ON CONFLICT DO NOTHING";

    private static final String LOCK =
            "SELECT official FROM telework.person WHERE agency_id = :agency AND official = :official FOR UPDATE";

    /// Until the transaction ends nobody else changes agreements or days of the person.
    void lock(UUID agency, UUID official) {
        db.sql(KNOW).param("agency", agency).param("official", official).update();
        db.sql(LOCK).param("agency", agency).param("official", official).query(UUID.class).single();
    }

    private static final String ALL =
            """
            SELECT agency_id, id, official, name, title, unit, way, reasons, work, work_words, form, days, pattern, first_day,
                   last_day, place_kind, place, contact, state, with_official, with_position, with_name, with_title, since,
                   words, work_order, until_day, version, made_at
              FROM telework.agreement
             WHERE agency_id = :agency
            """;

    private static final String FIND = ALL + " AND id = :id";

    Optional<Agreement> find(UUID agency, UUID id) {
        return db.sql(FIND)
                .param("agency", agency)
                .param("id", id)
                .query(Agreements::agreement)
                .optional();
    }

    private static final String MINE =
            ALL
                    + """
                       AND official = :official AND (made_at, id) < (:before, :beforeId)
                     ORDER BY made_at DESC, id DESC
                     LIMIT :rows
                    """;

    /// A person's, the newest first.
    List<Agreement> mine(UUID agency, UUID official, Instant before, UUID beforeId, int rows) {
        return db.sql(MINE)
                .param("agency", agency)
                .param("official", official)
                .param("before", utc(before))
                .param("beforeId", beforeId)
                .param("rows", rows)
                .query(Agreements::agreement)
                .list();
    }

    private static final String WAITING =
            ALL
                    + """
                       AND (with_official = :official OR with_position IN (:positions))
                     ORDER BY since, id
                     LIMIT :rows
                    """;

    /// Those before the person or one of the positions, the longest waiting first.
    List<Agreement> waiting(UUID agency, UUID official, Collection<UUID> positions, int rows) {
        return db.sql(WAITING)
                .param("agency", agency)
                .param("official", official)
                .param("positions", positions.isEmpty() ? List.of(NOBODY) : positions)
                .param("rows", rows)
                .query(Agreements::agreement)
                .list();
    }

    private static final String BY_STATE =
            ALL + " AND state = :state ORDER BY since DESC, id DESC LIMIT :rows OFFSET :skip";

    List<Agreement> byState(UUID agency, String state, int rows, int skip) {
        return db.sql(BY_STATE)
                .param("agency", agency)
                .param("state", state)
                .param("rows", rows)
                .param("skip", skip)
                .query(Agreements::agreement)
                .list();
    }

    private static final String BETWEEN =
            ALL
                    + """
                       AND work_order IS NOT NULL AND first_day <= :last AND last_day >= :first
                     ORDER BY first_day DESC, id DESC
                     LIMIT :rows OFFSET :skip
                    """;

    /// Those that were ordered of which a day lies between.
    List<Agreement> between(UUID agency, LocalDate first, LocalDate last, int rows, int skip) {
        return db.sql(BETWEEN)
                .param("agency", agency)
                .param("first", first)
                .param("last", last)
                .param("rows", rows)
                .param("skip", skip)
                .query(Agreements::agreement)
                .list();
    }

    private static final String OUTSIDE =
            ALL
                    + """
                       AND work_order IS NOT NULL AND least(last_day, until_day - 1) >= :day
                     ORDER BY first_day DESC, id DESC
                     LIMIT :rows OFFSET :skip
                    """;

    /// Those by which people are outside on the day or later.
    ///
    /// @param rows at most; null for all
    List<Agreement> outside(UUID agency, LocalDate day, @Nullable Integer rows, int skip) {
        return db.sql(OUTSIDE)
                .param("agency", agency)
                .param("day", day)
                .param("rows", rows, Types.INTEGER)
                .param("skip", skip)
                .query(Agreements::agreement)
                .list();
    }

    private static final String BORROWING =
            ALL
                    + """
                       AND work_order IS NOT NULL
                       AND (least(last_day, until_day - 1) >= :day
                            OR id IN (SELECT agreement FROM telework.loan WHERE agency_id = :agency AND returned_on IS NULL))
                     ORDER BY name, first_day, id
                     LIMIT :rows OFFSET :skip
                    """;

    /// Those outside on the day or later, and those with whom something is that was lent.
    List<Agreement> borrowing(UUID agency, LocalDate day, int rows, int skip) {
        return db.sql(BORROWING)
                .param("agency", agency)
                .param("day", day)
                .param("rows", rows)
                .param("skip", skip)
                .query(Agreements::agreement)
                .list();
    }

    private static final String OF_ORDER =
            ALL
                    + """
                       AND id IN (SELECT agreement FROM telework.named WHERE agency_id = :agency AND work_order = :order)
                     ORDER BY name, id
                    """;

    /// Those that an order names.
    List<Agreement> ofOrder(UUID agency, UUID order) {
        return db.sql(OF_ORDER)
                .param("agency", agency)
                .param("order", order)
                .query(Agreements::agreement)
                .list();
    }

    private static final String ADD =
            """
            INSERT INTO telework.agreement (agency_id, id, official, name, title, unit, way, reasons, work, work_words, form,
                days, pattern, first_day, last_day, place_kind, place, contact, state, since, words, version, made_at)
            VALUES (:agency, :id, :official, :name, :title, :unit, :way, :reasons, :work, :workWords, :form,
                :days, :patternText, :first, :last, :placeKind, :place, :contact, :state, :since, :words, :version, :madeAt)
            """;

    /// @throws org.springframework.dao.DataIntegrityViolationException if the person has one then
    void add(Agreement agreement) {
        db.sql(ADD).paramSource(values(agreement)).update();
    }

    private static final String SALT =
            "SELECT salt FROM telework.agreement WHERE agency_id = :agency AND id = :id";

    /// Of the digest in evidence of where the person is and is reached.
    String salt(Agreement agreement) {
        return db.sql(SALT)
                .param("agency", agreement.agency())
                .param("id", agreement.id())
                .query(String.class)
                .single();
    }

    private static final String KEEP =
            """
            UPDATE telework.agreement
               SET way = :way, reasons = :reasons, work = :work, work_words = :workWords, form = :form, days = :days,
                   pattern = :patternText, first_day = :first, last_day = :last, place_kind = :placeKind, place = :place,
                   contact = :contact, state = :state, with_official = :withOfficial, with_position = :withPosition,
                   with_name = :withName, with_title = :withTitle, since = :since, words = :words, work_order = :order,
                   until_day = :back, version = :version
             WHERE agency_id = :agency AND id = :id
            """;

    /// @throws org.springframework.dao.DataIntegrityViolationException if the person has one then
    void keep(Agreement agreement) {
        db.sql(KEEP).paramSource(values(agreement)).update();
    }

    private static RecordValues values(Agreement agreement) {
        var values = new RecordValues(agreement.terms());
        var with = agreement.with();
        values.addValue("agency", agreement.agency())
                .addValue("id", agreement.id())
                .addValue("official", agreement.by().official())
                .addValue("name", agreement.by().name())
                .addValue("title", agreement.by().title())
                .addValue("unit", agreement.by().unit())
                .addValue("patternText", agreement.terms().patternText())
                .addValue("state", agreement.state())
                .addValue("since", utc(agreement.since()))
                .addValue("words", agreement.words())
                .addValue("version", agreement.version())
                .addValue("madeAt", utc(agreement.madeAt()));
        values.addValue("withOfficial", with == null ? null : with.official(), Types.OTHER)
                .addValue("withPosition", with == null ? null : with.position(), Types.OTHER)
                .addValue("withName", with == null ? null : with.name(), Types.VARCHAR)
                .addValue("withTitle", with == null ? null : with.title(), Types.VARCHAR)
                .addValue("order", agreement.order(), Types.OTHER)
                .addValue("back", agreement.back(), Types.DATE);
        return values;
    }

    private static final String GOALS =
            """
            SELECT number, goal, delivery, remark, result, result_remark
              FROM telework.goal
             WHERE agency_id = :agency AND agreement = :agreement
             ORDER BY number
            """;

    List<Goal> goals(UUID agency, UUID agreement) {
        return db.sql(GOALS)
                .param("agency", agency)
                .param("agreement", agreement)
                .query(Goal.class)
                .list();
    }

    private static final String GOALS_OF =
            """
            SELECT agreement, number, goal, delivery, remark, result, result_remark
              FROM telework.goal
             WHERE agency_id = :agency AND agreement = ANY(:agreements)
             ORDER BY agreement, number
            """;

    /// Of several at once; without those that have none.
    Map<UUID, List<Goal>> goals(UUID agency, Collection<UUID> agreements) {
        var goals = new HashMap<UUID, List<Goal>>();
        var read = new SimplePropertyRowMapper<>(Goal.class);
        db.sql(GOALS_OF)
                .param("agency", agency)
                .param("agreements", agreements.toArray(UUID[]::new))
                .query((row, number) ->
                        goals.computeIfAbsent(
                                        row.getObject("agreement", UUID.class),
                                        _ -> new ArrayList<>())
                                .add(read.mapRow(row, number)))
                .list();
        return goals;
    }

    private static final String FORGET_GOALS =
            "DELETE FROM telework.goal WHERE agency_id = :agency AND agreement = :agreement";

    private static final String SET_GOAL =
            """
            INSERT INTO telework.goal (agency_id, agreement, number, goal, delivery, remark, result, result_remark)
            VALUES (:agency, :agreement, :number, :goal, :delivery, :remark, :result, :resultRemark)
            """;

    /// These instead of those that were there.
    void setGoals(UUID agency, UUID agreement, List<Goal> goals) {
        db.sql(FORGET_GOALS).param("agency", agency).param("agreement", agreement).update();
        for (var goal : goals) {
            db.sql(SET_GOAL)
                    .paramSource(
                            new RecordValues(goal)
                                    .addValue("agency", agency)
                                    .addValue("agreement", agreement))
                    .update();
        }
    }

    /// As whom somebody confirmed an agreement.
    public enum Part {
        OFFICIAL,
        SUPERVISOR,
        DIRECTOR;

        public String key() {
            return "telework.part." + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// @param digest SHA-256 of what it said then
    public record Signature(
            Part part, UUID official, String name, String title, Instant at, String digest) {}

    private static final String SIGN =
            """
            INSERT INTO telework.signature (agency_id, agreement, part, official, name, title, at, digest)
            VALUES (:agency, :agreement, :part, :official, :name, :title, :at, :digest)
            """;

    void sign(UUID agency, UUID agreement, Signature signature) {
        db.sql(SIGN)
                .paramSource(
                        new RecordValues(signature)
                                .addValue("agency", agency)
                                .addValue("agreement", agreement))
                .update();
    }

    private static final String UNSIGN =
            "DELETE FROM telework.signature WHERE agency_id = :agency AND agreement = :agreement";

    void unsign(UUID agency, UUID agreement) {
        db.sql(UNSIGN).param("agency", agency).param("agreement", agreement).update();
    }

    private static final String SIGNATURES =
            """
            SELECT part, official, name, title, at, digest
              FROM telework.signature
             WHERE agency_id = :agency AND agreement = :agreement
             ORDER BY at, part
            """;

    List<Signature> signatures(UUID agency, UUID agreement) {
        return db.sql(SIGNATURES)
                .param("agency", agency)
                .param("agreement", agreement)
                .query((row, _) ->
                        new Signature(
                                Part.valueOf(row.getString("part")),
                                row.getObject("official", UUID.class),
                                row.getString("name"),
                                row.getString("title"),
                                instant(row, "at"),
                                row.getString("digest")))
                .list();
    }

    static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Agreement agreement(ResultSet row, int number) throws SQLException {
        return new Agreement(
                row.getObject("agency_id", UUID.class),
                row.getObject("id", UUID.class),
                new Agreement.Worker(
                        row.getObject("official", UUID.class),
                        row.getString("name"),
                        row.getString("title"),
                        row.getString("unit")),
                terms(row),
                stage(row),
                instant(row, "since"),
                row.getString("words"),
                row.getInt("version"),
                instant(row, "made_at"));
    }

    private static Terms terms(ResultSet row) throws SQLException {
        var pattern = row.getString("pattern");
        return new Terms(
                Terms.Way.valueOf(row.getString("way")),
                row.getString("reasons"),
                Terms.Work.valueOf(row.getString("work")),
                row.getString("work_words"),
                OutsideForm.valueOf(row.getString("form")),
                row.getInt("days"),
                pattern.isEmpty()
                        ? List.of()
                        : Arrays.stream(pattern.split(",", -1)).map(Integer::valueOf).toList(),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                Terms.PlaceKind.valueOf(row.getString("place_kind")),
                row.getString("place"),
                row.getString("contact"));
    }

    private static Agreement.Stage stage(ResultSet row) throws SQLException {
        var state = row.getString("state");
        var order = row.getObject("work_order", UUID.class);
        var back = row.getObject("until_day", LocalDate.class);
        return switch (state) {
            case "DRAFT" -> new Agreement.Stage.Draft();
            case "SUPERVISOR" -> new Agreement.Stage.BeforeSupervisor(with(row));
            case "DIRECTOR" -> new Agreement.Stage.BeforeDirector(with(row));
            case "HEAD" -> new Agreement.Stage.BeforeHead();
            case "ORDERED" -> new Agreement.Stage.Ordered(order);
            case "RECALLED" -> new Agreement.Stage.Recalled(order, back);
            case "TERMINATED" -> new Agreement.Stage.Terminated(order, back);
            case "REFUSED" -> new Agreement.Stage.Refused();
            case "WITHDRAWN" -> new Agreement.Stage.Withdrawn();
            default -> throw new IllegalStateException("no state of an agreement: " + state);
        };
    }

    private static Agreement.With with(ResultSet row) throws SQLException {
        return new Agreement.With(
                row.getObject("with_official", UUID.class),
                row.getObject("with_position", UUID.class),
                row.getString("with_name"),
                row.getString("with_title"));
    }
}
