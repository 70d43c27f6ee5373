package th.sala.leave;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.leave.AbroadRules.Neighbour;

/// Petitions, and what was said to them, as they are kept.
@Repository
class Petitions {
    private static final UUID NOBODY = new UUID(0, 0);

    private final JdbcClient db;

    Petitions(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO leave.petition
                   (agency_id, id, matter, account, official, name, title, first_day, from_noon, last_day, until_noon,
                    neighbour, country, words, asked_at, state, to_official, to_position, to_name, to_title, sent_at,
                    ended_at, ended_by, told_above, becomes)
            VALUES (:agency, :id, :matter, :account, :official, :name, :title, :first, :fromNoon, :last, :untilNoon,
                    :neighbour, :country, :words, :askedAt, :state, :toOfficial, :toPosition, :toName, :toTitle, :sentAt,
                    :endedAt, :endedBy, :toldAbove, :becomes)
            """;

    void add(Petition one) {
        var neighbour = one.neighbour();
        stage(db.sql(ADD), one)
                .param("matter", one.matter().name())
                .param("account", one.by().account())
                .param("official", one.by().official())
                .param("name", one.by().name())
                .param("title", one.by().title())
                .param("first", one.days().first())
                .param("fromNoon", one.days().fromNoon())
                .param("last", one.days().last())
                .param("untilNoon", one.days().untilNoon())
                .param("neighbour", neighbour == null ? null : neighbour.name(), Types.VARCHAR)
                .param("country", one.country())
                .param("words", one.words())
                .param("askedAt", utc(one.askedAt()))
                .update();
    }

    private static final String KEEP =
            """
            UPDATE leave.petition
               SET state = :state, to_official = :toOfficial, to_position = :toPosition, to_name = :toName,
                   to_title = :toTitle, sent_at = :sentAt, ended_at = :endedAt, ended_by = :endedBy,
                   told_above = :toldAbove, becomes = :becomes
             WHERE agency_id = :agency AND id = :id
            """;

    /// What can change of it.
    void keep(Petition one) {
        stage(db.sql(KEEP), one).update();
    }

    private static JdbcClient.StatementSpec stage(JdbcClient.StatementSpec sql, Petition one) {
        var with = one.with();
        var at = one.endedAt();
        var state =
                switch (one.stage()) {
                    case Petition.Stage.Waiting _ -> "WAITING";
                    case Petition.Stage.Granted _ -> "GRANTED";
                    case Petition.Stage.Denied _ -> "DENIED";
                    case Petition.Stage.Withdrawn _ -> "WITHDRAWN";
                };
        return sql.param("agency", one.agency())
                .param("id", one.id())
                .param("state", state)
                .param("toOfficial", with == null ? null : with.official(), Types.OTHER)
                .param("toPosition", with == null ? null : with.position(), Types.OTHER)
                .param("toName", with == null ? null : with.name(), Types.VARCHAR)
                .param("toTitle", with == null ? null : with.title(), Types.VARCHAR)
                .param(
                        "sentAt",
                        with == null ? null : utc(with.since()),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("endedAt", at == null ? null : utc(at), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("endedBy", at == null ? null : one.endedBy(), Types.VARCHAR)
                .param("toldAbove", one.toldAbove())
                .param("becomes", one.becomes(), Types.OTHER);
    }

    private static final String TOLD =
            "UPDATE leave.petition SET told_on = :day WHERE agency_id = :agency AND id = :id";

    void told(UUID agency, UUID id, LocalDate day) {
        db.sql(TOLD).param("agency", agency).param("id", id).param("day", day).update();
    }

    private static final String ALL =
            """
            SELECT agency_id, id, matter, account, official, name, title, first_day, from_noon, last_day, until_noon,
                   neighbour, country, words, asked_at, state, to_official, to_position, to_name, to_title, sent_at,
                   ended_at, ended_by, told_above, told_on, becomes
              FROM leave.petition
             WHERE agency_id = :agency
            """;

    private static final String FIND = ALL + " AND id = :id";

    Optional<Petition> find(UUID agency, UUID id) {
        return db.sql(FIND)
                .param("agency", agency)
                .param("id", id)
                .query(Petitions::petition)
                .optional();
    }

    private static final String OF_PERSON =
            ALL + " AND official = :official ORDER BY asked_at DESC, id DESC LIMIT :rows";

    /// A person's, the newest first.
    List<Petition> of(UUID agency, UUID official, int rows) {
        return db.sql(OF_PERSON)
                .param("agency", agency)
                .param("official", official)
                .param("rows", rows)
                .query(Petitions::petition)
                .list();
    }

    private static final String LIVE =
            ALL
                    + " AND official = :official AND matter = :matter AND state IN ('WAITING', 'GRANTED') ORDER BY first_day, id";

    /// A person's that wait or were granted, the earliest days first.
    List<Petition> live(UUID agency, UUID official, Petition.Matter matter) {
        return db.sql(LIVE)
                .param("agency", agency)
                .param("official", official)
                .param("matter", matter.name())
                .query(Petitions::petition)
                .list();
    }

    private static final String WAITING =
            ALL
                    + """
                       AND state = 'WAITING' AND (to_official = :official OR to_position IN (:positions))
                     ORDER BY sent_at, id
                     LIMIT :rows
                    """;

    /// What was sent to the person or to one of the positions, the longest waiting first.
    List<Petition> waiting(UUID agency, UUID official, Collection<UUID> positions, int rows) {
        return db.sql(WAITING)
                .param("agency", agency)
                .param("official", official)
                .param("positions", positions.isEmpty() ? List.of(NOBODY) : positions)
                .param("rows", rows)
                .query(Petitions::petition)
                .list();
    }

    private static final String BECAME =
            """
            SELECT count(*) > 0
              FROM leave.petition
             WHERE agency_id = :agency AND official = :official AND matter = 'EVENT' AND state = 'DENIED' AND asked_at = :askedAt
            """;

    /// Whether a leave is one of those that the days of an event became: they were asked for when
    /// it was reported.
    boolean became(LeaveRequest leave) {
        return db.sql(BECAME)
                .param("agency", leave.agency())
                .param("official", leave.by().official())
                .param("askedAt", utc(leave.askedAt()))
                .query(Boolean.class)
                .single();
    }

    private static final String UNTOLD =
            ALL + " AND told_above AND told_on IS NULL ORDER BY ended_at LIMIT :rows";

    /// What is still to be told to who stands above the head.
    List<Petition> untold(UUID agency, int rows) {
        return db.sql(UNTOLD)
                .param("agency", agency)
                .param("rows", rows)
                .query(Petitions::petition)
                .list();
    }

    private static final String SAY =
            """
            INSERT INTO leave.petition_opinion (agency_id, petition, number, official, name, title, agrees, decides, words, at)
            VALUES (:agency, :petition, :number, :official, :name, :title, :agrees, :decides, :words, :at)
            """;

    void say(UUID agency, UUID petition, LeaveRequests.Opinion opinion) {
        db.sql(SAY)
                .param("agency", agency)
                .param("petition", petition)
                .param("number", opinion.number())
                .param("official", opinion.official())
                .param("name", opinion.name())
                .param("title", opinion.title())
                .param("agrees", opinion.agrees())
                .param("decides", opinion.decides())
                .param("words", opinion.words())
                .param("at", utc(opinion.at()))
                .update();
    }

    private static final String SAID =
            """
            SELECT number, official, name, title, agrees, decides, words, at
              FROM leave.petition_opinion
             WHERE agency_id = :agency AND petition = :petition
             ORDER BY number
            """;

    List<LeaveRequests.Opinion> said(UUID agency, UUID petition) {
        return db.sql(SAID)
                .param("agency", agency)
                .param("petition", petition)
                .query((row, _) ->
                        new LeaveRequests.Opinion(
                                row.getInt("number"),
                                row.getObject("official", UUID.class),
                                row.getString("name"),
                                row.getString("title"),
                                row.getBoolean("agrees"),
                                row.getBoolean("decides"),
                                row.getString("words"),
                                moment(row, "at")))
                .list();
    }

    private static Petition petition(ResultSet row, int number) throws SQLException {
        var neighbour = row.getString("neighbour");
        return new Petition(
                row.getObject("agency_id", UUID.class),
                row.getObject("id", UUID.class),
                Petition.Matter.valueOf(row.getString("matter")),
                new LeaveRequest.Applicant(
                        row.getObject("account", UUID.class),
                        row.getObject("official", UUID.class),
                        row.getString("name"),
                        row.getString("title")),
                new LeaveDays(
                        row.getObject("first_day", LocalDate.class),
                        row.getBoolean("from_noon"),
                        row.getObject("last_day", LocalDate.class),
                        row.getBoolean("until_noon")),
                neighbour == null ? null : Neighbour.valueOf(neighbour),
                row.getString("country"),
                row.getString("words"),
                moment(row, "asked_at"),
                stage(row),
                row.getBoolean("told_above"),
                row.getObject("told_on", LocalDate.class),
                row.getObject("becomes", UUID.class));
    }

    private static Petition.Stage stage(ResultSet row) throws SQLException {
        var state = row.getString("state");
        if (state.equals("WAITING")) {
            return new Petition.Stage.Waiting(
                    new LeaveRequest.With(
                            row.getObject("to_official", UUID.class),
                            row.getObject("to_position", UUID.class),
                            row.getString("to_name"),
                            row.getString("to_title"),
                            moment(row, "sent_at")));
        }
        var at = moment(row, "ended_at");
        var by = row.getString("ended_by");
        return switch (state) {
            case "GRANTED" -> new Petition.Stage.Granted(at, by);
            case "DENIED" -> new Petition.Stage.Denied(at, by);
            case "WITHDRAWN" -> new Petition.Stage.Withdrawn(at, by);
            default -> throw new IllegalStateException("no state of a petition: " + state);
        };
    }

    /// A position whose area lies next to a country.
    ///
    /// @param until the first day without; null while it lasts
    record BorderPost(
            UUID id,
            UUID position,
            AbroadRules.Border office,
            Neighbour neighbour,
            LocalDate from,
            @Nullable LocalDate until) {
        boolean holdsOn(LocalDate day) {
            return !day.isBefore(from) && (until == null || day.isBefore(until));
        }
    }

    private static final String BORDERS =
            """
            SELECT id, position, office, neighbour, from_day, until_day
              FROM leave.border
             WHERE agency_id = :agency
             ORDER BY from_day DESC, id
            """;

    List<BorderPost> borders(UUID agency) {
        return db.sql(BORDERS)
                .param("agency", agency)
                .query((row, _) ->
                        new BorderPost(
                                row.getObject("id", UUID.class),
                                row.getObject("position", UUID.class),
                                AbroadRules.Border.valueOf(row.getString("office")),
                                Neighbour.valueOf(row.getString("neighbour")),
                                row.getObject("from_day", LocalDate.class),
                                row.getObject("until_day", LocalDate.class)))
                .list();
    }

    private static final String ADD_BORDER =
            """
            INSERT INTO leave.border (agency_id, id, position, office, neighbour, from_day, at, by)
            VALUES (:agency, :id, :position, :office, :neighbour, :from, :at, :by)
            """;

    void add(UUID agency, BorderPost post, Instant at, String by) {
        db.sql(ADD_BORDER)
                .param("agency", agency)
                .param("id", post.id())
                .param("position", post.position())
                .param("office", post.office().name())
                .param("neighbour", post.neighbour().name())
                .param("from", post.from())
                .param("at", utc(at))
                .param("by", by)
                .update();
    }

    private static final String END_BORDER =
            """
            UPDATE leave.border SET until_day = greatest(:day, from_day)
             WHERE agency_id = :agency AND id = :id AND until_day IS NULL
            """;

    /// @param day the first one without
    void endBorder(UUID agency, UUID id, LocalDate day) {
        db.sql(END_BORDER).param("agency", agency).param("id", id).param("day", day).update();
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
