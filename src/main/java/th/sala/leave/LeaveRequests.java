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
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Requests for leave and what was said to them, as they are kept.
@Repository
class LeaveRequests {
    private static final UUID NOBODY = new UUID(0, 0);

    private final JdbcClient db;

    LeaveRequests(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO leave.request
                   (agency_id, id, account, official, name, title, kind, cancels, first_day, from_noon, last_day, until_noon,
                    reason, necessity, contact, paper_sha256, paper_size, asked_at,
                    state, to_official, to_position, to_name, to_title, sent_at)
            VALUES (:agency, :id, :account, :official, :name, :title, :kind, :cancels, :first, :fromNoon, :last, :untilNoon,
                    :reason, :necessity, :contact, :sha256, :paperSize, :askedAt,
                    :state, :toOfficial, :toPosition, :toName, :toTitle, :sentAt)
            """;

    void add(LeaveRequest request) {
        var paper = request.paper();
        stage(db.sql(ADD), request)
                .param("account", request.by().account())
                .param("official", request.by().official())
                .param("name", request.by().name())
                .param("title", request.by().title())
                .param("kind", request.kind().name())
                .param("cancels", request.cancels(), Types.OTHER)
                .param("reason", request.reason())
                .param("necessity", request.necessity())
                .param("contact", request.contact())
                .param("sha256", paper == null ? null : paper.sha256(), Types.VARCHAR)
                .param("paperSize", paper == null ? null : paper.size(), Types.BIGINT)
                .param("askedAt", utc(request.askedAt()))
                .update();
    }

    private static final String KEEP =
            """
            UPDATE leave.request
               SET first_day = :first, from_noon = :fromNoon, last_day = :last, until_noon = :untilNoon, state = :state,
                   to_official = :toOfficial, to_position = :toPosition, to_name = :toName, to_title = :toTitle,
                   sent_at = :sentAt, ended_at = :endedAt, ended_by = :endedBy
             WHERE agency_id = :agency AND id = :id
            """;

    private static final String OUTDATE =
            "UPDATE leave.paper SET version = version + 1 WHERE agency_id = :agency AND request = :id";

    /// What can change of it. A paper that was opened to be corrected is out of date then: the
    /// correction would give back days that were taken.
    void keep(LeaveRequest request) {
        db.sql(OUTDATE).param("agency", request.agency()).param("id", request.id()).update();
        var at = request.endedAt();
        stage(db.sql(KEEP), request)
                .param("endedAt", at == null ? null : utc(at), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("endedBy", at == null ? null : request.endedBy(), Types.VARCHAR)
                .update();
    }

    private static JdbcClient.StatementSpec stage(
            JdbcClient.StatementSpec sql, LeaveRequest request) {
        var with = request.with();
        var state =
                switch (request.stage()) {
                    case LeaveRequest.Stage.Waiting _ -> "WAITING";
                    case LeaveRequest.Stage.Approved _ -> "APPROVED";
                    case LeaveRequest.Stage.Refused _ -> "REFUSED";
                    case LeaveRequest.Stage.Withdrawn _ -> "WITHDRAWN";
                    case LeaveRequest.Stage.Cancelled _ -> "CANCELLED";
                };
        return sql.param("agency", request.agency())
                .param("id", request.id())
                .param("first", request.days().first())
                .param("fromNoon", request.days().fromNoon())
                .param("last", request.days().last())
                .param("untilNoon", request.days().untilNoon())
                .param("state", state)
                .param("toOfficial", with == null ? null : with.official(), Types.OTHER)
                .param("toPosition", with == null ? null : with.position(), Types.OTHER)
                .param("toName", with == null ? null : with.name(), Types.VARCHAR)
                .param("toTitle", with == null ? null : with.title(), Types.VARCHAR)
                .param(
                        "sentAt",
                        with == null ? null : utc(with.since()),
                        Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static final String ALL =
            """
            SELECT agency_id, id, account, official, name, title, kind, cancels, first_day, from_noon, last_day, until_noon,
                   reason, necessity, contact, paper_sha256, paper_size, asked_at,
                   state, to_official, to_position, to_name, to_title, sent_at, ended_at, ended_by
              FROM leave.request
             WHERE agency_id = :agency
            """;

    private static final String FIND = ALL + " AND id = :id";

    Optional<LeaveRequest> find(UUID agency, UUID id) {
        return db.sql(FIND)
                .param("agency", agency)
                .param("id", id)
                .query(LeaveRequests::request)
                .optional();
    }

    private static final String LIVE =
            ALL
                    + """
                       AND official = :official AND cancels IS NULL AND state IN ('WAITING', 'APPROVED')
                       AND last_day >= :from AND first_day <= :until
                     ORDER BY begin_half
                    """;

    /// Leaves of a person that are approved or asked for, of which a day lies between.
    List<LeaveRequest> live(UUID agency, UUID official, LocalDate from, LocalDate until) {
        return db.sql(LIVE)
                .param("agency", agency)
                .param("official", official)
                .param("from", from)
                .param("until", until)
                .query(LeaveRequests::request)
                .list();
    }

    private static final String AWAY =
            """
            SELECT DISTINCT official
              FROM leave.request
             WHERE agency_id = :agency AND cancels IS NULL AND state = 'APPROVED'
               AND last_day >= :day AND begin_half <= :half AND end_half > :half
            """;

    /// Who is on leave in a half day.
    Set<UUID> away(UUID agency, long half) {
        return db.sql(AWAY)
                .param("agency", agency)
                .param("half", half)
                .param("day", LocalDate.ofEpochDay(Math.floorDiv(half, 2)))
                .query(UUID.class)
                .set();
    }

    private static final String UNDER_WAY =
            ALL
                    + """
                       AND cancels IS NULL AND state = 'APPROVED' AND kind IN (:kinds)
                       AND last_day >= :day AND begin_half <= :half AND end_half > :half
                     ORDER BY end_half, id
                    """;

    /// Approved leaves of some kinds in a half day, those that end first before others.
    List<LeaveRequest> underWay(UUID agency, Collection<LeaveKind> kinds, long half) {
        return db.sql(UNDER_WAY)
                .param("agency", agency)
                .param("kinds", kinds.stream().map(Enum::name).toList())
                .param("half", half)
                .param("day", LocalDate.ofEpochDay(Math.floorDiv(half, 2)))
                .query(LeaveRequests::request)
                .list();
    }

    private static final String ALL_WAITING =
            ALL + " AND state = 'WAITING' AND id > :after ORDER BY id LIMIT :rows";

    /// Everything that waits, by id.
    List<LeaveRequest> waiting(UUID agency, UUID after, int rows) {
        return db.sql(ALL_WAITING)
                .param("agency", agency)
                .param("after", after)
                .param("rows", rows)
                .query(LeaveRequests::request)
                .list();
    }

    private static final String OVER_DAY =
            ALL
                    + """
                       AND cancels IS NULL AND state = 'APPROVED'
                       AND last_day >= :day AND first_day <= :day AND id > :after
                     ORDER BY id
                     LIMIT :rows
                    """;

    /// Approved leaves of which the day is one, by id.
    List<LeaveRequest> over(UUID agency, LocalDate day, UUID after, int rows) {
        return db.sql(OVER_DAY)
                .param("agency", agency)
                .param("day", day)
                .param("after", after)
                .param("rows", rows)
                .query(LeaveRequests::request)
                .list();
    }

    private static final String NEWEST =
            ALL
                    + """
                       AND official = :official
                       AND (asked_at, id) < (:before, :beforeId)
                     ORDER BY asked_at DESC, id DESC
                     LIMIT :rows
                    """;

    /// A person's, the newest first.
    List<LeaveRequest> newest(UUID agency, UUID official, Instant before, UUID beforeId, int rows) {
        return db.sql(NEWEST)
                .param("agency", agency)
                .param("official", official)
                .param("before", utc(before))
                .param("beforeId", beforeId)
                .param("rows", rows)
                .query(LeaveRequests::request)
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
    List<LeaveRequest> waiting(UUID agency, UUID official, Collection<UUID> positions, int rows) {
        return db.sql(WAITING)
                .param("agency", agency)
                .param("official", official)
                .param("positions", positions.isEmpty() ? List.of(NOBODY) : positions)
                .param("rows", rows)
                .query(LeaveRequests::request)
                .list();
    }

    private static final String CANCELLATIONS = ALL + " AND cancels = :leave ORDER BY asked_at, id";

    /// What was asked to take back days of a leave, oldest first.
    List<LeaveRequest> cancellations(UUID agency, UUID leave) {
        return db.sql(CANCELLATIONS)
                .param("agency", agency)
                .param("leave", leave)
                .query(LeaveRequests::request)
                .list();
    }

    /// What somebody said to a request.
    ///
    /// @param decides whether they had the power to
    public record Opinion(
            int number,
            UUID official,
            String name,
            String title,
            boolean agrees,
            boolean decides,
            String words,
            Instant at) {}

    private static final String SAY =
            """
            INSERT INTO leave.opinion (agency_id, request, number, official, name, title, agrees, decides, words, at)
            VALUES (:agency, :request, :number, :official, :name, :title, :agrees, :decides, :words, :at)
            """;

    void say(UUID agency, UUID request, Opinion opinion) {
        db.sql(SAY)
                .param("agency", agency)
                .param("request", request)
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
              FROM leave.opinion
             WHERE agency_id = :agency AND request = :request
             ORDER BY number
            """;

    List<Opinion> said(UUID agency, UUID request) {
        return db.sql(SAID)
                .param("agency", agency)
                .param("request", request)
                .query(LeaveRequests::opinion)
                .list();
    }

    private static Opinion opinion(ResultSet row, int number) throws SQLException {
        return new Opinion(
                row.getInt("number"),
                row.getObject("official", UUID.class),
                row.getString("name"),
                row.getString("title"),
                row.getBoolean("agrees"),
                row.getBoolean("decides"),
                row.getString("words"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static LeaveRequest request(ResultSet row, int number) throws SQLException {
        return new LeaveRequest(
                row.getObject("agency_id", UUID.class),
                row.getObject("id", UUID.class),
                new LeaveRequest.Applicant(
                        row.getObject("account", UUID.class),
                        row.getObject("official", UUID.class),
                        row.getString("name"),
                        row.getString("title")),
                LeaveKind.valueOf(row.getString("kind")),
                row.getObject("cancels", UUID.class),
                new LeaveDays(
                        row.getObject("first_day", LocalDate.class),
                        row.getBoolean("from_noon"),
                        row.getObject("last_day", LocalDate.class),
                        row.getBoolean("until_noon")),
                row.getString("reason"),
                row.getString("necessity"),
                row.getString("contact"),
                paper(row),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                stage(row));
    }

    private static LeaveRequest.@Nullable Paper paper(ResultSet row) throws SQLException {
        var sha256 = row.getString("paper_sha256");
        return sha256 == null ? null : new LeaveRequest.Paper(sha256, row.getLong("paper_size"));
    }

    private static LeaveRequest.Stage stage(ResultSet row) throws SQLException {
        var state = row.getString("state");
        if (state.equals("WAITING")) {
            return new LeaveRequest.Stage.Waiting(
                    new LeaveRequest.With(
                            row.getObject("to_official", UUID.class),
                            row.getObject("to_position", UUID.class),
                            row.getString("to_name"),
                            row.getString("to_title"),
                            row.getObject("sent_at", OffsetDateTime.class).toInstant()));
        }
        var at = row.getObject("ended_at", OffsetDateTime.class).toInstant();
        var by = row.getString("ended_by");
        return switch (state) {
            case "APPROVED" -> new LeaveRequest.Stage.Approved(at, by);
            case "REFUSED" -> new LeaveRequest.Stage.Refused(at, by);
            case "WITHDRAWN" -> new LeaveRequest.Stage.Withdrawn(at, by);
            case "CANCELLED" -> new LeaveRequest.Stage.Cancelled(at, by);
            default -> throw new IllegalStateException("no state of a request: " + state);
        };
    }
}
